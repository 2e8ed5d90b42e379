"""Paragraphs of what is known of several indicators: short statements of one kind share a sentence."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tonghop.catalog.phrases import Form, phrases, saying
from tonghop.core.fact import Measure
from tonghop.core.paper import Paragraph, Runs
from tonghop.writing.chips import stands
from tonghop.writing.comparisons import measured_by_plan
from tonghop.writing.known import Known, Silence
from tonghop.writing.sentences import continued, statement, way
from tonghop.writing.setting import Setting
from tonghop.writing.wording import ended, joined

_TOGETHER = 4
"""How many statements share a sentence at most."""
_SHARING = (Form.DO, Form.HAVE, Form.IS)


def paragraph(
    knowns: Sequence[Known],
    setting: Setting,
    variant: int = 0,
    *,
    listed: bool = False,
    opens: bool = True,
    cited: Known | None = None,
) -> Paragraph:
    """A paragraph of sentences, the first worded by `variant`; empty where nothing is known.

    The time of the report is told at its beginning only, and only where it `opens` what is told of something. A note
    is of the time of the sentence by which it is `cited`: where that is another, all of it tells its own.
    """
    said: Runs = ()
    elsewhen = cited is not None and _is_elsewhen(cited, setting)
    place, behind_day = variant, elsewhen
    for group in _together([known for known in knowns if stands(known.fact)]):
        first = statement(group[0], setting, place, timed=opens and not said, behind_day=behind_day)
        rest = (joined(phrases("paragraph", "between")[0], each) for each in _continued(group, setting, place))
        said = joined(said, " " if said else "", ended(joined(first, *rest)))
        place, behind_day = place + len(group), elsewhen or group[-1].fact.as_of is not None
    return Paragraph(said, listed=listed)


def _is_elsewhen(known: Known, setting: Setting) -> bool:
    """Whether it names another time than that of the report: its own, or the year of a plan in brackets."""
    planned = bool(known.plans) and not measured_by_plan(known.indicator)
    return known.fact.as_of is not None or known.cell.span != setting.span or planned


def _continued(group: Sequence[Known], setting: Setting, variant: int) -> Iterator[Runs]:
    for before, known in pairwise(group):
        yield continued(known, before, setting, variant)


def _together(knowns: Sequence[Known]) -> list[list[Known]]:
    groups: list[list[Known]] = []
    for known in knowns:
        if groups and len(groups[-1]) < _TOGETHER and _share(groups[-1][-1], known):
            groups[-1].append(known)
        else:
            groups.append([known])
    return groups


def _share(one: Known, other: Known) -> bool:
    """Whether two statements can share a sentence: both short, of one time and mood, said in the same way."""
    apart = phrases("paragraph", "apart")
    return (
        _is_short(one)
        and _is_short(other)
        and _kind(one) == _kind(other)
        and not {one.indicator.group, other.indicator.group}.intersection(apart)
    )


def _is_short(known: Known) -> bool:
    compared = known.plans or any(each.before or each.year_end for each in (known, *known.companions))
    compared = compared or known.silence is Silence.REORGANISED
    actual = known.cell.measure is Measure.ACTUAL
    return (
        actual
        and not (compared or known.parts or known.to_date or known.month or known.of)
        and _form(known) in _SHARING
    )


def _kind(known: Known) -> tuple[object, ...]:
    cell = known.cell
    return cell.span, cell.unit, known.fact.as_of, _form(known), way(known, known.fact), saying(known.indicator).subject


def _form(known: Known) -> Form:
    return saying(known.indicator).form
