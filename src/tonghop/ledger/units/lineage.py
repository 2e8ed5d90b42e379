"""What units of another day make up a unit: its predecessors with their exact shares, back through every merger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import connection

from tonghop.ledger.units.timeline import known
from tonghop.ledger.units.values import Method

_WEAKEST_FIRST = (Method.UNKNOWN, Method.AREA, Method.POPULATION, Method.COUNTED, Method.WHOLE)

# All that units were made of after a day, and all that was made of their predecessors on the same days.
_REACH = f"""
with recursive part as (
    select * from ledger_lineage_known as version where date > %(on)s and {known("version")}
), reach(unit_id) as (
    select id from ledger_unit where code = any(%(codes)s)
    union
    select part.predecessor_id from part join reach on part.successor_id = reach.unit_id
), occasion as (
    select distinct predecessor_id, date from part join reach on part.successor_id = reach.unit_id
)
select before.code, after.code, part.date, part.share, part.method, part.decision, indicator.key, before.born
from part
join occasion using (predecessor_id, date)
join ledger_unit as before on before.id = part.predecessor_id
join ledger_unit as after on after.id = part.successor_id
left join ledger_indicator as indicator on indicator.id = part.indicator_id
order by part.date desc, part.id
"""
_BORN = "select code, born from ledger_unit where code = any(%s)"


@dataclass(frozen=True, slots=True)
class Step:
    """On `date`, `share` of `predecessor` became part of `successor` (None: not known), by a `decision`."""

    predecessor: str
    successor: str
    date: date
    share: Fraction | None
    method: Method
    decision: str = ""
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """`share` of the figures of `unit` belong to the unit asked for; `steps` lead there, the latest first."""

    unit: str
    share: Fraction
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """What `unit` was made of on a day. `steps` are all that led there and beside, `born` the first days of units."""

    unit: str
    on: date
    steps: tuple[Step, ...]
    born: Mapping[str, date | None]

    @property
    def special(self) -> frozenset[str]:
        """Indicators that may have shares of their own; all others have the general ones."""
        return frozenset(step.indicator for step in self.steps if step.indicator)

    @property
    def unchanged(self) -> bool:
        """Whether the unit was there on that day and took in or gave away nothing since."""
        return self.shares() == (Share(self.unit, Fraction(1)),)

    def shares(self, indicator: str | None = None) -> tuple[Share, ...] | None:
        """The figure of the unit is the sum of `share` × the figure of each; None where there is none to compare with.

        That is where the unit or a predecessor was not there on that day, or a share is not known.
        """
        steps = _governing(self.steps, indicator)
        held = [Share(self.unit, Fraction(1))]
        for day in sorted({step.date for step in steps}, reverse=True):
            held = [part for share in held for part in self._before(share, day, steps)]
        if any(_later(self.born.get(share.unit), self.on) or _unknown(share) for share in held):
            return None
        return _joined(held)

    def methods(self, indicator: str | None = None) -> tuple[Method, ...]:
        """The methods by which the shares were found, the weakest first; UNKNOWN where that is why there are none."""
        steps = _governing(self.steps, indicator)
        reached, used = {self.unit}, set()
        for step in steps:
            if step.successor in reached:
                reached.add(step.predecessor)
                used.add(step.method)
        return tuple(method for method in _WEAKEST_FIRST if method in used)

    def _before(self, share: Share, day: date, steps: tuple[Step, ...]) -> list[Share]:
        """What a share was made of the day before; a unit that took in others without being divided remains whole."""
        taken = [step for step in steps if step.date == day and step.successor == share.unit]
        parts = [Share(step.predecessor, share.share * (step.share or 0), (*share.steps, step)) for step in taken]
        remains = not _later(self.born.get(share.unit), day, or_equal=True)
        if remains and all(step.predecessor != share.unit for step in taken):
            parts.append(share)
        return parts or [share]


def lineages(wanted: Collection[tuple[str, date]], known_on: datetime | None = None) -> dict[tuple[str, date], Lineage]:
    """The lineages of units (codes), each on a day, now or as known on a moment; two queries, whatever their number."""
    if not wanted:
        return {}
    codes, earliest = list({code for code, _ in wanted}), min(on for _, on in wanted)
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"codes": codes, "on": earliest, "known_on": known_on})
        rows = cursor.fetchall()
        cursor.execute(_BORN, [codes])
        born = dict(cursor.fetchall())
    born.update((row[0], row[-1]) for row in rows)
    steps = tuple(
        Step(before, after, day, None if share is None else Fraction(share), Method(method), decision, key)
        for before, after, day, share, method, decision, key, _ in rows
    )
    since = {on: tuple(step for step in steps if step.date > on) for on in {on for _, on in wanted}}
    return {(code, on): Lineage(code, on, since[on], born) for code, on in wanted}


def lineage(code: str, on: date) -> Lineage:
    """The lineage of one unit on a day."""
    return lineages([(code, on)])[code, on]


def _later(born: date | None, day: date, or_equal: bool = False) -> bool:
    return born is not None and (born > day or (or_equal and born == day))


def _unknown(share: Share) -> bool:
    return any(step.share is None for step in share.steps)


def _governing(steps: tuple[Step, ...], indicator: str | None) -> tuple[Step, ...]:
    """The steps that hold for an indicator: where a predecessor has its own shares for it, those alone."""
    own = {(step.predecessor, step.date) for step in steps if indicator and step.indicator == indicator}
    return tuple(
        step for step in steps if step.indicator == (indicator if (step.predecessor, step.date) in own else None)
    )


def _joined(held: list[Share]) -> tuple[Share, ...]:
    """One share a unit: those that came by several ways are added."""
    joined: dict[str, Share] = {}
    for share in held:
        known = joined.get(share.unit)
        if known:
            steps = tuple(dict.fromkeys((*known.steps, *share.steps)))
            share = Share(share.unit, known.share + share.share, steps)
        joined[share.unit] = share
    return tuple(joined[unit] for unit in sorted(joined))
