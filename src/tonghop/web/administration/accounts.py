"""Accounts: who there is, what an account holds, and what an administrator does with it."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import access, accounts, passkeys, second_factor, sessions, units
from tonghop.ledger.models import Account, Role, Unit
from tonghop.ledger.rights import Action
from tonghop.web import single_sign_on
from tonghop.web.administration.choices import role_of, units_managed
from tonghop.web.administration.frame import framed, reason_of, told
from tonghop.web.people import MemberRequest, members

_ON_A_PAGE = 50


@require_GET
@members
def listed(request: MemberRequest) -> HttpResponse:
    """The accounts that the administrator sees, by name; those with some words, or locked, where asked for."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    words, state, after = (request.GET.get(name, "").strip() for name in ("q", "state", "after"))
    found = accounts.seen(request.account).filter(username__gt=after)
    if words:
        found = found.filter(Q(username__icontains=words) | Q(full_name__icontains=words))
    if state in ("active", "locked"):
        found = found.filter(is_active=state == "active")
    rows = list(found.order_by("username").prefetch_related("grants__unit")[: _ON_A_PAGE + 1])
    shown = rows[:_ON_A_PAGE]
    return framed(
        request,
        "admin/accounts.html.j2",
        rows=shown,
        names=units.names_of({grant.unit.code for row in shown for grant in row.grants.all()}, localdate()),
        enrolled=second_factor.enrolled_of(shown),
        words=words,
        state=state,
        after=shown[-1].username if len(rows) > _ON_A_PAGE else "",
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@members
def new(request: MemberRequest) -> HttpResponse:
    """A new account: its password is shown this once, to be handed over and changed at the first sign-in."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    sentence = ""
    if request.method == "POST":
        sent, password = request.POST, accounts.one_time_password()
        name = sent.get("username", "").strip()
        try:
            role, unit = role_of(sent.get("role", "")), units.find(sent.get("unit", "").strip())
            full_name = sent.get("full_name", "").strip()
            made = accounts.create(request.account, name, password, full_name, role, unit, provisional=True)
        except Refusal as refusal:
            sentence = told(request, refusal)
        else:
            return _handed_over(request, made, password)
    choices = units_managed(request.account)
    return framed(
        request, "admin/new_account.html.j2", sentence=sentence, sent=request.POST, roles=Role, choices=choices
    )


@require_GET
@members
def account(request: MemberRequest, name: str) -> HttpResponse:
    """One account: its roles, sessions and tokens."""
    return shown(request, _found(request, name))


@sensitive_post_parameters()
@require_POST
@members
def step(request: MemberRequest, name: str, action: str) -> HttpResponse:
    """Do something with an account; a refusal is told above it, and nothing has changed then."""
    row, actor, sent = _found(request, name), request.account, request.POST
    try:
        match action:
            case "thong-tin":
                accounts.describe(actor, row, sent.get("full_name", "").strip(), sent.get("email", "").strip())
            case "mot-lan":
                accounts.arrange(actor, row, sent.get("single", "").strip())
            case "khoa" | "mo":
                accounts.set_active(actor, row, action == "mo", reason_of(request))
            case "mat-khau":
                password = accounts.one_time_password()
                accounts.set_password(actor, row, password, provisional=True)
                return _handed_over(request, row, password)
            case "xac-thuc":
                second_factor.remove(actor, row)
                passkeys.remove_all(actor, row)
            case "phien":
                sessions.end_all(actor, row)
            case _:
                raise Http404
    except Refusal as refusal:
        return shown(request, row, told(request, refusal))
    return redirect("account", name)


def shown(request: MemberRequest, row: Account, sentence: str = "") -> HttpResponse:
    """The page of an account, with a sentence that refuses something."""
    grants = list(row.grants.select_related("unit").order_by("id"))
    within = access.within(request.account, Action.MANAGE_ACCOUNTS, "id")
    reach = set(Unit.objects.filter(within, grants__in=grants).values_list("id", flat=True))
    return framed(
        request,
        "admin/account.html.j2",
        sentence=sentence,
        row=row,
        grants=[(grant, Role(grant.role), grant.unit_id in reach) for grant in grants],
        names=units.names_of({grant.unit.code for grant in grants}, localdate()),
        manages=accounts.manages(request.account, row),
        enrolled=bool(second_factor.enrolled_of([row])),
        opened=sessions.opened(row),
        tokens=row.tokens.filter(revoked=None).order_by("-id"),
        roles=Role,
        choices=units_managed(request.account),
        single=single_sign_on.name(),
        claim=settings.OIDC_CLAIM,
    )


def _found(request: MemberRequest, name: str) -> Account:
    """The account of a name, as far as the administrator sees it; Http404 where there is none."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    row = accounts.seen(request.account).filter(username=name).first()
    if row is None:
        raise Http404
    return row


def _handed_over(request: MemberRequest, row: Account, password: str) -> HttpResponse:
    return framed(
        request, "admin/password.html.j2", row=row, password=password, days=accounts.PROVISIONAL.days,
        address=request.build_absolute_uri("/"),
    )  # fmt: skip
