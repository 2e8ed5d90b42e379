"""Random ledgers: what is known of some indicators of the catalog for a report, true and free of contradictions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from tonghop.catalog import identities, indicators
from tonghop.catalog.companions import companions
from tonghop.catalog.cues import cues
from tonghop.catalog.indicators import Better, Identity, Indicator, TimeType
from tonghop.catalog.phrases import called
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.writing import Known, Part, Setting, Silence

UNIT = "99111"
SPANS = ((1, 6), (1, 6), (1, 3), (1, 4), (1, 9), (1, 12), (5, 5), (7, 9), (1, 11))
AUTHORITIES = ({"TP": "Thành phố", "Phường": "Phường"}, {"Tỉnh": "Tỉnh", "Xã": "Xã"}, {"Tỉnh": "tỉnh"}, {})
UNSAID = frozenset({"review_years", "anniversary_years"})
"""Numbers of years are no figures: reading leaves them to the calendar."""


@dataclass(frozen=True)
class Ledger:
    """What is known for one report, in groups that stand in one paragraph each."""

    setting: Setting
    groups: tuple[tuple[Known, ...], ...]


FALLING = frozenset({"grdp_growth"})
"""What may be less than nothing."""
DONE = {
    "petitions_resolved": "petitions",
    "tthc_resolved": "tthc_received",
    "tthc_on_time": "tthc_resolved",
    "tasks_completed": "tasks_assigned",
    "citizen_feedback_resolved": "citizen_feedback_received",
    "criminal_cases_solved": "criminal_cases",
    "public_schools_national_standard": "schools_public_operating",
    "sports_events_held": "sports_events_planned",
    "par_index_rank": "par_index_rank",
}
"""What is told of its whole (09/25), and the whole."""
FAMILIES = frozenset(item.total for item in identities())
"""Indicators that have parts."""


def ledger(random: Random, size: int = 12, span: Span | None = None) -> Ledger:
    """A random ledger of so many indicators, of a random time or all of one span."""
    return _Maker(random, span).ledger(size)


def alone(indicator: Indicator, random: Random) -> Ledger:
    """A random ledger of one indicator without parts."""
    maker = _Maker(random)
    return Ledger(maker.setting, ((maker.plain(indicator),),))


def family(total: str, random: Random) -> Ledger:
    """A random ledger of one indicator with its parts."""
    maker = _Maker(random)
    return Ledger(maker.setting, ((maker.whole(indicators()[total]),),))


def hedged(known: Ledger, random: Random) -> Ledger:
    """The same, some of its values known to one side only."""
    return replace(known, groups=tuple(tuple(_hedged(each, random) for each in group) for group in known.groups))


def _hedged(known: Known, random: Random) -> Known:
    fact = known.fact
    if known.parts or known.of or (fact.value or 0) <= 0 or random.random() < 0.5:
        return known
    above = random.random() < 0.5
    return replace(known, fact=replace(fact, low=fact.value if above else None, high=None if above else fact.value))


def dated(known: Ledger, random: Random) -> Ledger:
    """The same, what was done of some counted up to a day before the end of its months."""
    day = known.setting.until
    return replace(known, groups=tuple(tuple(_dated(each, day, random) for each in group) for group in known.groups))


def _dated(known: Known, day: date | None, random: Random) -> Known:
    flowing = known.indicator.time is TimeType.FLOW and known.cell.measure is Measure.ACTUAL
    if known.parts or known.of or not flowing or random.random() < 0.4:
        return known
    return replace(known, fact=replace(known.fact, as_of=day))


def compared(known: Ledger, random: Random) -> Ledger:
    """The same, its values compared with all that can be known: equal plans of two, the plans of the year before, the
    end of that year, the last month alone."""
    return replace(known, groups=tuple(tuple(_compared(each, random) for each in group) for group in known.groups))


def _compared(known: Known, random: Random) -> Known:
    indicator, span = known.indicator, known.cell.span
    plans = known.plans
    if len(plans) > 1 and random.random() < 0.6:
        plans = (plans[0], *(replace(plan, value=plans[0].value) for plan in plans[1:]))
    last = Span(span.year - 1, 1, 12)
    share = Decimal(random.randint(80, 120)) / 100
    told = replace(known, plans=plans)
    if known.before and span.first == 1:
        earlier = (replace(plan, cell=replace(plan.cell, span=last), value=(plan.value or 0) * share) for plan in plans)
        told = replace(told, plans_before=tuple(earlier))
    value = known.fact.value or Decimal(0)
    if indicator.time is TimeType.STOCK and value > 0 and span.last < 12:
        then = Decimal(round(value * share)) if _whole(indicator) else (value * share).quantize(Decimal("0.01"))
        told = replace(told, year_end=Fact(Cell(indicator.key, UNIT, last), then))
    monthly = (
        indicator.time is TimeType.FLOW and known.cell.measure is Measure.ACTUAL and not (known.of or known.to_date)
    )
    if monthly and span.first == 1 and span.last > 1 and value > 1:
        told = replace(told, month=_month(known.fact, value, random))
    return told


def _month(fact: Fact, value: Decimal, random: Random) -> tuple[Fact, ...]:
    until, alone = (replace(fact.cell, span=Span(fact.cell.span.year, first, last)) for first, last in _around(fact))
    before = min(value - 1, Decimal(round(value * random.randint(40, 95) / 100)))
    if random.random() < 0.5:
        return fact, Fact(until, before)
    return (Fact(alone, value - before),)


def _around(fact: Fact) -> tuple[tuple[int, int], tuple[int, int]]:
    """The months before the last one of a fact, and that one."""
    last = fact.cell.span.last
    return (1, last - 1), (last, last)


def shortly(some: Sequence[Indicator], random: Random) -> Ledger:
    """A random ledger of what some indicators of one group reached, and of nothing that it could be compared with."""
    maker = _Maker(random)
    return Ledger(maker.setting, (tuple(maker.bare(item) for item in some if item.key not in UNSAID),))


def accompanied(key: str, random: Random) -> Ledger:
    """A random ledger of an indicator and of what is told with it."""
    maker = _Maker(random)
    return Ledger(maker.setting, (tuple(map(maker.bare_or_compared, (key, *companions()[key]))),))


class _Maker:
    def __init__(self, random: Random, span: Span | None = None) -> None:
        self.random = random
        self.used: set[str] = set(UNSAID)
        first, last = random.choice(SPANS)
        self.span = span or Span(random.randint(2019, 2026), first, last)
        self.told = span or Span(self.span.year, 1, 12)
        self.year = Span(self.span.year, 1, 12)
        self.authorities = random.choice(AUTHORITIES)
        self.running = random.random() < 0.5
        self.day = date(self.span.ends.year, self.span.ends.month, random.randint(3, 25))

    @property
    def setting(self) -> Setting:
        return Setting(self.span, UNIT, "phường Hòa An", self.authorities, self.day, self.running)

    def ledger(self, size: int) -> Ledger:
        groups: list[tuple[Known, ...]] = []
        while size > 0:
            some = min(size, self.random.randint(1, 4))
            groups.append(tuple(self._knowns(some)))
            size -= some
        return Ledger(self.setting, tuple(groups))

    def _knowns(self, size: int) -> Iterator[Known]:
        for _ in range(size):
            free = [item for item in indicators().values() if item.key not in self.used]
            if free:
                yield self._known(self.random.choice(free))

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _known(self, indicator: Indicator) -> Known:
        free = any(not self.used & set(item.keys) for item in identities() if item.total == indicator.key)
        return self.whole(indicator) if free and self._chance(0.7) else self.plain(indicator)

    def plain(self, indicator: Indicator) -> Known:
        """What is known of an indicator, without parts."""
        self._use((indicator.key,))
        return self._told(indicator, self._value(indicator), (), False)

    def bare(self, indicator: Indicator) -> Known:
        """What an indicator reached, at least one of it."""
        value = max(Decimal(1), self._value(indicator))
        return Known(indicator, Fact(Cell(indicator.key, UNIT, self.span), value))

    def bare_or_compared(self, key: str) -> Known:
        """The same, or beside the year before."""
        known = self.bare(indicators()[key])
        value = self._near(known.indicator, known.fact.value or Decimal(1))
        before = self._fact(known.indicator, value, Measure.ACTUAL, self.span.years_before())
        return replace(known, before=before) if self._chance(0.4) else known

    def whole(self, indicator: Indicator) -> Known:
        """What is known of an indicator and of its parts."""
        splits = [item for item in identities() if item.total == indicator.key and not self.used & set(item.keys)]
        split = self.random.choice(splits)
        self._use(split.keys)
        return self._told(indicator, *self._split(indicator, split))

    def _use(self, keys: Sequence[str]) -> None:
        near = {key for item in identities() for key in item.keys if set(keys) & set(item.keys)}
        self.used |= near | set(keys)

    def _split(self, indicator: Indicator, split: Identity) -> tuple[Decimal, tuple[tuple[str, Decimal], ...], bool]:
        parts = [(key, max(Decimal(1), self._value(indicator))) for key in split.parts]
        total = sum((value for _, value in parts), Decimal(0))
        return (
            (total if split.complete else total + max(Decimal(1), self._value(indicator))),
            tuple(parts),
            split.complete,
        )

    def _span_of(self, indicator: Indicator) -> Span:
        return self.told if indicator.time is TimeType.YEARLY and self._chance(0.5) else self.span

    def _told(
        self, indicator: Indicator, value: Decimal, parts: tuple[tuple[str, Decimal], ...], complete: bool
    ) -> Known:
        span = self._span_of(indicator)
        flowing = indicator.time in (TimeType.FLOW, TimeType.RATE)
        estimated = self.running and flowing and self._chance(0.7)
        measure = Measure.ESTIMATE if estimated else Measure.ACTUAL
        to_date = estimated and indicator.time is TimeType.FLOW and value > 10 and self._chance(0.5)
        before = self._near(indicator, value) if self._chance(0.6) else None
        whole = DONE.get(indicator.key, "") if not parts and measure is Measure.ACTUAL else ""
        if not parts and not whole and _countable(indicator) and value > 1 and self._chance(0.15):
            told, complete = self._parted(indicator, value, measure, span), True
        else:
            told = tuple(self._part(key, amount, measure, span) for key, amount in parts)
        return Known(
            indicator,
            self._fact(indicator, value, measure, span),
            tuple(self._plans(indicator, value)) if self._chance(0.5) and _planned(indicator) else (),
            None if before is None else self._fact(indicator, before, Measure.ACTUAL, span.years_before()),
            Silence.REORGANISED if before is None and self._chance(0.2) else Silence.UNKNOWN,
            self._done(indicator, value) if to_date else None,
            told,
            complete,
            self._whole_of(whole, value, span) if whole and not self.used & {whole} else None,
        )

    def _whole_of(self, key: str, value: Decimal, span: Span) -> Fact:
        self._use((key,))
        return Fact(Cell(key, UNIT, span), value + self.random.randint(0, 40))

    def _parted(self, indicator: Indicator, value: Decimal, measure: Measure, span: Span) -> tuple[Part, ...]:
        """A whole value parted by sex or by the units below."""
        one = Decimal(self.random.randint(1, int(value) - 1))
        head = indicator.unit.split()[0]
        of_units = (("phường Bến Nứa", "99101", ""), ("phường Mai Đình", "99102", ""))
        of_sexes = (("nam", UNIT, "sex=nam"), ("nữ", UNIT, "sex=nữ"))
        return tuple(
            Part(name, Fact(Cell(indicator.key, unit, span, measure, breakdown=breakdown), amount))
            for (name, unit, breakdown), amount in zip(
                of_sexes if head in cues().kinds["people"] else of_units, (one, value - one), strict=True
            )
        )

    def _part(self, key: str, value: Decimal, measure: Measure, span: Span) -> Part:
        part = indicators()[key]
        return Part(called(part), Fact(Cell(key, UNIT, span, measure), value))

    def _done(self, indicator: Indicator, value: Decimal) -> Fact:
        done = self._rounded(indicator, value * self.random.randint(40, 97) / 100)
        return Fact(Cell(indicator.key, UNIT, self.span), done, as_of=self.day)

    def _plans(self, indicator: Indicator, value: Decimal) -> Iterator[Fact]:
        codes = list(self.authorities) or [""]
        first = self._near(indicator, value) if indicator.unit == "%" else value * self.random.randint(60, 260) / 100
        for step, code in enumerate(
            codes if indicator.direction is not Better.LOWER and self._chance(0.5) else codes[:1]
        ):
            plan = self._rounded(indicator, max(Decimal(1), first) * (100 + 7 * step) / 100)
            yield self._fact(indicator, plan, Measure.PLAN, self.year, code)

    def _fact(
        self, indicator: Indicator, value: Decimal, measure: Measure, span: Span | None = None, authority: str = ""
    ) -> Fact:
        return Fact(Cell(indicator.key, UNIT, span or self.span, measure, authority), value)

    def _near(self, indicator: Indicator, value: Decimal) -> Decimal:
        """A value for the same time last year."""
        if indicator.unit == "%":
            return self._rounded(indicator, value * self.random.randint(70, 100) / 100)
        return self._rounded(indicator, value * self.random.randint(35, 240) / 100)

    def _rounded(self, indicator: Indicator, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1) if _whole(indicator) else Decimal("0.01"))

    def _value(self, indicator: Indicator) -> Decimal:
        random, unit = self.random, indicator.unit
        if unit.startswith(("VND", "USD")):
            return Decimal(
                random.randint(1, 9999) * 10 ** random.randint(4, 9) + random.choice((0, 0, 500_000, 123_456))
            )
        if unit == "%":
            sign = -1 if indicator.key in FALLING and self._chance(0.5) else 1
            return sign * Decimal(random.randint(1, 10_000)) / 100
        if unit in ("m2", "m", "tấn"):
            return Decimal(random.randint(1, 10 ** random.randint(2, 8))) / random.choice((1, 1, 10))
        if _whole(indicator):
            return Decimal(random.randint(0, 10 ** random.randint(1, 6)))
        return Decimal(random.randint(10, 9_000)) / 10


def _countable(indicator: Indicator) -> bool:
    return _whole(indicator) and not indicator.unit.startswith(("VND", "USD")) and _planned(indicator)


def _planned(indicator: Indicator) -> bool:
    """Tasks and targets are plans themselves."""
    return indicator.key != "investment_plan" and not indicator.unit.startswith(cues().time["planned_units"])


def _whole(indicator: Indicator) -> bool:
    return indicator.unit.startswith(("VND", "USD")) or not (
        indicator.unit in ("%", "m2", "m", "tấn") or "/" in indicator.unit
    )
