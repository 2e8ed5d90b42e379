"""What is told in one breath: decisions and the fines they set, permits and the area they are for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tonghop.catalog.companions import companions
from tonghop.writing.chips import exact, stands
from tonghop.writing.known import Known


def united(knowns: Sequence[Known]) -> tuple[Known, ...]:
    """The same in their order, those that are told with another taken up by it."""
    held = {known.indicator.key: known for known in knowns}
    result, taken = [], set()
    for known in knowns:
        with_it = tuple(_companions(known, held)) if known.cell not in taken else ()
        taken |= {each.cell for each in with_it}
        result.append(replace(known, companions=with_it))
    return tuple(known for known in result if known.cell not in taken)


def follows_comparison(words: str) -> bool:
    """Whether the words of a companion may stand behind a comparison of what they belong to."""
    return words.startswith(",")


def _companions(known: Known, held: dict[str, Known]) -> Iterator[Known]:
    words = companions().get(known.indicator.key, {})
    found = [other for key in words if (other := held.get(key)) and _fits(known, other)]
    if any(each.plans or each.before or each.year_end or each.of for each in (known, *found)):
        found = [other for other in found if follows_comparison(words[other.indicator.key])]
    yield from found


def _fits(known: Known, other: Known) -> bool:
    """Whether both are told of the same time in the same mood, and what is told of the other is short."""
    alike = (known.cell.span, known.cell.measure, known.fact.as_of) == (
        other.cell.span,
        other.cell.measure,
        other.fact.as_of,
    )
    long = known.parts or known.to_date or other.parts or other.to_date or other.plans or other.of
    return alike and not long and all(stands(each.fact) and exact(each.fact) > 0 for each in (known, other))
