"""How the targets of a year stand: done, on the way or behind. The standings partition any list of targets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from tonghop.catalog.indicators import Better, TimeType
from tonghop.catalog.thresholds import Thresholds
from tonghop.core.fact import Fact
from tonghop.core.span import Span
from tonghop.ledger.ask import Status, assess
from tonghop.writing import Known
from tonghop.writing.chips import exact


class Standing(Enum):
    """How a target stands; those of a year that runs tell of its pace."""

    EXCEEDED = "vượt kế hoạch"
    MET = "đạt kế hoạch"
    NEARLY = "cơ bản đạt kế hoạch"
    MISSED = "không đạt kế hoạch"
    DONE = "đã đạt kế hoạch cả năm"
    ON_PACE = "bảo đảm tiến độ"
    NEAR_PACE = "cơ bản bảo đảm tiến độ"
    BEHIND = "chậm so với tiến độ"
    OVER = "cao hơn mức kế hoạch đặt ra"
    OPEN = "chưa đánh giá"


GOOD = (Standing.EXCEEDED, Standing.MET, Standing.NEARLY, Standing.DONE, Standing.ON_PACE, Standing.NEAR_PACE)
BAD = (Standing.MISSED, Standing.BEHIND, Standing.OVER)
WORST = (
    Standing.MISSED,
    Standing.OVER,
    Standing.BEHIND,
    Standing.OPEN,
    Standing.NEARLY,
    Standing.NEAR_PACE,
    Standing.ON_PACE,
    Standing.MET,
    Standing.DONE,
    Standing.EXCEEDED,
)
_STANDINGS = {
    Status.EXCEEDED: Standing.EXCEEDED,
    Status.MET: Standing.MET,
    Status.NEARLY: Standing.NEARLY,
    Status.MISSED: Standing.MISSED,
    Status.OPEN: Standing.OPEN,
}


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator with its plans, as it stands by that of them by which it stands worst."""

    known: Known
    plans: tuple[Fact, ...]
    standing: Standing

    @property
    def authority(self) -> str:
        """Who assigned the plan that is told first."""
        return self.plans[0].cell.authority

    @property
    def reached(self) -> Fraction:
        """What part of the plan that is told first was reached."""
        return exact(self.known.fact) / exact(self.plans[0])


def targets(knowns: Iterable[Known], span: Span, limits: Thresholds) -> tuple[Target, ...]:
    """The indicators that have a plan, each as it stands; plans of zero say nothing."""
    found = []
    for known in knowns:
        plans = tuple(plan for plan in known.plans if plan.value)
        if plans:
            worst = min((_standing(known, plan, span, limits) for plan in plans), key=WORST.index)
            found.append(Target(known, plans, worst))
    return tuple(found)


def standing_so(found: Sequence[Target], standing: Standing) -> list[Target]:
    """The targets of a standing, those that reached most first; where that is bad, last.

    Percentages of the plans of different authorities are not put into one order: theirs come first of whom most are.
    """
    often = Counter(target.authority for target in found)
    chosen = [target for target in found if target.standing is standing]
    chosen.sort(key=lambda target: target.reached, reverse=standing in GOOD)
    return sorted(chosen, key=lambda target: (-often[target.authority], target.authority))


def _standing(known: Known, plan: Fact, span: Span, limits: Thresholds) -> Standing:
    finished, better = span.last >= 12, known.indicator.direction
    value, wanted = exact(known.fact), exact(plan)
    status = assess(value, wanted, better, finished=finished, limits=limits)
    if finished:
        return _STANDINGS[status]
    if status in (Status.EXCEEDED, Status.MET):
        return Standing.DONE if better is Better.HIGHER else Standing.ON_PACE
    if better is Better.LOWER:
        return Standing.OVER if status is Status.MISSED else Standing.ON_PACE
    if better is not Better.HIGHER:
        return Standing.OPEN
    part = Fraction(span.last, 12) if known.indicator.time is TimeType.FLOW else 1
    pace = value / (wanted * part)
    if pace >= 1:
        return Standing.ON_PACE
    return Standing.NEAR_PACE if pace * 100 >= Fraction(limits.nearly) else Standing.BEHIND
