"""Tra cứu: indicators, units, and the figures and documents that words lead to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.catalog import search as catalog_search
from tonghop.catalog.search import accented, plain
from tonghop.ledger import access, units
from tonghop.ledger.models import Indicator, Source
from tonghop.ledger.rights import Action
from tonghop.web.figures import Found, NotASearch, Sought, figures
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of

_MOST = 50
_AROUND = 90


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
    """What there is for the words asked for, and the figures of a unit, period and range; a refusal is told above."""
    words, today = " ".join(request.GET.get("q", "").split())[:200], localdate()
    sentence, sought = "", Sought()
    try:
        sought = Sought.of(request.GET)
    except NotASearch as refusal:
        sentence = sentence_of(request, refusal)
    indicators = _indicators(words) if words else []
    found, more = _figures(request, sought, indicators, words)
    return page(
        request,
        "search.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        words=words,
        asked=request.GET,
        sought=sought,
        around=units.names_of([request.home.code, *units.children(request.home.code, today)], today),
        indicators=indicators,
        units=units.search(words, today, _MOST) if words else (),
        figures=found,
        more=more,
        most=_MOST,
        names=units.names_of({item.fact.cell.unit for item in found}, today),
        passages=_passages(request, words) if len(words) > 2 else [],
    )


def _figures(
    request: MemberRequest, sought: Sought, indicators: Sequence[Indicator], words: str
) -> tuple[Sequence[Found], bool]:
    """The figures that are sought: none where nothing is, or where no indicator has the words."""
    if not indicators and (words or not sought.narrows):
        return (), False
    return figures(request.account, sought, indicators or None, _MOST)


def _indicators(words: str) -> list[Indicator]:
    keys = [entry.key for entry in catalog_search(words) if entry.kind == "indicator"][:_MOST]
    found = Indicator.objects.filter(Q(key__in=keys) | Q(name__icontains=words)).in_bulk(field_name="key")
    return [found[key] for key in dict.fromkeys([*keys, *found]) if key in found]


def _passages(request: MemberRequest, words: str) -> list[Passage]:
    """The first place in each document, among those the account may see, that says the words, diacritics or not."""
    letters = map(Value, accented())
    rows = Source.objects.filter(access.within(request.account, Action.SEE_SOURCES))
    rows = rows.alias(plain=Lower(Func("text", *letters, function="translate", output_field=TextField())))
    found = []
    for source in rows.filter(plain__contains=plain(words)).defer("content").order_by("-id")[:_MOST]:
        at = plain(source.text).find(plain(words))
        if at >= 0:
            end = at + len(words)
            lead, tail = source.text[max(at - _AROUND, 0) : at], source.text[end : end + _AROUND]
            found.append(Passage(source, lead, source.text[at:end], tail))
    return found
