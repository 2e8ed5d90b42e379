"""Tra cứu: indicators, units, and the figures and documents that words lead to."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.catalog import search as catalog_search
from tonghop.core.fact import Fact
from tonghop.ledger import access, units
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import FactVersion, Indicator, Source, State
from tonghop.ledger.rights import Action
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_MOST = 30
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that the account may see, with the indicator it is of."""

    indicator: Indicator
    fact: Fact
    state: State
    source: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a document says the words, with those around them."""

    source: Source
    lead: str
    said: str
    tail: str


@require_GET
@members
def search(request: MemberRequest) -> HttpResponse:
    """What there is for the words asked for."""
    words = " ".join(request.GET.get("q", "").split())[:200]
    indicators = _indicators(words) if words else []
    figures = _figures(request, indicators)
    return page(
        request,
        "search.html.j2",
        words=words,
        indicators=indicators,
        units=units.search(words, localdate(), _MOST) if words else (),
        figures=figures,
        names=units.names_of({item.fact.cell.unit for item in figures}, localdate()),
        passages=_passages(request, words) if len(words) > 2 else [],
    )


def _indicators(words: str) -> list[Indicator]:
    keys = [entry.key for entry in catalog_search(words) if entry.kind == "indicator"][:_MOST]
    found = Indicator.objects.filter(Q(key__in=keys) | Q(name__icontains=words)).in_bulk(field_name="key")
    return [found[key] for key in dict.fromkeys([*keys, *found]) if key in found]


def _figures(request: MemberRequest, indicators: list[Indicator]) -> list[Found]:
    """The newest figures of these indicators that the account may see."""
    rows = FactVersion.objects.filter(access.visible(request.account), indicator__in=indicators, known_to=None)
    rows = rows.select_related("indicator", "unit", "source").defer("source__content", "source__text")
    return [
        Found(row.indicator, fact_of(row), State(row.state), row.source.name if row.source else "")
        for row in rows.order_by("-year", "-last", "unit__code", "indicator__key", "id")[:_MOST]
    ]


def _passages(request: MemberRequest, words: str) -> list[Passage]:
    """The first place in each document, among those the account may see, that says the words."""
    rows = Source.objects.filter(access.within(request.account, Action.SEE_SOURCES), text__icontains=words)
    found = []
    for source in rows.defer("content").order_by("-id")[:_MOST]:
        at = source.text.lower().find(words.lower())
        if at >= 0:
            end = at + len(words)
            lead, tail = source.text[max(at - _AROUND, 0) : at], source.text[end : end + _AROUND]
            found.append(Passage(source, lead, source.text[at:end], tail))
    return found
