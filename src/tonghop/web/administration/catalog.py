"""The catalog: indicators with their units and words, how much each is used; proposed words accepted or refused."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from tonghop.catalog import search
from tonghop.catalog.indicators import indicators
from tonghop.core.errors import Refusal
from tonghop.ledger import access
from tonghop.ledger.inbox import aliases
from tonghop.ledger.models import FactVersion, FormLine, Indicator
from tonghop.ledger.rights import Action
from tonghop.web.administration.frame import framed, reason_of, told
from tonghop.web.people import MemberRequest, members

_ON_A_PAGE = 40
_PROPOSALS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator, the words it goes by, and how many figures that the reader may see, and forms, are of it."""

    indicator: Indicator
    aliases: tuple[str, ...]
    facts: int
    forms: int


@require_GET
@members
def catalog(request: MemberRequest) -> HttpResponse:
    """The indicators by group and name, those of a group or with some words where asked for."""
    return _shown(request)


@require_POST
@members
def decide(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Accept or refuse proposed words; a refusal is told above the catalog."""
    step = {"nhan": aliases.accept, "tu-choi": aliases.refuse}.get(action)
    if step is None:
        raise Http404
    try:
        step(request.account, number, reason_of(request))
    except Refusal as refusal:
        return _shown(request, told(request, refusal))
    return redirect("catalog")


def _shown(request: MemberRequest, sentence: str = "") -> HttpResponse:
    words, group = request.GET.get("q", "").strip()[:200], request.GET.get("group", "")
    number = max(1, int(page)) if (page := request.GET.get("page", "1")[:4]).isdecimal() else 1
    found = _found(words, group).order_by("group", "name", "key")
    first = (number - 1) * _ON_A_PAGE
    shown = list(found[first : first + _ON_A_PAGE + 1])
    decides = Action.DECIDE_ALIASES in request.held
    return framed(
        request,
        "admin/catalog.html.j2",
        sentence=sentence,
        rows=_rows(request, shown[:_ON_A_PAGE]),
        count=found.count(),
        words=words,
        group=group,
        groups=Indicator.objects.order_by("group").values_list("group", flat=True).distinct(),
        following=number + 1 if len(shown) > _ON_A_PAGE else None,
        proposals=aliases.waiting(request.account)[:_PROPOSALS] if decides else (),
    )


def _found(words: str, group: str) -> QuerySet[Indicator]:
    rows = Indicator.objects.all()
    if words:
        keys = [entry.key for entry in search(words) if entry.kind == "indicator"]
        rows = rows.filter(Q(key__in=keys) | Q(name__icontains=words))
    return rows.filter(group=group) if group else rows


def _rows(request: MemberRequest, shown: list[Indicator]) -> list[Row]:
    seen = access.within(request.account, Action.SEE_ACCEPTED)
    settled = FactVersion.objects.filter(seen, settled=True, known_to=None, indicator__in=shown)
    facts = dict(settled.values_list("indicator").annotate(Count("pk")).order_by())
    lines = FormLine.objects.filter(indicator__in=shown)
    forms = dict(lines.values_list("indicator").annotate(Count("form", distinct=True)).order_by())
    known = indicators()
    return [
        Row(
            item,
            tuple(alias.text for alias in known[item.key].aliases) if item.key in known else (),
            facts.get(item.pk, 0),
            forms.get(item.pk, 0),
        )
        for item in shown
    ]
