"""Figures that the account may see, by indicator, unit, period and value, with what their documents say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.http import QueryDict

from tonghop.core.fact import Fact
from tonghop.core.numbers import Form, Trouble, number
from tonghop.core.span import Span
from tonghop.ledger import access, ask, inbox
from tonghop.ledger.ask import Quotation
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Arrival, FactVersion, Indicator, State, Unit
from tonghop.ledger.rights import Action

_MONEY, _ENTERED_IN = "VND", Decimal(10**6)
_LONGEST = 40


class NotASearch(LedgerError):
    """A field of the search that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which figures: of which unit or below it, of which span, within which bounds; with `former`, also those that
    others have taken the place of. Bounds of money are in millions, as it is entered."""

    unit: Unit | None = None
    span: Span | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    former: bool = False

    @classmethod
    def of(cls, sent: QueryDict) -> "Sought":
        """What the fields say; raises NotASearch."""
        code, period = (sent.get(name, "").strip()[:_LONGEST] for name in ("unit", "period"))
        if (sent.get("low") or sent.get("high")) and not (code or period or sent.get("q")):
            raise NotASearch("Chỉ có giá trị thì chưa đủ để tìm. Thêm từ cần tìm, đơn vị hoặc kỳ.")
        return cls(
            _unit(code) if code else None,
            _span(period) if period else None,
            _bound(sent.get("low", "")),
            _bound(sent.get("high", "")),
            "former" in sent,
        )

    @property
    def narrows(self) -> bool:
        """Whether there is anything but words to look for."""
        return bool(self.unit or self.span)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with the indicator it is of, what its document says, and the document in the inbox (its number)."""

    indicator: Indicator
    fact: Fact
    state: State
    former: bool
    source: str
    quotation: Quotation | None
    arrival: int | None


def figures(
    account: Account, sought: Sought, indicators: Collection[Indicator] | None, most: int
) -> tuple[Sequence[Found], bool]:
    """The newest figures of some indicators (None: of all), and whether there are more than `most`."""
    rows = FactVersion.objects.filter(access.visible(account))
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
    if not sought.former:
        rows = rows.filter(known_to=None)
    if sought.unit:
        rows = rows.filter(unit_id__in=access.below([sought.unit.pk]))
    if span := sought.span:
        rows = rows.filter(year=span.year, first=span.first, last=span.last)
    if sought.low is not None:
        rows = rows.filter(_bounded("value__gte", sought.low))
    if sought.high is not None:
        rows = rows.filter(_bounded("value__lte", sought.high))
    rows = rows.select_related("indicator", "unit", "source").defer("source__content", "source__text")
    found = list(rows.order_by("-year", "-last", "unit__code", "indicator__key", "-id")[: most + 1])
    return _with_sources(account, found[:most]), len(found) > most


def _with_sources(account: Account, rows: Sequence[FactVersion]) -> list[Found]:
    """The rows with the words of their sources, as far as the account may read these."""
    readable = access.within(account, Action.SEE_SOURCES, "source__unit_id")
    allowed = FactVersion.objects.filter(readable, id__in=[row.pk for row in rows], source__isnull=False)
    quoted = {each.version: each for each in ask.quotations(list(allowed.values_list("id", flat=True)))}
    arrivals = _arrivals(account, {each.source for each in quoted.values()})
    return [
        Found(
            row.indicator,
            fact_of(row),
            State(row.state),
            row.known_to is not None,
            row.source.name if row.source else "",
            quoted.get(row.pk),
            arrivals.get(row.source_id or 0) if row.pk in quoted else None,
        )
        for row in rows
    ]


def _arrivals(account: Account, sources: Collection[int]) -> Mapping[int, int]:
    """The numbers in the inbox of documents, by the numbers of the sources."""
    rows = Arrival.objects.filter(inbox.visible(account), source__in=sources, state=Arrival.State.READY)
    return dict(rows.values_list("source_id", "id"))


def _bounded(lookup: str, bound: Decimal) -> Q:
    money = Q(indicator__unit=_MONEY)
    return money & Q(**{lookup: bound * _ENTERED_IN}) | ~money & Q(**{lookup: bound})


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise NotASearch("Không có đơn vị mã “{code}”. Chọn một đơn vị trong danh sách gợi ý.", code=code)
    return found


def _span(period: str) -> Span:
    try:
        return Span.of(period)
    except ValueError:
        raise NotASearch("Kỳ “{period}” không đúng dạng. Ghi như 2026, 2026-H1, 2026-M1..M10.", period=period) from None


def _bound(text: str) -> Decimal | None:
    if not text.strip():
        return None
    found = number(text[:_LONGEST], Form.VIETNAMESE)
    if isinstance(found, Trouble):
        raise NotASearch("“{text}” không phải là số. Ghi như 1.234,5.", text=text[:_LONGEST])
    return found
