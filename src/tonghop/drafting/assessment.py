"""What the figures say of the plans: what is done, on the way, behind; what moved most. Every claim has its facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from tonghop.catalog.indicators import Better
from tonghop.catalog.phrases import called
from tonghop.catalog.thresholds import Thresholds
from tonghop.core.fact import Fact
from tonghop.core.paper import Chip, Kind, Note, Paragraph, Runs
from tonghop.core.span import Span
from tonghop.ledger.ask import Status, assess
from tonghop.writing import Known, Setting, Silence, statement
from tonghop.writing.chips import exact
from tonghop.writing.rounding import spelled
from tonghop.writing.wording import capitalised, joined, listed

_SHOWN, _MOVED, _FEARED = 8, 4, 6
_MANY = 100
"""How many there must have been before a growth in percent tells something; of what is feared every one counts."""
_NOTABLE = Fraction(1, 100)
"""What part a value must have grown or fallen by for this to be told."""
_TARGETS = "chỉ tiêu"


class Standing(Enum):
    """How a target stands; the standings partition any list of targets. Those of a year that runs tell of its pace."""

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


_GOOD = (Standing.EXCEEDED, Standing.MET, Standing.NEARLY, Standing.DONE, Standing.ON_PACE, Standing.NEAR_PACE)
_BAD = (Standing.MISSED, Standing.BEHIND, Standing.OVER)
_STANDINGS = {
    Status.EXCEEDED: Standing.EXCEEDED,
    Status.MET: Standing.MET,
    Status.NEARLY: Standing.NEARLY,
    Status.MISSED: Standing.MISSED,
    Status.OPEN: Standing.OPEN,
}
_WORST = (
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


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator with the plan by which it stands worst."""

    known: Known
    plan: Fact
    standing: Standing

    @property
    def reached(self) -> Fraction:
        """What part of the plan was reached."""
        return exact(self.known.fact) / exact(self.plan)


def targets(knowns: Iterable[Known], span: Span, limits: Thresholds) -> tuple[Target, ...]:
    """The indicators that have a plan, each as it stands; plans of zero say nothing."""
    found = []
    for known in knowns:
        plans = [plan for plan in known.plans if plan.value]
        if plans:
            standings = {plan.cell: _standing(known, plan, span, limits) for plan in plans}
            worst = min(plans, key=lambda plan: _WORST.index(standings[plan.cell]))
            found.append(Target(known, worst, standings[worst.cell]))
    return tuple(found)


def standings(knowns: Sequence[Known], setting: Setting, limits: Thresholds) -> tuple[Paragraph, ...]:
    """How many targets stand how, then every group of them, the best first."""
    found = targets(knowns, setting.span, limits)
    paragraphs = [_counted(found, setting, limits)] if found else []
    best_first = reversed(_WORST)
    return (*paragraphs, *(_group(found, each, setting) for each in best_first if any(_are(found, each))))


def achieved(
    knowns: Sequence[Known],
    setting: Setting,
    limits: Thresholds,
    *,
    groups: bool = True,
    most: int | None = None,
) -> tuple[Paragraph, ...]:
    """How many targets stand how, those that stand well (where `groups`), and what grew most (`most` of them)."""
    found = targets(knowns, setting.span, limits)
    paragraphs = [_counted(found, setting, limits)] if found else []
    good = _GOOD if groups else ()
    paragraphs += (_group(found, standing, setting) for standing in good if any(_are(found, standing)))
    risen = _moved(knowns, lambda known: _growth(known) > 0 and known.indicator.direction is Better.HIGHER)
    if risen:
        paragraphs.append(_changes("Một số chỉ tiêu tăng so với cùng kỳ", risen[:most], setting))
    return tuple(paragraphs)


def lacking(
    knowns: Sequence[Known], setting: Setting, limits: Thresholds, *, most: int | None = None
) -> tuple[Paragraph, ...]:
    """The targets that stand badly (of each kind `most`, the worst), what fell that should grow and the reverse.

    Where only so many are told, what fell is told where no target stands badly.
    """
    found = targets(knowns, setting.span, limits)
    bad = _BAD if most != 0 else ()
    paragraphs = [_group(found, standing, setting, most) for standing in bad if any(_are(found, standing))]
    fallen = _moved(knowns, lambda known: _growth(known) < 0 and known.indicator.direction is Better.HIGHER)
    if fallen and not (most and paragraphs):
        paragraphs.append(_changes("Một số chỉ tiêu giảm so với cùng kỳ", fallen[: most or None], setting))
    worse = _moved(knowns, lambda known: _growth(known) > 0 and known.indicator.direction is Better.LOWER, 0)
    if worse:
        paragraphs.append(
            _changes("Một số chỉ tiêu cần giảm nhưng tăng so với cùng kỳ", worse[: most or None], setting)
        )
    return tuple(paragraphs)


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
    pace = value / wanted / Fraction(span.last, 12)
    if pace >= 1:
        return Standing.ON_PACE
    return Standing.NEAR_PACE if pace * 100 >= Fraction(limits.nearly) else Standing.BEHIND


def _are(found: Iterable[Target], standing: Standing) -> list[Target]:
    """The targets of a standing, those that reached most first; where that is bad, last."""
    chosen = [target for target in found if target.standing is standing]
    return sorted(chosen, key=lambda target: target.reached, reverse=standing in _GOOD)


def _counted(found: Sequence[Target], setting: Setting, limits: Thresholds) -> Paragraph:
    counts = [(standing, chosen) for standing in Standing if (chosen := _are(found, standing))]
    told = listed([joined((_count(chosen),), f" {_TARGETS} {standing.value}") for standing, chosen in counts], "; ")
    head = joined("Trong ", (_count(found),), f" {_TARGETS} có kế hoạch năm {setting.span.year}: ", told, ".")
    return Paragraph(joined(head, (Note((_rule(setting.span, limits) + _open(found),)),)))


def _rule(span: Span, limits: Thresholds) -> str:
    """By which rule the targets were sorted."""
    nearly = spelled(Fraction(limits.nearly), 2)
    if span.last >= 12:
        return f"Chỉ tiêu cơ bản đạt là chỉ tiêu có tỷ lệ so với kế hoạch năm từ {nearly}% trở lên."
    return (
        "Chỉ tiêu bảo đảm tiến độ có tỷ lệ so với kế hoạch năm không thấp hơn tỷ lệ thời gian đã qua của năm; "
        f"cơ bản bảo đảm tiến độ là đạt từ {nearly}% trở lên của mức đó."
    )


def _open(found: Sequence[Target]) -> str:
    """Which targets were not assessed, as a sentence; they are neither results nor shortcomings."""
    names = [called(target.known.indicator) for target in _are(found, Standing.OPEN)]
    return f" Chưa đánh giá: {'; '.join(names)}." if names else ""


def _group(found: Sequence[Target], standing: Standing, setting: Setting, worst: int | None = None) -> Paragraph:
    """The targets of a standing; only so many of the `worst`, where there are more."""
    chosen = _are(found, standing)
    if worst and len(chosen) > worst:
        named = listed([_told(target, setting) for target in chosen[:worst]], "; ")
        return Paragraph(joined(capitalised((f"{standing.value} nhiều nhất: ",)), named, "."), listed=True)
    most = _SHOWN if standing in _GOOD else len(chosen)
    shown = listed([_told(target, setting) for target in chosen[:most]], "; ")
    rest = chosen[most:]
    names = listed([(called(target.known.indicator),) for target in rest], "; ")
    more = joined("; ", names) if rest else ()
    return Paragraph(joined(capitalised((f"{standing.value}: ",)), shown, more, "."), listed=True)


def _told(target: Target, setting: Setting) -> Runs:
    """A target with what was reached of its plan."""
    known = target.known.against(target.plan)
    return _clause(replace(known, before=None, year_end=None, silence=Silence.UNKNOWN), setting)


def _clause(known: Known, setting: Setting) -> Runs:
    """What is known of an indicator but its parts, as a sentence within a sentence."""
    first, *rest = statement(replace(known, parts=(), to_date=None, month=()), setting, timed=False)
    return joined(first[:1].lower() + first[1:], tuple(rest)) if isinstance(first, str) else (first, *rest)


def _changes(title: str, moved: Sequence[Known], setting: Setting) -> Paragraph:
    told = listed([_clause(replace(known, plans=(), year_end=None), setting) for known in moved], "; ")
    return Paragraph(joined(f"{title}: ", told, "."), listed=True)


def _growth(known: Known) -> Fraction:
    before = known.before
    if before is None or before.value is None:
        return Fraction(0)
    return exact(known.fact) / exact(before) - 1 if before.value else exact(known.fact)


def _moved(knowns: Iterable[Known], chosen: Callable[[Known], bool], least: int = _MANY) -> list[Known]:
    """Those that moved most of the chosen, of `least` things at least before."""
    told = [known for known in knowns if known.before and abs(exact(known.before)) >= least and chosen(known)]
    told = [known for known in told if abs(_growth(known)) >= _NOTABLE]
    most = _MOVED if least else _FEARED
    return sorted(told, key=lambda known: abs(_growth(known)), reverse=True)[:most]


def _count(chosen: Sequence[Target]) -> Chip:
    facts = [target.known.fact for target in chosen]
    values = tuple(fact.value for fact in facts if fact.value is not None)
    text = spelled(Fraction(len(facts)), 0, padded=True)
    return Chip(text, Kind.COUNTED, tuple(fact.cell for fact in facts), values, _TARGETS)
