"""The kinds of finding: a stable id and one sentence each."""

from collections.abc import Mapping
from enum import StrEnum

from tonghop.core.figure import Figure
from tonghop.core.language import translator
from tonghop.core.relation import (
    Change,
    Difference,
    Enumeration,
    Flow,
    Fraction,
    OrderOfPlans,
    Product,
    RatioToPlan,
    Relation,
    SamePlan,
    SameQuantity,
    Share,
    SumOfPlans,
)


def _(message: str) -> str:
    """Marks a sentence for translation."""
    return message


class Kind(StrEnum):
    """Stable ids; `docs/checking.md` describes each."""

    SUM = "sum-mismatch"
    DIFFERENCE = "difference-mismatch"
    FLOW = "flow-mismatch"
    RATIO = "ratio-mismatch"
    GROWTH = "growth-mismatch"
    INDEX = "index-mismatch"
    SHARE = "share-mismatch"
    FRACTION = "fraction-exceeds"
    PART = "part-exceeds"
    PRODUCT = "product-mismatch"
    TWICE = "stated-twice"
    ENUMERATION = "enumeration-mismatch"
    SAME_PLAN = "same-plan"
    SUM_OF_PLANS = "sum-of-plans"
    BASE_ORDER = "base-order"
    EXCEEDS_PLAN = "exceeds-plan"
    DIRECTION = "direction-contradiction"
    NO_INTEGER = "no-integer"
    TRUNCATED = "truncated"
    HEDGED = "hedged"
    RESIDUAL = "residual"
    FALLS = "cumulative-falls"
    NETWORK = "network-conflict"
    MISREAD = "misread"
    NEGATIVE = "negative"
    PERCENTAGE = "percentage-out-of-range"
    LEAP = "leap"


SENTENCES: Mapping[Kind, str] = {
    Kind.SUM: _("Các thành phần cộng lại không bằng “{stated}”: {arithmetic}."),
    Kind.DIFFERENCE: _("Hiệu của hai số không bằng “{stated}”: {arithmetic}."),
    Kind.FLOW: _("Số tăng trừ số giảm không bằng “{stated}”: {arithmetic}."),
    Kind.RATIO: _("Tỷ lệ so với kế hoạch “{stated}” không khớp với số thực hiện và số kế hoạch: {arithmetic}."),
    Kind.GROWTH: _("Tốc độ tăng, giảm “{stated}” không khớp với các số đi cùng: {arithmetic}."),
    Kind.INDEX: _("Tỷ lệ so với cùng kỳ “{stated}” không khớp với các số đi cùng: {arithmetic}."),
    Kind.SHARE: _("Tỷ lệ “{stated}” không khớp với số bộ phận và số toàn bộ: {arithmetic}."),
    Kind.FRACTION: _("Tử số lớn hơn mẫu số “{stated}”: {arithmetic}."),
    Kind.PART: _("Số bộ phận lớn hơn số bao gồm nó “{stated}”: {arithmetic}."),
    Kind.PRODUCT: _("Tích không bằng “{stated}”: {arithmetic}."),
    Kind.TWICE: _("Cùng một số liệu nhưng nêu khác nhau: {arithmetic}."),
    Kind.ENUMERATION: _("Số lượng nêu “{stated}” khác số mục được liệt kê: {arithmetic}."),
    Kind.SAME_PLAN: _(
        "Các tỷ lệ suy ra những số kế hoạch (hoặc số cùng kỳ) khác nhau: {arithmetic}. "
        "Kế hoạch có được điều chỉnh giữa hai thời điểm không, hay một trong các số chưa đúng?"
    ),
    Kind.SUM_OF_PLANS: _(
        "Số kế hoạch (hoặc số cùng kỳ) suy ra từ tổng khác với cộng từ các thành phần: {arithmetic}. "
        "Kế hoạch có được điều chỉnh không, hay một trong các số chưa đúng?"
    ),
    Kind.BASE_ORDER: _(
        "Số kế hoạch (hoặc số cùng kỳ) suy ra lớn hơn số bao trùm nó: {arithmetic}. "
        "Một trong các số có chưa đúng không?"
    ),
    Kind.EXCEEDS_PLAN: _("Văn bản nêu vượt kế hoạch nhưng tỷ lệ là “{stated}”: {arithmetic}."),
    Kind.DIRECTION: _("Chiều tăng, giảm nêu trong văn bản trái với số liệu: {arithmetic}."),
    Kind.NO_INTEGER: _("Không có số nguyên nào cho tỷ lệ “{stated}”: {arithmetic}."),
    Kind.TRUNCATED: _("Chỉ khớp nếu có số bị cắt bỏ phần lẻ thay vì làm tròn: {arithmetic}."),
    Kind.HEDGED: _("Chỉ khớp nếu “khoảng”, “trên”, “gần” được hiểu rộng hơn thông thường: {arithmetic}."),
    Kind.RESIDUAL: _("Phần “trong đó” chưa bằng tổng “{stated}”, còn lại {residual} chưa được nêu: {arithmetic}."),
    Kind.FALLS: _("Số lũy kế giảm theo thời gian: {arithmetic}."),
    Kind.NETWORK: _("Từng quan hệ riêng lẻ đều có thể đúng nhưng không thể cùng đúng: {arithmetic}."),
    Kind.MISREAD: _(
        "Chữ số đọc từ bản quét không chắc: “{stated}” (độ tin cậy {confidence}%); "
        "phép tính cho thấy là “{meant}”: {arithmetic}."
    ),
    Kind.NEGATIVE: _("Số “{stated}” nhỏ hơn 0: {arithmetic}. Kiểm tra lại dấu của số."),
    Kind.PERCENTAGE: _("Tỷ lệ “{stated}” nằm ngoài khoảng thường gặp: {arithmetic}. Kiểm tra lại số và đơn vị tính."),
    Kind.LEAP: _(
        "“{stated}” lớn hoặc nhỏ hơn số của {period} từ {times} lần trở lên: {arithmetic}. Kiểm tra đơn vị tính."
    ),
}
IN_DOUBT = _("Số “{stated}” đọc từ bản quét không chắc (độ tin cậy {confidence}%), cần đối chiếu với bản gốc.")
MISSING_PART = _("Nếu các số đều đúng thì phần liệt kê còn thiếu {residual}.")
TO_CHECK = _("Cần kiểm tra lại: {sentence}")
FROM_CATALOG = _("Cần kiểm tra lại, vì theo danh mục chỉ tiêu {formula}: {sentence}")


def sentence(kind: Kind, language: str, **parts: str) -> str:
    """The sentence of a finding."""
    return translator(language).gettext(SENTENCES[kind]).format(**parts)


_PLAIN = {
    Flow: Kind.FLOW,
    RatioToPlan: Kind.RATIO,
    Share: Kind.SHARE,
    Product: Kind.PRODUCT,
    SameQuantity: Kind.TWICE,
    Enumeration: Kind.ENUMERATION,
    SamePlan: Kind.SAME_PLAN,
    SumOfPlans: Kind.SUM_OF_PLANS,
    OrderOfPlans: Kind.BASE_ORDER,
}
QUESTIONS = (SamePlan, SumOfPlans, OrderOfPlans)


def kind_of(relation: Relation, figures: Mapping[str, Figure]) -> Kind:
    """What it is called when this relation is broken beyond rounding."""
    statement = relation.statement
    if isinstance(statement, Difference):
        if statement.difference:
            return Kind.DIFFERENCE
        larger, smaller = figures[statement.minuend], figures[statement.subtrahend]
        moved = (larger.period, larger.as_of) != (smaller.period, smaller.as_of)
        return Kind.FALLS if relation.source == "time" or moved else Kind.PART
    if isinstance(statement, Change):
        return Kind.INDEX if statement.index else Kind.GROWTH
    if isinstance(statement, Fraction):
        excess = figures[statement.numerator].number > figures[statement.denominator].number
        return Kind.FRACTION if excess else Kind.SHARE
    if isinstance(statement, RatioToPlan):
        only_words = statement.actual is None and statement.plan is None
        return (
            Kind.EXCEEDS_PLAN if statement.exceeds and (only_words or _not_exceeded(statement, figures)) else Kind.RATIO
        )
    if type(statement) in _PLAIN:
        return _PLAIN[type(statement)]
    return Kind.PART if getattr(statement, "at_most", False) else Kind.SUM


def _not_exceeded(ratio: RatioToPlan, figures: Mapping[str, Figure]) -> bool:
    high = figures[ratio.percent].high
    return high is not None and high <= 100


def stated_figure(relation: Relation) -> str | None:
    """The figure that a relation is about: its total, its result or its percentage."""
    statement = relation.statement
    for name in ("percent", "total", "difference", "product", "count", "whole", "denominator", "delta", "minuend"):
        figure = getattr(statement, name, None)
        if isinstance(figure, str):
            return figure
    return None
