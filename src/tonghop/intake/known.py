"""Proposed facts beside what the ledger knows: confirmed, new, revised, or in conflict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from django.db.models import Exists, OuterRef

from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.intake.bounds import agree, allows
from tonghop.intake.values import Proposal
from tonghop.ledger import ask, permitted
from tonghop.ledger.ask import Origin, Value
from tonghop.ledger.ask.sources import Quotation, quotations
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import FactVersion, Source
from tonghop.ledger.models import Measure as MeasureColumn


class Outcome(StrEnum):
    """How a proposed fact stands to what is known of its cell."""

    NEW = "new"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    REVISED = "revised"
    OUTDATED = "outdated"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds for a cell: its value (None: it does not apply), where from, and whether it is settled.

    `quoted` are the words of the documents that state it.
    """

    value: Fraction | None
    origin: Origin
    settled: bool
    quoted: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A proposal and what is known; `draft` and `held` are the versions that its cell holds on the two tracks.

    `draft_of_form` where the draft belongs to a form of a round, which is entered there and nowhere else.
    """

    proposal: Proposal
    outcome: Outcome
    known: Known | None = None
    draft: int | None = None
    held: int | None = None
    draft_of_form: bool = False

    @property
    def fact(self) -> Fact:
        """The fact that is proposed."""
        return self.proposal.fact


def compare(proposals: Sequence[Proposal], sha256: str = "") -> tuple[Compared, ...]:
    """Each proposal beside the settled value of its cell, else the one proposed before; a bounded number of queries.

    An adjusted plan gets the version after the last that is known, unless that one has its value or another comes from
    the same document (`sha256`).
    """
    plans = _plans(proposals, sha256)
    numbered = [_placed(item, plans) for item in proposals]
    cells = [item.fact.cell for item in numbered]
    values = ask.values(cells)
    settled = permitted.open_versions(cells, settled=True)
    drafts = permitted.open_versions(cells, settled=False)
    quoted = _quoted([*(number for value in values.values() for number in value.versions),
                      *(row.pk for row in drafts.values())])  # fmt: skip
    return tuple(
        _compared(item, values[item.fact.cell], settled.get(item.fact.cell), drafts.get(item.fact.cell), quoted)
        for item in numbered
    )


def _compared(
    proposal: Proposal,
    value: Value,
    settled: FactVersion | None,
    draft: FactVersion | None,
    quoted: Mapping[int, Quotation],
) -> Compared:
    known: Known | None = None
    outcome = Outcome.NEW
    if value.value is not None or value.standing is Standing.NOT_APPLICABLE:
        sources = tuple(quoted[number] for number in value.versions if number in quoted)
        known = Known(value.value, value.origin, True, sources)
        outcome = _against(proposal.fact, known, settled, Outcome.CONFIRMED)
    elif draft and draft.value is not None:
        sources = (quoted[draft.pk],) if draft.pk in quoted else ()
        known = Known(Fraction(draft.value), Origin.OWN, False, sources)
        outcome = _against(proposal.fact, known, draft, Outcome.PROPOSED)
    return Compared(
        proposal,
        outcome,
        known,
        draft.pk if draft else None,
        settled.pk if settled else None,
        draft is not None and draft.duty_id is not None,
    )


def _against(fact: Fact, known: Known, row: FactVersion | None, same: Outcome) -> Outcome:
    """`same` where one true value fits both; of two estimates that differ the later one holds."""
    if known.value is None:
        return Outcome.CONFLICT
    if agree([fact, fact_of(row)]) if row and row.value is not None else allows(fact, known.value):
        return same
    dated = fact.as_of and row and row.as_of
    if fact.cell.measure is not Measure.ESTIMATE or not dated or fact.as_of == dated:
        return Outcome.CONFLICT
    return Outcome.REVISED if fact.as_of and fact.as_of > dated else Outcome.OUTDATED


def _quoted(versions: Iterable[int]) -> dict[int, Quotation]:
    return {item.version: item for item in quotations(set(versions))}


_Plan = tuple[str, str, int, int, str]


@dataclass(slots=True)
class _Versions:
    """The versions of a plan that are known, and the one that comes from the document at hand."""

    facts: dict[int, Fact] = field(default_factory=dict)
    own: int | None = None

    def of(self, fact: Fact) -> int:
        """The version of an adjusted plan."""
        if self.own is not None:
            return self.own
        last = max(self.facts, default=0)
        same = last > 0 and self.facts[last].value is not None and agree([self.facts[last], fact])
        return last if same else last + 1


def _plans(proposals: Iterable[Proposal], sha256: str) -> dict[_Plan, _Versions]:
    """All plans that are known of the cells of adjusted plans, by authority; settled ones go before proposed ones."""
    cells = {item.fact.cell for item in proposals if item.adjusts}
    rows = FactVersion.objects.filter(
        known_to=None,
        measure=MeasureColumn.PLAN,
        indicator__key__in={cell.indicator for cell in cells},
        unit__code__in={cell.unit for cell in cells},
        year__in={cell.span.year for cell in cells},
    )
    from_here = Exists(Source.objects.filter(pk=OuterRef("source_id"), sha256=sha256))
    found: dict[_Plan, _Versions] = {}
    for row in rows.annotate(own=from_here).select_related("indicator", "unit").order_by("settled") if cells else ():
        fact = fact_of(row)
        versions = found.setdefault(_plan(fact.cell), _Versions())
        versions.facts[fact.cell.version] = fact
        if row.own:
            versions.own = fact.cell.version
    return found


def _plan(cell: Cell) -> _Plan:
    return cell.indicator, cell.unit, cell.span.year, cell.span.last, cell.authority


def _placed(proposal: Proposal, plans: Mapping[_Plan, _Versions]) -> Proposal:
    """An adjusted plan in the cell of its version."""
    if not proposal.adjusts:
        return proposal
    fact = proposal.fact
    version = plans.get(_plan(fact.cell), _Versions()).of(fact)
    return replace(proposal, fact=replace(fact, cell=replace(fact.cell, version=version)))
