"""Random ledgers recorded in the database and reported as any kind, for the law of writing."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from django.db import transaction
from tests.writing.ledgers import UNIT, Ledger, compared, dated, hedged, ledger

from tonghop.catalog.indicators import Aggregation
from tonghop.catalog.outlines import Content, Outline, outlines
from tonghop.core.fact import Fact
from tonghop.core.paper import Paper
from tonghop.core.span import Span
from tonghop.drafting.compose import Wanted, compose
from tonghop.ledger import units
from tonghop.ledger.models import UnitKind
from tonghop.ledger.office.definitions import take_over_indicators
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Author, New
from tonghop.writing import Known

BY = Author(None)
BELOW = {"99101": "Phường Bến Nứa", "99102": "Phường Mai Đình"}
KINDS = tuple(sorted(outlines().kinds))


def build() -> None:
    """A city with two wards, and the indicators of the catalog."""
    take_over_indicators(BY)
    units.create([New(UNIT, UnitKind.PROVINCE, "Thành phố Lam Giang")], BY)
    units.create([New(code, UnitKind.COMMUNE, name, UNIT) for code, name in BELOW.items()], BY)


def report(seed: int, size: int) -> Paper:
    """A report of a random ledger of so many indicators; the kinds take turns. The database is left as it was."""
    random = Random(seed)
    outline = outlines().kinds[KINDS[seed % len(KINDS)]]
    span = Span(random.randint(2019, 2026), 1, random.choice(sorted(outline.months)))
    known = _varied(ledger(random, size, span), random)
    knowns = [each for group in known.groups for each in group]
    facts = {fact.cell: fact for each in knowns for fact in _facts(each, span, random)}
    with transaction.atomic():
        record(list(facts.values()), Change(None, "ghi"))
        paper = compose(Wanted(outline.key, UNIT, span, topic=_topic(outline, knowns)))
        transaction.set_rollback(True)
    return paper


def _varied(known: Ledger, random: Random) -> Ledger:
    """The ledger, or what is known to one side only, counted up to a day, or compared with all that can be known."""
    changed = random.choice((None, hedged, dated, compared))
    return changed(known, random) if changed else known


def _topic(outline: Outline, knowns: list[Known]) -> str:
    """A topic of which something is known, where reports of the kind are about one."""
    if all(heading.content is not Content.TOPIC for heading in outline.headings):
        return ""
    return next(topic.key for topic in outlines().topics if knowns[0].indicator.group in topic.groups)


def _facts(known: Known, span: Span, random: Random) -> Iterator[Fact]:
    yield known.fact
    yield from (part.fact for part in known.parts)
    yield from (*known.plans, *known.plans_before, *known.month)
    yield from (fact for fact in (known.before, known.of, known.year_end) if fact and fact.cell != known.cell)
    if known.to_date and span.last > 1:
        earlier = replace(known.to_date.cell, span=Span(span.year, 1, span.last - 1))
        yield replace(known.to_date, cell=earlier, as_of=None)
    if not known.parts and known.indicator.over_units is Aggregation.SUM and random.random() < 0.3:
        yield from _shares(known.fact, random)


def _shares(fact: Fact, random: Random) -> Iterator[Fact]:
    """What the units below have of a value."""
    value = fact.value or Decimal(0)
    first = (value * random.randint(10, 90) / 100).quantize(Decimal(1) if value == int(value) else value)
    for code, share in zip(BELOW, (first, value - first), strict=True):
        yield Fact(replace(fact.cell, unit=code), share)
