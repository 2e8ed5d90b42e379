"""Shares: a part of a whole in percent, where the whole may be left to the reader."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from tonghop.core.figure import Hedge, Role
from tonghop.core.relation import Certainty, RatioToPlan, Share
from tonghop.reading.relations.quotients import Found, fits, is_far, is_near, is_part, is_quotient, misses
from tonghop.reading.relations.slips import could_be
from tonghop.reading.relations.spans import span
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.roles.qualifying import content_words, described
from tonghop.reading.statements import Measure, Statement

RATE_WORDS: Final = re.compile(
    r"(?:đạt tỷ lệ|đạt tỉ lệ|tỷ lệ|tỉ lệ|đạt|chiếm|bằng|\(|chiếm tỷ lệ)(?: khoảng| trên| gần| là)? ?\(?$"
)
_IN_BRACKETS: Final = re.compile(
    r"[^,;()]{0,30}\(\*? ?(?:chiếm |đạt |tỷ lệ |tỉ lệ |bằng )*$|[^;()]{0,40},? chiếm (?:tỷ lệ |tỉ lệ )?$"
)
_NAMED_WHOLE: Final = re.compile(r" ?(?:của |trên |trong |so với )?(?:tổng số |tổng |toàn bộ |toàn )")
_RATE_OF_ITS_OWN: Final = re.compile(r"(?:tỷ lệ|tỉ lệ)(?! \()[^,;.()]*$")
_EXTREME: Final = re.compile(r"(?:cao|thấp) nhất(?: là| đạt)? ?$")
_IS: Final = re.compile(r"[^,;()]{0,16}(?:là|đạt) ?")
_NAME_END: Final = re.compile(r"[,;.:()]|(?<!\w)(?:và|tăng|giảm|trong đó)(?!\w)")
_OF_THOSE: Final = re.compile(r"\W*trong (?:tổng )?số (?!\d)")
_CLOSED: Final = re.compile(r"[^,;()]{0,60}\) ?(?:ước )?(?:đạt|là|có|với|được)? ?(?:trên|hơn|gần|khoảng)? ?")
_ALL: Final = 100
_SLIP: Final = 5
_NEAR: Final = 60
_NAMED: Final = 80
_SEVERAL: Final = 2
_HAIR: Final = 200
_PRECISE: Final = 100


Guess = tuple[Measure, Measure, Certainty]
"""A part, its whole, and whether the words or the numbers leave no doubt of it."""


def share(
    statement: Statement, percent: Measure, recent: list[Measure], used: deque[Measure], later: list[Statement]
) -> Iterator[Found]:
    """A share of a whole that the words leave to the reader is reported where its quotient fits, or nearly does.

    `used` keeps the last whole that a share was found to be of: the next share may be of it too. A whole that the words
    name may stand in a `later` sentence.
    """
    part = percent.of or _behind_bracket(statement, percent)
    if part is None:
        return
    if part.token.pair_role == "numerator":
        plan = part.partner if part.role is not Role.FRACTION else None
        if plan and is_quotient(part, plan, percent):
            yield RatioToPlan(part.id, percent.id, plan.id), Certainty.DEFINITE, "kế hoạch"
        return
    if _EXTREME.search(percent.before):
        return
    if _RATE_OF_ITS_OWN.search(part.before) and _IS.fullmatch(statement.between(part, percent)):
        return
    if guess := _guess(statement, part, percent, recent, used) or _named_later(part, percent, later):
        part, whole, certainty = guess
        if _is_rounded_off(statement, part, whole, percent):
            return
        if certainty is Certainty.DEFINITE:
            used.append(whole)
        yield Share(part.id, whole.id, percent.id), certainty, "tỷ lệ"


def _is_rounded_off(statement: Statement, part: Measure, whole: Measure, percent: Measure) -> bool:
    """`12 vụ (57,1%), 5 vụ (23,8%), 4 vụ (19,1%)`: a last digit changed so that the shares of a list make up 100%."""
    if fits(part, whole, percent) or misses(part, whole, percent) > percent.token.step:
        return False
    shares = [m.token.number for m in statement.measures if m.role is Role.SHARE and m.of and m.of.unit == part.unit]
    return len(shares) > 1 and sum(shares) == _ALL


def _behind_bracket(statement: Statement, percent: Measure) -> Measure | None:
    """`khu vực trong nước (chiếm 98% xuất khẩu toàn tỉnh) đạt 10,6 tỷ đồng`: what stands right behind the bracket."""
    index = statement.place_of(percent)
    part = statement.measures[index + 1] if index + 1 < len(statement.measures) else None
    if part is None or not is_quantity(part) or part.path != percent.path[:-1] or "chiếm" not in percent.before[-16:]:
        return None
    return part if _CLOSED.fullmatch(statement.between(percent, part)) else None


def _named_later(part: Measure, percent: Measure, later: list[Statement]) -> Guess | None:
    """`chiếm 22,3% tổng kim ngạch cả nước … . (cả nước đạt 132,1 tỷ đồng)`: a whole that is printed further on."""
    if not (name := _name_of_whole(percent)):
        return None
    wholes = [m for statement in later for m in statement.measures if is_quantity(m)]
    pair = _fitting([part], [m for m in wholes if name & content_words(m.before[-_NAMED:])], percent)
    return (*pair, Certainty.DEFINITE) if pair else None


def _guess(
    statement: Statement, part: Measure, percent: Measure, recent: list[Measure], used: deque[Measure]
) -> Guess | None:
    before = _before(statement)
    beside = [m for m in statement.measures if is_quantity(m)]
    if name := _name_of_whole(percent):
        return _of_named_whole(part, percent, name, [*recent, *beside])
    if used and _named_in(statement) and is_part(part, used[0]) and fits(part, used[0], percent):
        return part, used[0], Certainty.DEFINITE
    if (common := _whole_of_all(statement, [*recent, *before, *beside])) and is_part(part, common):
        return part, common, Certainty.DEFINITE
    if part.parent and _is_own_share(statement, part, percent):
        return _of_parent(statement, part, part.parent, percent, [*before, *beside])
    return _of_unsaid_whole(statement, part, percent, before, beside, recent, used)


def _whole_of_all(statement: Statement, wholes: list[Measure]) -> Measure | None:
    """The whole that all the shares of a sentence fit: `trộm cắp 53 vụ (29,4%), cướp 33 vụ (18,3%)`."""
    told = [(m.of, m) for m in statement.measures if m.role is Role.SHARE and m.of and m.of.token.pair_role is None]
    if len(told) < _SEVERAL:
        return None
    return next(
        (m for m in reversed(wholes) if all(is_part(part, m) and fits(part, m, share) for part, share in told)), None
    )


def _whole_of_others(statement: Statement, percent: Measure, wholes: list[Measure]) -> Measure | None:
    """The whole that two other shares of a list fit: `28 nữ, chiếm 40%; 14 …, chiếm 20%; 21 …, chiếm 30%`."""
    listed = [*(statement.previous.measures if statement.previous else ()), *statement.measures]
    told = {m.of.token.number: (m.of, m) for m in listed if m.role is Role.SHARE and m.of}
    others = [(part, share) for part, share in told.values() if share is not percent]
    if len(others) < _SEVERAL:
        return None
    return next(
        (m for m in reversed(wholes) if sum(is_part(part, m) and fits(part, m, told) for part, told in others) > 1),
        None,
    )


def _of_common_whole(part: Measure, whole: Measure, percent: Measure) -> Guess | None:
    if not is_part(part, whole) or is_far(part, whole, percent):
        return None
    certain = fits(part, whole, percent) or _is_slip(part, whole, percent)
    return part, whole, Certainty.DEFINITE if certain else Certainty.PRESUMED


def _is_slip(part: Measure, whole: Measure, percent: Measure) -> bool:
    """Whether one slip in the percentage or in the part keeps them from fitting."""
    (low, high), (least, most), (rate, top) = span(part), span(whole), span(percent)
    if could_be(percent, low * 100 / most, high * 100 / least) if least > 0 else False:
        return True
    return could_be(part, rate * least / 100, top * most / 100)


def _slipped(parts: list[Measure], wholes: list[Measure], percent: Measure) -> tuple[Measure, Measure] | None:
    """`Xảy ra 213 vụ … . Khám phá 186 vụ, 240 đối tượng (đạt 78,3%)`: the last whole before that a slip separates."""
    precise = percent.hedge is Hedge.EXACT and percent.token.number >= percent.token.step * _PRECISE
    if not precise or not RATE_WORDS.search(percent.before[-24:]):
        return None
    pairs = (
        (p, w) for p in reversed(parts) for w in reversed(wholes) if is_part(p, w) and w.token.number > p.token.number
    )
    return next((pair for pair in pairs if _is_slip(*pair, percent)), None)


def _name_of_whole(percent: Measure) -> set[str]:
    """The words that name the whole: `chiếm 34,1% tổng vốn đăng ký cấp mới`."""
    named = _NAMED_WHOLE.match(percent.after)
    return content_words(_NAME_END.split(percent.after[named.end() :], maxsplit=1)[0]) if named else set()


def _named_in(statement: Statement) -> bool:
    """Whether a share of the sentence names its whole, which the shares after it leave out."""
    return any(m.role is Role.SHARE and _NAMED_WHOLE.match(m.after) for m in statement.measures)


def _of_named_whole(part: Measure, percent: Measure, name: set[str], wholes: list[Measure]) -> Guess | None:
    likeness = {id(m): _likeness(name, m) for m in wholes}
    most = max(likeness.values(), default=0)
    named = [m for m in wholes if likeness[id(m)] == most and most * 2 > len(name)]
    near = [(part, m) for m in named if is_part(part, m) and is_near(part, m, percent)]
    pair = _fitting([part], named, percent) or (near[-1] if near else _fitting([part], wholes, percent))
    return (*pair, Certainty.DEFINITE) if pair else None


def _likeness(name: set[str], whole: Measure) -> int:
    """How many words of a name stand at a measure."""
    around = f"{whole.before[-_NAMED:]} {whole.unit} {whole.after[:_NAMED]}"
    if not any(word in around for word in name):
        return 0
    return len(name & (described(whole) | content_words(whole.before[-_NAMED:])))


def _of_parent(
    statement: Statement, part: Measure, total: Measure, percent: Measure, others: list[Measure]
) -> Guess | None:
    """Of the total of its list, unless it is all of that or misses it, and can be of something else."""
    everything = part.token.number == total.token.number and not fits(part, total, percent)
    if everything or misses(part, total, percent) >= _SLIP:
        if pair := _fitting([part], others, percent):
            return (*pair, Certainty.DEFINITE)
        if everything or _of_something_else(statement, total) or is_far(part, total, percent):
            return None
    return part, total, Certainty.DEFINITE


def _of_unsaid_whole(
    statement: Statement,
    part: Measure,
    percent: Measure,
    before: list[Measure],
    beside: list[Measure],
    recent: list[Measure],
    used: deque[Measure],
) -> Guess | None:
    earlier = [m for m in beside if m.at < percent.at]
    clause = [m for m in earlier if m.clause == percent.clause]
    pair = (
        _fitting([part], list(used), percent)
        or _fitting(clause, clause, percent)
        or _fitting([part], [m for m in beside if percent.at < m.at < percent.at + _NEAR], percent)
        or _nearly_fitting(clause, percent)
        or _fitting(clause, [*before, *earlier], percent)
        or (_fitting(clause[-1:] or [part], recent, percent) if _reaches_back(statement, percent) else None)
        or _nearly_fitting(earlier, percent)
    )
    if (common := _whole_of_others(statement, percent, [*before, *earlier])) and not (pair and fits(*pair, percent)):
        return _of_common_whole(part, common, percent)
    if pair:
        return (*pair, Certainty.DEFINITE)
    if slipped := _slipped(clause[-_SEVERAL:], before, percent):
        return (*slipped, Certainty.PRESUMED)
    if before and (whole := _just_missed(before, part, percent)):
        return part, whole, Certainty.PRESUMED
    alike = [m for m in clause if is_part(part, m) and m.at < part.at and m.unit == part.unit and m.path == part.path]
    whole = part.parent or (alike[0] if len(alike) == 1 else None)
    if whole is None or not is_part(part, whole) or not RATE_WORDS.search(percent.before[-24:]):
        return None
    plain = misses(part, whole, percent) < _SLIP or (whole is part.parent and not _miss_alike(statement, whole))
    return (part, whole, Certainty.PRESUMED) if plain and not is_far(part, whole, percent) else None


def _miss_alike(statement: Statement, total: Measure) -> bool:
    """`62 hộ (nông thôn 48 hộ, đạt 92%; đô thị 14 hộ, đạt 99%)`: percentages of parts, all of something else."""
    told = [(m.of, m) for m in statement.measures if m.role is Role.SHARE and m.of and m.of.parent is total]
    return len(told) > 1 and all(misses(part, total, share) >= _SLIP for part, share in told)


def _reaches_back(statement: Statement, percent: Measure) -> bool:
    """Whether the words tell that the whole stood before: `chiếm p%`, `Trong số đủ điều kiện, …`."""
    return "chiếm" in percent.before[-24:] or _OF_THOSE.match(statement.folded) is not None


def _just_missed(before: list[Measure], part: Measure, percent: Measure) -> Measure | None:
    """`Đủ điều kiện 174,7 tỷ đồng. Đã xong 80,7 tỷ đồng, đạt 46,27%`: the last amount before, missed by a hair."""
    alike = [m for m in before if m.unit == part.unit and is_part(part, m)]
    if not alike or not RATE_WORDS.search(percent.before[-24:]):
        return None
    return alike[-1] if misses(part, alike[-1], percent) * _HAIR < percent.token.number else None


def _is_own_share(statement: Statement, part: Measure, percent: Measure) -> bool:
    """`trong đó 14 trường tiểu học (41,0%)`, `…, chiếm 41%`: a percentage behind a part is of the part's total."""
    behind = _IN_BRACKETS.match(statement.between(part, percent))
    return part.parent is not None and behind is not None and same_kind(part.parent, part)


def _of_something_else(statement: Statement, total: Measure) -> bool:
    """Whether the percentages behind two or more parts miss, and so are of totals that the words leave unsaid."""
    shares = [m for m in statement.measures if m.role is Role.SHARE and m.of and m.of.parent is total]
    own = [m for m in shares if m.of and _is_own_share(statement, m.of, m)]
    return sum(misses(m.of, total, m) >= _SLIP for m in own if m.of) > 1


def _fitting(parts: list[Measure], wholes: list[Measure], percent: Measure) -> tuple[Measure, Measure] | None:
    """The nearest part and whole whose quotient the percentage is."""
    pairs = ((p, w) for p in list(reversed(parts))[:4] for w in reversed(wholes) if is_part(p, w))
    return next((pair for pair in pairs if fits(*pair, percent)), None)


def _nearly_fitting(measures: list[Measure], percent: Measure) -> tuple[Measure, Measure] | None:
    """`170 đơn = 149 vụ việc … 112 đơn = 105 vụ việc, đạt 65%`: the pair that nearly fits, of what `chiếm` follows."""
    last = [m for m in reversed(measures) if m is percent.of or "chiếm" not in percent.before[-24:]][:2]
    pairs = [(p, w) for p in last for w in measures if w.at < p.at and is_part(p, w)]
    best = min(pairs, key=lambda pair: misses(pair[0], pair[1], percent), default=None)
    return best if best and is_near(*best, percent) else None


def _before(statement: Statement) -> list[Measure]:
    """The quantities of the sentences before it, as far as the paragraph reaches, at most six."""
    result: list[Measure] = []
    previous = statement.previous
    for _ in range(6):
        if previous is None:
            break
        result = [m for m in previous.measures if is_quantity(m)] + result
        previous = previous.previous
    return result
