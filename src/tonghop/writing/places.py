"""What the units below have of each indicator: tables beside the whole, and where it is highest and lowest.

Of what is known here `parts` are the units below; where `complete`, they make up the value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tonghop.catalog.headers import headers
from tonghop.catalog.phrases import called, phrases
from tonghop.core.fact import Fact, Measure
from tonghop.core.paper import Align, Column, Paragraph, Row, Runs, Table
from tonghop.writing.chips import exact, printed_unit, quantity, tabular
from tonghop.writing.known import Known, Part
from tonghop.writing.rounding import Style, beside
from tonghop.writing.sentences import printed_span, style_for
from tonghop.writing.setting import Setting
from tonghop.writing.tables import fitting, group_row, head
from tonghop.writing.wording import capitalised, filled, joined

_WIDEST = 8
"""How many columns of figures stand side by side."""
_TOGETHER = 3
"""How many units may share the highest or the lowest value and be named."""
_VALUE = 9


@dataclass(frozen=True, slots=True)
class Places:
    """The units below, by their codes and their names within a sentence, and how the whole is called (`Toàn xã`)."""

    named: tuple[tuple[str, str], ...]
    whole: str


def tables_of_places(knowns: Sequence[Known], places: Places, setting: Setting) -> tuple[Table, ...]:
    """Tables of indicators and units: those that add up beside their whole, then the others.

    Few units stand side by side, many one below another. What was done and what is estimated share no table.
    """
    tables: list[Table] = []
    for _, members in groupby(sorted(knowns, key=_time), key=_time):
        told = list(members)
        few = len(places.named) < _WIDEST
        summed = [each for each in told if each.complete and (few or _heads_plainly(each))]
        apart = [each for each in told if each not in summed]
        if summed and few:
            tables.append(_side_by_side(summed, places, setting, whole=True))
        else:
            for start in range(0, len(summed), _WIDEST):
                tables.append(_one_below_another(summed[start : start + _WIDEST], places, setting))
        for start in range(0, len(places.named) if apart else 0, _WIDEST):
            some = Places(places.named[start : start + _WIDEST], places.whole)
            tables.append(_side_by_side(apart, some, setting, whole=False))
    return tuple(tables)


def extremes(knowns: Iterable[Known], setting: Setting) -> tuple[Paragraph, ...]:
    """A sentence for each indicator that is not the same everywhere: which units have most and which least.

    None of what is called a plan: nobody would take it for something done.
    """
    told = (known for known in knowns if not headers().values["plan"].search(called(known.indicator).lower()))
    return tuple(Paragraph(said, listed=True) for known in told if (said := _extremes(known, setting)))


def _extremes(known: Known, setting: Setting) -> Runs:
    style = style_for(known, setting)
    ranked = sorted(known.parts, key=lambda part: exact(part.fact), reverse=True)
    most, least = _sharing(ranked, ranked[0]), _sharing(ranked, ranked[-1])
    if most[0] in least or max(len(most), len(least)) > _TOGETHER:
        return ()
    ways = phrases("places", "counted" if style.counted else "measured", known.cell.measure.value)
    said = filled(
        ways[0],
        name=called(known.indicator),
        most=_named(most),
        a=quantity(most[0].fact, _style(known, most[0].fact, style)),
        least=_named(least),
        b=quantity(least[0].fact, _style(known, least[0].fact, style)),
    )
    span = known.cell.span
    lead = "" if span == setting.span else phrases("leads", "span")[0].format(period=printed_span(span))
    return capitalised(joined(lead, said))


def _heads_plainly(known: Known) -> bool:
    """Whether the name of an indicator can head a column: not where its words would say plan, change or ratio."""
    name = called(known.indicator).lower()
    return not any(words.search(name) for kind, words in headers().values.items() if kind != "plain")


def _sharing(parts: Iterable[Part], one: Part) -> list[Part]:
    return [part for part in parts if exact(part.fact) == exact(one.fact)]


def _named(parts: Iterable[Part]) -> str:
    return ", ".join(part.name for part in parts)


def _style(known: Known, fact: Fact, style: Style) -> Style:
    """Parts that make up their whole are printed as it is, others to digits of their own."""
    return style if known.complete else beside(style, exact(fact))


def _time(known: Known) -> tuple[str, str]:
    return known.cell.span.code, known.cell.measure.value


def _title(known: Known) -> str:
    return phrases("table", known.cell.measure.value)[0].format(period=printed_span(known.cell.span))


def _above(known: Known) -> str:
    """What stands above the columns of figures: that they are estimates."""
    return _title(known) if known.cell.measure is Measure.ESTIMATE else ""


def _side_by_side(knowns: Sequence[Known], places: Places, setting: Setting, *, whole: bool) -> Table:
    """A row for each indicator, a column for each unit, behind one for the `whole`."""
    columns = (("", places.whole), *places.named) if whole else places.named
    rows: list[Row] = []
    for group, members in groupby(knowns, key=lambda known: known.indicator.group):
        rows.append(group_row(group, len(columns)))
        rows += (_of_indicator(known, columns, setting) for known in members)
    marked = _marked(rows)
    fixed = (head("mark", Align.CENTRE), head("name", Align.START), head("unit", Align.CENTRE))
    above = _above(knowns[0])
    values = (Column(_large(name), _VALUE, group=above) for _, name in columns)
    return Table((*fixed, *fitting(values, len(fixed), marked)), marked, _title(knowns[0]))


def _of_indicator(known: Known, columns: Sequence[tuple[str, str]], setting: Setting) -> Row:
    style = style_for(known, setting)
    cells = (_cell(known, code, style) for code, _ in columns)
    return Row(((), capitalised((called(known.indicator),)), (printed_unit(style),), *cells))


def _one_below_another(knowns: Sequence[Known], places: Places, setting: Setting) -> Table:
    """A row for the whole and one for each unit, a column for each indicator."""
    styles = [style_for(known, setting) for known in knowns]
    rows = _marked(
        Row(
            ((), (_large(name),), *(_cell(known, code, style) for known, style in zip(knowns, styles, strict=True))),
            heading=not code,
        )
        for code, name in (("", places.whole), *places.named)
    )
    fixed = (head("mark", Align.CENTRE), head("place", Align.START))
    above = _above(knowns[0])
    heads = (
        Column(f"{_large(called(known.indicator))} ({printed_unit(style)})", _VALUE, group=above)
        for known, style in zip(knowns, styles, strict=True)
    )
    return Table((*fixed, *fitting(heads, len(fixed), rows)), rows, _title(knowns[0]))


def _large(name: str) -> str:
    return name[:1].upper() + name[1:]


def _cell(known: Known, code: str, style: Style) -> Runs:
    """The value of a unit below, that of the whole where no code is given; nothing where there is none."""
    fact = next((part.fact for part in known.parts if part.fact.cell.unit == code), None) if code else known.fact
    return tabular(fact, _style(known, fact, style)) if fact else ()


def _marked(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows numbered, without those that are headings."""
    count = 0
    marked = []
    for row in rows:
        count += not row.heading
        marked.append(row if row.heading else Row(((str(count),), *row.cells[1:])))
    return tuple(marked)
