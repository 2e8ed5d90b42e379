"""What each measure of a sentence does: its role, hedge, direction, plan authority, and what it qualifies."""

import re
from functools import cache

from tonghop import catalog
from tonghop.catalog.cues import cues
from tonghop.core.figure import Direction, Hedge, Role
from tonghop.reading.lexicon import alternatives
from tonghop.reading.statements import Measure, Statement, in_same_period

_FILLERS = r"(?:thêm|được|khoảng|trên|hơn|gần|xấp xỉ|tới|ước|ước đạt|tương đương|thấp nhất|bình quân|lần lượt|mức|nhẹ|là|thực hiện|đến nay|hàng năm|trung bình|trưởng|cao|khá|mạnh|thêm được|:)"
_VERB = re.compile(
    rf"(?<!\w)(?P<verb>tăng lên|tăng từ|tăng đến|giảm còn|giảm xuống còn|giảm xuống|giảm từ|giảm đến|còn lại|còn|tăng|giảm|bằng|đạt|chiếm|vượt|cao hơn|thấp hơn"
    rf"|nhiều hơn|ít hơn|hoàn thành|tỷ lệ|tỉ lệ|gấp)(?: {_FILLERS})*[ (:]*$"
)
_CHANGES = frozenset({Role.GROWTH, Role.DECLINE})
_QUANTITIES = frozenset({Role.COUNT, Role.AMOUNT, Role.AREA})
_SAME_CHANGE = re.compile(r"[^,;()]{0,30}\((?:tăng|giảm) ?$")
_UP = frozenset({"tăng", "cao hơn", "nhiều hơn", "vượt"})
_DOWN = frozenset({"giảm", "thấp hơn", "ít hơn"})
_PRIOR = re.compile(
    r"(?:so (?:với )?(?:cùng|ck\b|năm|tháng|quý|đầu|cuối|thời|kỳ|trước|20\d\d|giai đoạn|nhiệm kỳ|tuần|bình quân|mức)|cùng kỳ|svck|so ck|cùng thời điểm|cùng giai đoạn|năm trước|năm ngoái|kỳ trước|\bck\b)"
)
_PLAN = r"(?:(?:tổng |so với |so |với |của |trên |theo |các |số |tổng số |mức |so )*)(?:kế hoạch|kh(?!\w)|dự toán|dt(?!\w)|chỉ tiêu|mục tiêu|nghị quyết|nq(?!\w)|hạn mức|vốn giao|tổng vốn giao|vốn kế hoạch|số giao|định mức|đề ra|nhiệm vụ (?:cả )?năm|tiến độ)"
_PLAN_BY = re.compile(r"^[ )*]*so (?:với )?[^,;.()]{0,40}(?<!\w)giao(?!\w)")
_PLAN_AFTER = re.compile(rf"^[ )*]*{_PLAN}")
_LAST_YEAR_REACHED = re.compile(r"(?:kế hoạch|dự toán|kh|vốn giao)[^()]{0,40}\(\*? ?cùng kỳ[^()]{0,24}(?:đạt|là|:) ?$")
_PLAN_BEFORE = re.compile(rf"(?:so (?:với )?|đạt |bằng |trên |/ ?){_PLAN}[^,;()]{{0,60}}$")
_PRIOR_BEFORE = re.compile(r"(?:so (?:với )?(?:cùng kỳ|ck|năm|tháng|quý)[^,;()]{0,40}|cùng kỳ[^,;()]{0,24}?)$")
_SEGMENT = re.compile(r"[;.()]|,(?! ?(?:ubnd|hđnd|tỉnh|thành phố|huyện|quận))")
_SEGMENT_START = re.compile(r".*[,;.(:)]|.* và ", re.DOTALL)
_CHAIN = re.compile(r"^[ ,]*(?:và|lần lượt)?[ ]*$")
_BESIDE = re.compile(
    r"[^,;()]{0,24}\(\*? ?(?:tương đương|trương đương|tương ứng|bằng|giảm|tăng)? ?$|,? ?(?:tương đương|tương ứng)(?: với)? (?:tăng |giảm )?$"
)
_ENDS_HERE = re.compile(r"\s*(?:[,;.)]|$)")
_MINUS = re.compile(r"(?:\(|tương đương |tăng, giảm |tăng/giảm )- ?$")
_SIGNED = re.compile(r"\(\s*([+-]) ?$")
_SCOPE = re.compile(r"(?:^|[.;,] ?)[^,;.]{0,40}so (?:với )?cùng kỳ(?: năm)?[^;:,]{0,16}?(?::|,? (?=tăng|giảm))")
_EACH = re.compile(r"(?:mỗi|trị giá mỗi|mức|bình quân mỗi|mức hỗ trợ) (?:[^\W\d_]+ ){0,3}(?:là |trị giá |: ?)?$")
_CUE_WORDS = re.compile(
    r"(?<!\w)(?:đạt|bằng|tăng|giảm|chiếm|vượt|tương đương|trương đương|tỷ lệ|tỉ lệ|ước|khoảng|trên|hơn|gần|hoàn thành|so với|cùng kỳ|năm|trước|kế hoạch|dự toán|giao|là|và|cao|thấp|đã|được|thêm|với|tốc độ|"
    r"nhưng|chỉ|mới|đó|do|vậy|cũng|đều|lần lượt|tổng số|so|trong|này|tháng|ước đạt|thực hiện|xấp xỉ|tăng trưởng|mức|kỳ|tính đến nay|đến nay)(?!\w)|[\d.,%*\-]+"
)
_PLAN_FILLER = (
    r"(?:năm|cả năm|giao|được|là|vốn|đầu tư|đầu tư công|công|của|tỉnh|thành phố|huyện|quận|xã|phường|tp|hđnd|ubnd|đề ra|đặt ra|đặt|ra|tổng|tổng số|số|thu|chi|ngân sách|nhà nước|nsnn|phấn đấu|"
    r"trên địa bàn|từ|đầu năm|cả|thị xã|:|\d{4}|trung ương|đạt|đến năm|về|-|tháng|cuối|đầu|\d+|chung|phân bổ|điều chỉnh|bổ sung|đăng ký)"
)
_PLAN_VALUE = re.compile(
    rf"(?:phấn đấu|kế hoạch|dự toán|chỉ tiêu|mục tiêu|(?<!\w)kh|hạn mức|định mức)(?: ?{_PLAN_FILLER})*[ :(]*$"
)
_NOT_PLAN_VALUE = re.compile(
    r"(?:theo|có|chương trình|ctmt|thực hiện|hoàn thành|vượt|xây dựng|ban hành) (?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)"
)
_RANKED = re.compile(r"(?:xếp(?: thứ| hạng| vị trí)?|đứng(?: thứ)?|hạng|vị trí(?: thứ)?|thứ)(?: \w+){0,2}[ :]*$")
_SPEED = re.compile(r"(?:tốc độ tăng|tăng trưởng)[^,;.()]{0,50}(?:đạt|là|ước|:) ?(?:khoảng |trên |từ )?$")
_SCORED = re.compile(
    r"(?:chỉ số|điểm số|mức độ hài lòng|par index|pci|papi|dti|sipas|số điểm)(?![^.;]*(?:tăng|giảm|đạt tỷ lệ)[^.;]*$)"
)
_AUTHORITY_END = re.compile(r"[;.(%]|, (?!hđnd|ubnd|tỉnh|quận|huyện|thành phố|xã|phường)")


@cache
def _hedge_pattern() -> re.Pattern[str]:
    hedges = cues().hedges
    groups = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in hedges.items())
    return re.compile(rf"(?<!\w)(?:{groups})(?: (?:là|được|số|đạt))?[ :]*$")


@cache
def _authority_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(catalog.plan_authorities())})(?!\w)")


def assign(statement: Statement) -> None:
    """Fill in hedge, role, direction, `of` and plan authority of every measure of the statement."""
    for index in range(len(statement.measures) - 1, -1, -1):
        measure = statement.measures[index]
        measure.hedge = _hedge(measure)
        following = statement.measures[index + 1] if index + 1 < len(statement.measures) else None
        measure.role = _percent(measure, following) if measure.is_percent else _quantity(measure)
    _settle_percentages(statement)
    for index, measure in enumerate(statement.measures):
        if measure.is_percent:
            _elliptical(statement, index)
        if measure.is_percent or measure.role in (Role.DELTA, Role.SCORE):
            measure.of = _qualified(statement, index)
        if measure.role is Role.DELTA and not measure.is_percent and not _compares(statement, measure):
            measure.role, measure.direction, measure.of = _plain_role(measure), None, None
    _authorities(statement)


def _hedge(measure: Measure) -> Hedge:
    match = _hedge_pattern().search(measure.before[-24:])
    if re.match(r" ?(?:trở lên|đổ lên)", measure.after):
        return Hedge.OVER
    if re.match(r" ?(?:trở xuống)", measure.after):
        return Hedge.UNDER
    if match is None or (
        match.lastgroup == "over" and re.search(r"(?:nêu|kể|dẫn|thuộc|số|từ|đứng|cấp) trên[ :]*$", measure.before[-12:])
    ):
        return Hedge.EXACT
    return Hedge(match.lastgroup or "exact")


def _lead(measure: Measure) -> str:
    """The words of the measure's own segment before it."""
    return _SEGMENT_START.sub("", measure.before[-90:])


def _trail(measure: Measure) -> str:
    """The words after it, up to the end of its segment."""
    return _SEGMENT.split(measure.after[:110].lstrip("*"), maxsplit=1)[0]


def _percent(measure: Measure, following: Measure | None) -> Role:
    lead, trail = _lead(measure), _trail(measure)
    verb_match = _VERB.search(measure.before[-60:])
    verb = verb_match["verb"] if verb_match else ""
    if verb in _UP:
        measure.direction = Direction.UP
    elif verb in _DOWN:
        measure.direction = Direction.DOWN
    if signed := _SIGNED.search(measure.before[-4:]):
        measure.direction = Direction.UP if signed[1] == "+" else Direction.DOWN
        return _by_direction(measure)
    if _PLAN_AFTER.match(trail):
        return Role.PERCENT_OF_PLAN
    if _LAST_YEAR_REACHED.search(measure.before) and not _PRIOR.match(trail.strip()):
        return Role.PERCENT_OF_PLAN
    if _PLAN_BY.match(trail):
        return Role.PERCENT_OF_PLAN
    prior = _PRIOR.search(trail[:70]) or _PRIOR_BEFORE.search(lead)
    if prior:
        return (
            {Direction.UP: Role.GROWTH, Direction.DOWN: Role.DECLINE}.get(measure.direction, Role.INDEX)
            if measure.direction
            else Role.INDEX
        )
    if _PLAN_BEFORE.search(lead):
        return Role.PERCENT_OF_PLAN
    if _SPEED.search(lead) or _SPEED.search(measure.before[-60:]):
        return Role.GROWTH
    if following and following.is_percent and _CHAIN.match(measure.after) and following.role is not Role.SHARE:
        measure.direction = measure.direction or following.direction
        if not verb or following.role in (Role.GROWTH, Role.DECLINE):
            return following.role if measure.direction is following.direction else _by_direction(measure)
    if measure.direction:
        return _by_direction(measure)
    if measure.token.number > 100 and not _SCORED.search(measure.before[-80:]):
        return Role.PERCENT_OF_PLAN
    return Role.SCORE if _SCORED.search(measure.before[-80:]) else Role.SHARE


def _settle_percentages(statement: Statement) -> None:
    """A bare percentage takes its sense from its neighbour: a plan value before it, or the difference it stands beside."""
    for previous, measure in zip(statement.measures, statement.measures[1:], strict=False):
        between = statement.between(previous, measure)
        if measure.token.pair_role == "to" and measure.partner is previous:
            _one_role(previous, measure)
        if (
            previous.role is Role.DELTA
            and measure.role is Role.COUNT
            and between.strip() in (",", "và", "/")
            and measure.token.pair is None
        ):
            measure.role, measure.direction = Role.DELTA, previous.direction
        if previous.role in _CHANGES and measure.role in _QUANTITIES and _BESIDE.match(between):
            measure.role, measure.direction = Role.DELTA, previous.direction
        if (
            measure.role in _CHANGES
            and previous.role in _QUANTITIES
            and _SAME_CHANGE.match(between)
            and (verb := _VERB.search(previous.before[-40:]))
        ):
            if verb["verb"] in _UP | _DOWN:
                previous.role, previous.direction = Role.DELTA, measure.direction
        if not measure.is_percent or measure.role is not Role.SHARE or measure.clause != previous.clause:
            continue
        if previous.role is Role.DELTA and not previous.is_percent and (beside := _BESIDE.match(between)):
            measure.direction = previous.direction
            in_points = beside[0].rstrip().endswith("(") and any(
                m.role is Role.SHARE for m in statement.measures if m.at < previous.at
            )
            measure.role = Role.DELTA if in_points else _by_direction(measure)
        elif previous.role is Role.PLAN_VALUE and re.fullmatch(
            r"[ )]*,? ?(?:đạt|bằng|hoàn thành) (?:tỷ lệ |tỉ lệ )?", between
        ):
            measure.role = Role.PERCENT_OF_PLAN


def _one_role(first: Measure, second: Measure) -> None:
    """Both ends of a range do the same."""
    if first.is_percent and second.role is not Role.SHARE and second.role is not Role.SCORE:
        first.role, first.direction = second.role, first.direction or second.direction
        if first.direction and second.role in (Role.INDEX, Role.GROWTH, Role.DECLINE):
            first.role = _by_direction(first)
    second.role, second.direction, second.hedge = first.role, first.direction, first.hedge


def _elliptical(statement: Statement, index: int) -> None:
    """`… đạt 93% KH, đàn gia cầm … đạt 117%`: a sibling takes over the comparison that the words leave out."""
    measure = statement.measures[index]
    verb = _VERB.search(measure.before[-40:])
    if (
        measure.role is not Role.SHARE
        or not verb
        or verb["verb"] not in ("đạt", "bằng")
        or "tỷ lệ" in measure.before[-16:]
        or not _ENDS_HERE.match(measure.after)
    ):
        return
    own = next((m for m in reversed(statement.measures[:index]) if not m.is_percent), None)
    sibling = next((m for m in reversed(statement.measures[:index]) if m.is_percent), None)
    if (
        own is None
        or sibling is None
        or own.at < sibling.at
        or own.token.pair is not None
        or sibling.role not in (Role.PERCENT_OF_PLAN, Role.INDEX)
    ):
        return
    said = _VERB.search(sibling.before[-40:])
    if said and said["verb"] == verb["verb"] and own.token.unit_kind == (sibling.of or own).token.unit_kind:
        measure.role, measure.plan_of = sibling.role, sibling.plan_of


def _by_direction(measure: Measure) -> Role:
    return Role.DECLINE if measure.direction is Direction.DOWN else Role.GROWTH


def _plain_role(measure: Measure) -> Role:
    kind = measure.token.unit_kind
    if kind in ("area", "length", "rate", "score"):
        return Role(kind)
    if kind in ("count", "labour") or (kind == "bare" and measure.token.step >= 1):
        return Role.COUNT
    return Role.AMOUNT


def _quantity(measure: Measure) -> Role:
    kind, partner = measure.token.unit_kind, measure.token.pair_role
    if partner in ("numerator", "denominator"):
        head = measure.before if partner == "numerator" else (measure.partner.before if measure.partner else "")
        if kind == "score":
            return Role.SCORE
        if kind in ("count", "bare"):
            return Role.RANK if _RANKED.search(head[-40:]) else Role.FRACTION
        return _plain_role(measure) if partner == "numerator" else Role.PLAN_VALUE
    verb = _VERB.search(measure.before[-50:])
    if measure.unit == "điểm %":
        measure.direction = (
            (Direction.UP if verb["verb"] in _UP else Direction.DOWN if verb["verb"] in _DOWN else None)
            if verb
            else None
        )
        return Role.DELTA
    if measure.unit == "lần" and verb and verb["verb"] in ("gấp", "tăng"):
        return Role.INDEX
    if _MINUS.search(measure.before[-20:]):
        measure.direction = Direction.DOWN
        return Role.DELTA
    if kind in ("money", "rate") and _EACH.search(measure.before[-40:]):
        return Role.RATE
    if verb and verb["verb"] in _UP | _DOWN:
        measure.direction = Direction.UP if verb["verb"] in _UP else Direction.DOWN
        return Role.DELTA
    segment = measure.before[-80:]
    if _PLAN_VALUE.search(segment) and not _NOT_PLAN_VALUE.search(segment):
        return Role.PLAN_VALUE
    if _RANKED.search(measure.before[-24:]) and kind == "bare":
        return Role.RANK
    return _plain_role(measure)


def _compares(statement: Statement, measure: Measure) -> bool:
    beside = [m for m in statement.measures if m.role in _CHANGES and abs(m.at - measure.at) < 90]
    if any(_BESIDE.match(statement.between(*sorted((m, measure), key=lambda x: x.at))) for m in beside):
        return True
    if _MINUS.search(measure.before[-20:]):
        return True
    if measure.unit in ("bậc", "điểm %") or _last_scope(statement, measure):
        return True
    return (
        measure.of is not None
        or bool(_PRIOR.search(statement.folded[statement.end_of(measure) :][:90]))
        or bool(re.match(r"[^,;.]{0,30}so (?:với )?(?:dự toán|kế hoạch|kh\b)", measure.after))
    )


def _qualified(statement: Statement, index: int) -> Measure | None:
    """The measure that a percentage or difference speaks of: the nearest before it in reach that can carry it."""
    measure = statement.measures[index]
    if in_same_period(statement, measure):
        return None
    previous = statement.measures[index - 1] if index else None
    if (
        measure.is_percent
        and previous
        and previous.role is Role.DELTA
        and _BESIDE.match(statement.between(previous, measure))
    ):
        return previous.of
    own_words = _CUE_WORDS.sub(" ", _SEGMENT_START.sub("", measure.before[-90:])).split()
    if len(own_words) >= 3 and measure.role is not Role.SHARE:
        return None
    if scope := _last_scope(statement, measure):
        return _before_scope(statement, index, scope)
    for candidate in reversed(statement.measures[:index]):
        if candidate.path != measure.path[: len(candidate.path)]:
            continue
        if candidate.clause < measure.clause - 1 and measure.role is not Role.SHARE:
            return None
        if _carries(candidate, measure):
            numerator = candidate.partner if candidate.token.pair_role == "denominator" else None
            return numerator if numerator and candidate.role is not Role.RANK else candidate
    return None


def _last_scope(statement: Statement, measure: Measure) -> int | None:
    """Where `so với cùng kỳ` opens the list of differences that the measure belongs to, at least 1."""
    match = None
    for match in _SCOPE.finditer(statement.folded, 0, measure.at):
        pass
    inside = match and not re.search(r"[.;]", statement.folded[match.end() : measure.at])
    return max(1, match.start()) if match and inside else None


def _before_scope(statement: Statement, index: int, scope: int) -> Measure | None:
    """`… 23 vụ, chết 14 người. So với cùng kỳ: tăng 03 vụ (+15%), giảm 02 người chết`: what each difference is of."""
    measure = statement.measures[index]
    previous = statement.measures[index - 1] if index else None
    if measure.is_percent and previous and previous.role is Role.DELTA and previous.at > scope:
        return previous.of
    earlier = [m for m in statement.measures[:index] if m.at < scope] or (
        statement.previous.measures if statement.previous else []
    )
    words = set(f"{measure.before[-30:]} {measure.unit} {measure.after[:20]}".split()) - {
        "giảm",
        "tăng",
        "so",
        "với",
        "cùng",
        "kỳ",
        "năm",
        "trước",
        "số",
        "%",
    }
    alike = [m for m in earlier if _carries(m, measure)]

    def likeness(candidate: Measure) -> tuple[bool, int]:
        near = set(f"{candidate.unit} {candidate.before[-24:]} {candidate.after[:12]}".split())
        return candidate.unit == measure.unit, len(words & near)

    best = max(alike, key=likeness, default=None)
    return best if best and (not measure.is_percent or likeness(best)[1]) else None


def _carries(candidate: Measure, measure: Measure) -> bool:
    if measure.role is Role.DELTA and not measure.is_percent:
        if measure.unit == "điểm":
            return candidate.role is Role.SCORE or candidate.is_percent
        return (
            not candidate.is_percent
            and candidate.role is not Role.DELTA
            and candidate.token.unit_kind == measure.token.unit_kind
            and _alike(candidate, measure)
        )
    if candidate.is_percent:
        return (
            candidate.role in (Role.SHARE, Role.SCORE)
            and measure.role is not Role.SHARE
            and measure.role is not Role.PERCENT_OF_PLAN
        )
    return candidate.role not in (Role.DELTA, Role.RATE, Role.RANK) and not (
        candidate.role is Role.PLAN_VALUE and candidate.partner is None
    )


def _alike(first: Measure, second: Measure) -> bool:
    if first.token.unit_kind != "count" or not first.unit or not second.unit:
        return True
    return bool(set(first.unit.split()) & set(second.unit.split()))


def _authorities(statement: Statement) -> None:
    last: str | None = None
    for index, measure in enumerate(statement.measures):
        if measure.role not in (Role.PERCENT_OF_PLAN, Role.PLAN_VALUE):
            continue
        words = measure.after if measure.role is Role.PERCENT_OF_PLAN else measure.before[-80:]
        words = _AUTHORITY_END.split(
            words[:100] if measure.role is Role.PERCENT_OF_PLAN else words,
            maxsplit=0 if measure.role is Role.PLAN_VALUE else 1,
        )[-1 if measure.role is Role.PLAN_VALUE else 0]
        codes = dict.fromkeys(
            catalog.plan_authorities()[match[0]]
            for match in _authority_pattern().finditer(words)
            if "giao" in words or match[0] != words
        )
        measure.plan_of = "+".join(codes) or (last if "giao" in words else None) or _carried(statement, measure, words)
        last = measure.plan_of or last
        del index


def _carried(statement: Statement, measure: Measure, words: str) -> str | None:
    """`dự toán giao` without a name means the authority named just before in the paragraph."""
    if "giao" not in words or statement.previous is None:
        return None
    return next((other.plan_of for other in reversed(statement.previous.measures) if other.plan_of), None)
