"""What the columns of a table hold, told by the words of their headers."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tonghop import catalog
from tonghop.catalog.headers import headers
from tonghop.core.figure import Basis
from tonghop.core.period import month_before, quarter_before, through_month, year_before, year_of
from tonghop.reading.lexicon import Unit, alternatives
from tonghop.reading.tables.cells import counted_in, unit_in_brackets, unit_of
from tonghop.reading.timing import Era

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:[ /.,-]*(?:năm )?(?P<year>(?:19|20)\d\d))?"
_MONTHS = re.compile(
    rf"(?<!\d)(?<!ngày )(?P<count>\d{{1,2}}) ?(?:tháng|t(?!\w)|t(?=[ /]?20))(?: (?P<half>đầu|cuối))?(?: năm)?{_YEAR}"
)
_MONTH = re.compile(rf"(?:tháng|t) ?(?P<month>\d{{1,2}})(?!\d){_YEAR}")
_QUARTER = re.compile(rf"(?:quý|q)[ .]?(?P<quarter>[1-4]|i{{1,3}}|iv)(?!\w){_YEAR}")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_YEAR_ONLY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_UNDER_YEAR = re.compile(r"(?:năm )?(?P<year>(?:19|20)\d\d) (?=[^\W\d]|%)")
_WHOLE_YEAR = re.compile(r"cả năm|(?<!\w)năm$")
_ONLY_TIME = re.compile(r"(?:[\s\d/().,:%-]|năm|tháng|quý|đầu|cuối|cả|hết|đến|ngày|[ivxt]+(?!\w)|nay|trong)*$")


PERCENT = Unit("%", Decimal(1), "percent", 1)


class Kind(StrEnum):
    """What a column holds. VERSUS compares with an earlier period, in a way that only its numbers tell."""

    ORDINAL = "ordinal"
    NAME = "name"
    UNIT = "unit"
    NOTE = "note"
    PLAN = "plan"
    ACTUAL = "actual"
    ESTIMATE = "estimate"
    PRIOR = "prior"
    PLAIN = "plain"
    PERCENT_OF_PLAN = "percent_of_plan"
    VERSUS = "versus"
    INDEX = "index"
    GROWTH = "growth"
    DELTA = "delta"
    SHARE = "share"
    RATIO = "ratio"

    @property
    def holds_values(self) -> bool:
        """Whether numbers in the column measure something."""
        return self not in (Kind.ORDINAL, Kind.NAME, Kind.UNIT, Kind.NOTE)

    @property
    def holds_quantities(self) -> bool:
        """Whether its numbers are quantities of the row's own unit, which add up over rows."""
        return self in (Kind.PLAN, Kind.ACTUAL, Kind.ESTIMATE, Kind.PRIOR, Kind.PLAIN)

    @property
    def is_percent(self) -> bool:
        """Whether its numbers are percentages, whatever the unit of the row."""
        return self in (Kind.PERCENT_OF_PLAN, Kind.INDEX, Kind.GROWTH, Kind.SHARE, Kind.RATIO)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: kind, folded header from the top down, and what the header says of all its numbers."""

    index: int
    kind: Kind
    header: str = ""
    unit: Unit | None = None
    period: str | None = None
    as_of: str | None = None
    basis: Basis | None = None
    plan_of: str | None = None


def column_of(index: int, header: str, era: Era) -> Column:
    """The column under `header` (folded, its levels joined by blanks)."""
    kind = kind_of(header, era)
    if not kind.holds_values:
        return Column(index, kind, header)
    unit = PERCENT if kind.is_percent else unit_in_brackets(header) or _named_unit(header, kind)
    authority = _authority(header) if kind in (Kind.PLAN, Kind.PERCENT_OF_PLAN) else None
    date = _DATE.search(header)
    as_of = f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date and kind is not Kind.PLAN else None
    return Column(index, kind, header, unit, _period(header, kind, era), as_of, _basis(header, kind), authority)


def _named_unit(header: str, kind: Kind) -> Unit | None:
    """The unit or counted noun of a header; under `kế hoạch 2026` stand plans of things, not so many plans."""
    unit = unit_of(header) or counted_in(header)
    return None if unit and kind is Kind.PLAN and headers().values["plan"].fullmatch(unit.name) else unit


def kind_of(header: str, era: Era) -> Kind:
    """What a column holds, by the words of its header."""
    words = headers()
    bare = re.sub(r"\([^()]*\)", "", header).strip(" .:,*")
    if whole := words.columns.get(bare):
        return Kind(whole)

    def has(kind: str) -> bool:
        return words.values[kind].search(header) is not None

    percent = "%" in header or has("ratio")
    compared, plan, prior = has("compare"), has("plan"), has("prior") or _is_earlier(header, era)
    if has("rise"):
        return Kind.GROWTH if percent else Kind.DELTA
    if has("share"):
        return Kind.SHARE
    if compared or percent:
        year = year_group(header) if compared or plan else None
        if has("prior") or (_is_earlier(header[len(year[0]) :], Era(None, year["year"])) if year else prior):
            return Kind.VERSUS
        if plan:
            return Kind.PERCENT_OF_PLAN
        if percent:
            return Kind.RATIO
    if plan:
        return Kind.PLAN
    if prior:
        return Kind.PRIOR
    if has("estimate"):
        return Kind.ESTIMATE
    return Kind.ACTUAL if has("actual") or is_only_time(header) else Kind.PLAIN


def year_group(header: str) -> re.Match[str] | None:
    """The year that a header stands under (`năm 2023` over `kh`, `th`, `đạt`), as a match with the group `year`."""
    return _UNDER_YEAR.match(header)


def era_of_text(opening: str) -> Era:
    """The time that the opening lines of a form speak of, for a document without a sentence."""
    lines = opening.split("\n")
    year = max((match["year"] for match in _YEAR_ONLY.finditer(opening)), default=None)
    bare = Era(None, year)
    return Era(next((period for line in lines if year and (period := period_in(line, bare))), None), year)


def is_only_time(text: str) -> bool:
    """Whether a folded text names a time and nothing else (`năm 2023`, `6 tháng`)."""
    return bool(text) and _ONLY_TIME.match(text) is not None


def _is_earlier(header: str, era: Era) -> bool:
    years = [int(match["year"]) for match in _YEAR_ONLY.finditer(header)]
    return bool(era.year and years and min(years) < int(era.year))


def _basis(header: str, kind: Kind) -> Basis:
    if kind is Kind.PLAN:
        return Basis.PLAN
    return Basis.ESTIMATE if headers().values["estimate"].search(header) else Basis.ACTUAL


def _authority(header: str) -> str | None:
    forms = catalog.plan_authorities()
    found = re.findall(rf"(?<!\w)(?:{alternatives(forms)})(?!\w)", header)
    return "+".join(dict.fromkeys(forms[form] for form in found)) or None


def _period(header: str, kind: Kind, era: Era) -> str | None:
    """The period a header names, completed by the era; None where it names none."""
    named = period_in(header, era)
    if kind is Kind.PLAN:
        return named or era.year
    if kind is Kind.PRIOR:
        earlier = bool(named and era.year and (year_of(named) or 0) < int(era.year))
        return named if earlier else year_before(named or era.period)
    return named


def base_period(header: str, period: str | None) -> str | None:
    """The period a comparison goes back to: the month or quarter before where the header says so, else last year."""
    month = month_before(period) if "tháng trước" in header else None
    quarter = quarter_before(period) if "quý trước" in header else None
    return month or quarter or year_before(period)


def period_in(text: str, era: Era) -> str | None:
    """The first period that a folded text names: `6 tháng đầu năm 2024`, `6t/2024`, `tháng 5`, `quý i`, `cả năm`."""
    if date := _DATE.search(text):
        return f"{date[3]}-YTD"
    if match := _MONTHS.search(text):
        year, count = match["year"] or era.year, int(match["count"])
        if match["half"] == "cuối":
            return f"{year}-H2" if count == 6 else f"{year}-M{13 - count}..M12"
        return through_month(year, count) if year and count <= 12 else None
    if match := _QUARTER.search(text):
        year = match["year"] or era.year
        return f"{year}-Q{_ROMAN.get(match['quarter'], match['quarter'])}" if year else None
    if match := _MONTH.search(text):
        year = match["year"] or era.year
        return f"{year}-{int(match['month']):02}" if year and 1 <= int(match["month"]) <= 12 else None
    if match := _YEAR_ONLY.search(text):
        return match["year"]
    return era.year if _WHOLE_YEAR.search(text) else None
