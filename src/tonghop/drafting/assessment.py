"""What the figures say of the year: what was reached, what is behind, what moved as it should and what did not.

Every claim has its facts. What was told of an indicator elsewhere is not told again: a claim is how it compares.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tonghop.catalog.indicators import Better
from tonghop.catalog.outlines import Field, outlines
from tonghop.catalog.phrases import called, is_counted
from tonghop.catalog.thresholds import Thresholds
from tonghop.core.paper import Chip, Kind, Note, Paragraph, Runs
from tonghop.core.span import Span
from tonghop.drafting.targets import BAD, GOOD, WORST, Standing, Target, standing_so, targets
from tonghop.writing import Known, Setting, Silence, claim, statement
from tonghop.writing.chips import exact, stands
from tonghop.writing.rounding import spelled
from tonghop.writing.wording import capitalised, joined, listed, uncapitalised

_CLAIMS, _BEHIND, _FALLEN, _FEARED = 6, 6, 6, 6
"""How many results, targets that stand badly, and indicators that moved for the worse are told."""
_MANY = 100
"""How many there must have been before a growth is a result."""
_NOTABLE = Fraction(1, 100)
"""What part a value must have grown or fallen by for this to be told."""
_TARGETS = "chỉ tiêu"


def standings(knowns: Sequence[Known], setting: Setting, limits: Thresholds) -> tuple[Paragraph, ...]:
    """How many targets stand how, then every group of them, the best first."""
    found = targets(knowns, setting.span, limits)
    groups = ((standing, standing_so(found, standing)) for standing in reversed(WORST))
    told = (_group(standing.value, [_told(each, setting) for each in chosen]) for standing, chosen in groups if chosen)
    return (*_counted(found, setting, limits), *told)


def achieved(
    knowns: Sequence[Known], setting: Setting, limits: Thresholds, *, most: int | None = None
) -> tuple[Paragraph, ...]:
    """How many targets stand how, then the strongest results (`most` of them), those of a field together."""
    found = targets(knowns, setting.span, limits)
    chosen = _strongest(_results(knowns, found), most or _CLAIMS)
    fields = [(field, [known for known in chosen if _is_of(field, known)]) for field in outlines().fields]
    return (*_counted(found, setting, limits), *(_of_field(field, told, setting) for field, told in fields if told))


def lacking(
    knowns: Sequence[Known], setting: Setting, limits: Thresholds, *, most: int | None = None
) -> tuple[Paragraph, ...]:
    """The targets that stand badly (of each kind `most` with figures), what fell that should grow and the reverse.

    Where only so many are told, what fell is told where no target stands badly.
    """
    found = targets(knowns, setting.span, limits)
    groups = ((standing, standing_so(found, standing)) for standing in (BAD if most != 0 else ()))
    bad = [part for standing, chosen in groups if chosen for part in _shortfall(standing, chosen, setting, most)]
    badly = {target.known.cell for target in found if target.standing in BAD and most != 0}
    rest = [replace(known, plans=()) for known in knowns if known.cell not in badly]
    moved = [known for known in rest if _moved_badly(known)]
    fallen = [known for known in moved if known.indicator.direction is Better.HIGHER]
    worse = [known for known in moved if known not in fallen]
    fallen = sorted(fallen, key=lambda known: (not _was_large(known), _growth(known)))[: most or _FALLEN]
    worse = sorted(worse, key=_growth, reverse=True)[: most or _FEARED]
    if fallen and not (most and bad):
        bad += _claims("giảm so với cùng kỳ", fallen, setting)
    return (*bad, *_claims("cần giảm nhưng tăng so với cùng kỳ", worse, setting))


def _results(knowns: Iterable[Known], found: Iterable[Target]) -> list[Known]:
    """Targets that stand well, and what is assessed by no plan and moved as it should; nothing that moved otherwise."""
    standings = {target.known.cell: target.standing for target in found}
    told = [known for known in knowns if not _moved_badly(known)]
    good = [known for known in told if standings.get(known.cell) in GOOD]
    free = [known for known in told if standings.get(known.cell, Standing.OPEN) is Standing.OPEN]
    return good + [known for known in free if _moved_well(known)]


def _moved_well(known: Known) -> bool:
    """Whether it grew that should grow, from many, or fell that should fall."""
    if known.indicator.direction is Better.HIGHER:
        return _growth(known) >= _NOTABLE and _was_large(known)
    return known.indicator.direction is Better.LOWER and _growth(known) <= -_NOTABLE


def _moved_badly(known: Known) -> bool:
    """Whether it fell that should grow, or grew that should fall."""
    way = {Better.HIGHER: -1, Better.LOWER: 1}.get(known.indicator.direction, 0)
    return _growth(known) * way >= _NOTABLE


def _strongest(results: Sequence[Known], most: int) -> list[Known]:
    """So many of the results: of each field in turn what most people ask for, then what moved most."""
    turns = []
    for place, field in enumerate(outlines().fields):
        own = [known for known in results if _is_of(field, known)]
        own.sort(key=lambda known: (_asked(field, known), -abs(_growth(known))))
        turns += [(_asked(field, known) == len(field.headlines), turn, place, known) for turn, known in enumerate(own)]
    return [known for *_, known in sorted(turns, key=lambda each: each[:3])[:most]]


def _asked(field: Field, known: Known) -> int:
    """Its place among what most people ask for of a field, behind all of it where it is not asked for."""
    key = known.indicator.key
    return field.headlines.index(key) if key in field.headlines else len(field.headlines)


def _is_of(field: Field, known: Known) -> bool:
    return any(known.indicator.group in topic.groups for topic in field.topics)


def _of_field(field: Field, told: Iterable[Known], setting: Setting) -> Paragraph:
    first, *others = (claim(known, setting) for known in told)
    title = field.title[:1].lower() + field.title[1:]
    said = listed([first, *(capitalised(each) for each in others)], ". ")
    return Paragraph(joined(f"Về {title}: ", said, "."), listed=True)


def _counted(found: Sequence[Target], setting: Setting, limits: Thresholds) -> tuple[Paragraph, ...]:
    """How many targets stand how, in a footnote by which rule; nothing where there are none."""
    if not found:
        return ()
    counts = [(standing, chosen) for standing in Standing if (chosen := standing_so(found, standing))]
    told = listed([joined((_count(chosen),), f" {_TARGETS} {standing.value}") for standing, chosen in counts], "; ")
    head = joined("Trong ", (_count(found),), f" {_TARGETS} có kế hoạch năm {setting.span.year}: ", told, ".")
    return (Paragraph(joined(head, (Note((_rule(setting.span, limits) + _open(found),)),))),)


def _rule(span: Span, limits: Thresholds) -> str:
    """By which rule the targets were sorted."""
    nearly = spelled(Fraction(limits.nearly), 2)
    if span.last >= 12:
        return f"Chỉ tiêu cơ bản đạt là chỉ tiêu có tỷ lệ so với kế hoạch năm từ {nearly}% trở lên."
    return (
        "Chỉ tiêu bảo đảm tiến độ có tỷ lệ so với kế hoạch năm không thấp hơn tỷ lệ thời gian đã qua của năm; chỉ tiêu "
        "tính tại một thời điểm được so với cả mức kế hoạch năm; cơ bản bảo đảm tiến độ là đạt từ "
        f"{nearly}% trở lên của mức đó."
    )


def _open(found: Sequence[Target]) -> str:
    """Which targets were not assessed, as a sentence; they are neither results nor shortcomings."""
    names = _names(standing_so(found, Standing.OPEN))
    return f" Chưa đánh giá: {names}." if names else ""


def _names(chosen: Iterable[Target]) -> str:
    return "; ".join(called(target.known.indicator) for target in chosen)


def _shortfall(standing: Standing, chosen: Sequence[Target], setting: Setting, most: int | None) -> Iterator[Paragraph]:
    """The targets of a standing that is bad: the worst with their figures; the others by name, but in a summary."""
    worst, others = chosen[: most or _BEHIND], chosen[most or _BEHIND :]
    told = [target.known if _growth(target.known) < 0 else replace(target.known, before=None) for target in worst]
    yield from _claims(f"{standing.value} nhiều nhất" if others else standing.value, told, setting)
    if others and not most:
        yield Paragraph((f"Các chỉ tiêu khác {standing.value}: {_names(others)}.",))


def _claims(title: str, knowns: Sequence[Known], setting: Setting) -> Iterator[Paragraph]:
    """Claims of one kind, each in a line of its own: what is told of one would be taken for the next."""
    told = [claim(known, setting) for known in knowns]
    if len(told) == 1:
        yield _group(title, told)
    elif told:
        yield Paragraph((f"Các chỉ tiêu {title}:",))
        yield from (Paragraph(joined(capitalised(each), "."), listed=True) for each in told)


def _told(target: Target, setting: Setting) -> Runs:
    """A target with its value and what was reached of its plans."""
    known = replace(target.known.bare(), before=None, year_end=None, silence=Silence.UNKNOWN, to_date=None)
    return uncapitalised(statement(known, setting, timed=False))


def _group(title: str, told: Sequence[Runs]) -> Paragraph:
    return Paragraph(joined(capitalised((f"{title}: ",)), listed(told, "; "), "."), listed=True)


def _growth(known: Known) -> Fraction:
    """By what part of what it was it grew; nothing where that depends on how many there were to be done."""
    before = known.before
    if before is None or before.value is None or stands(known.of):
        return Fraction(0)
    return (exact(known.fact) - exact(before)) / (abs(exact(before)) or 1)


def _was_large(known: Known) -> bool:
    """Whether there was enough of it before for a change in percent to tell something."""
    before = known.before
    return before is not None and (not is_counted(known.indicator.unit) or exact(before) >= _MANY)


def _count(chosen: Sequence[Target]) -> Chip:
    facts = [target.known.fact for target in chosen]
    values = tuple(fact.value for fact in facts if fact.value is not None)
    text = spelled(Fraction(len(facts)), 0, padded=True)
    return Chip(text, Kind.COUNTED, tuple(fact.cell for fact in facts), values, _TARGETS)
