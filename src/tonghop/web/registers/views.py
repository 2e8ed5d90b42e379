"""Ways in which somebody likes to see a register: filters of its list kept under names of his own."""

from collections.abc import Mapping

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tonghop.catalog.registers import Register
from tonghop.ledger import access, cases
from tonghop.ledger.models import Account
from tonghop.ledger.preferences import prefer, preferred
from tonghop.ledger.rights import Action
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.filters import kept

_MOST, _LONGEST, _LONGEST_QUERY = 20, 60, 2000


def saved(account: Account, key: str) -> Mapping[str, str]:
    """The views of a register that the account has kept: name → what the address asks for."""
    return preferred(account, _preference(key)) or {}


@require_POST
@members
def keep(request: MemberRequest, key: str) -> HttpResponse:
    """Keep a view under a name, in place of the one that had it; or drop the one whose name is sent as `drop`."""
    register, sent = cases.register_of(key), request.POST
    access.require_some(request.account, Action.SEE_CASES)
    views = dict(saved(request.account, register.key))
    views.pop(sent.get("drop", ""), None)
    asked = _asked(register, sent.get("query", ""))
    if (name := " ".join(sent.get("name", "").split())[:_LONGEST]) and (name in views or len(views) < _MOST):
        views[name] = asked
    prefer(request.account, _preference(register.key), views)
    return redirect(f"{reverse('register', args=[register.key])}?{asked}")


def _asked(register: Register, query: str) -> str:
    """What an address asks for, without what a view does not keep."""
    given, asked = QueryDict(query[:_LONGEST_QUERY]), QueryDict(mutable=True)
    asked.update({name: given[name] for name in kept(register) if given.get(name)})
    return asked.urlencode()


def _preference(key: str) -> str:
    return f"views-{key}"
