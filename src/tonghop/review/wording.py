"""Figures, units, periods and roles in the words and number format of the reader's language."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tonghop.catalog import indicators
from tonghop.core.figure import Basis, Direction, Figure, Hedge, Role
from tonghop.core.finding import Severity
from tonghop.core.language import translator
from tonghop.core.period import date_in_words, period_in_words

_ROLES = {
    Role.AMOUNT: "số tiền, khối lượng",
    Role.COUNT: "số lượng",
    Role.AREA: "diện tích",
    Role.LENGTH: "chiều dài",
    Role.PERCENT_OF_PLAN: "tỷ lệ so với kế hoạch",
    Role.GROWTH: "tốc độ tăng",
    Role.DECLINE: "tốc độ giảm",
    Role.INDEX: "tỷ lệ so với kỳ gốc",
    Role.SHARE: "tỷ trọng",
    Role.RATE: "mức bình quân",
    Role.FRACTION: "phần trong tổng số",
    Role.PLAN_VALUE: "mức kế hoạch",
    Role.DELTA: "mức tăng, giảm",
    Role.SCORE: "điểm số",
    Role.RANK: "thứ hạng",
    Role.DATE: "ngày tháng",
    Role.PERIOD: "khoảng thời gian",
    Role.DOCUMENT_NUMBER: "số, ký hiệu văn bản",
    Role.ORDINAL: "số thứ tự",
    Role.NAME: "tên riêng",
    Role.ADDRESS: "địa chỉ",
    Role.OTHER: "số khác",
}
_SEVERITIES = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần hỏi lại", Severity.NOTE: "Lưu ý"}
_BASES = {Basis.ACTUAL: "thực hiện", Basis.ESTIMATE: "ước thực hiện", Basis.PLAN: "kế hoạch"}
_HEDGES = {Hedge.EXACT: "", Hedge.ABOUT: "khoảng", Hedge.OVER: "trên", Hedge.UNDER: "dưới"}
_DIRECTIONS = {Direction.UP: "tăng", Direction.DOWN: "giảm"}
_RELATIONS = {
    "sum": "Cộng thành phần",
    "difference": "Hiệu số",
    "ratio_to_plan": "So với kế hoạch",
    "growth": "So với kỳ gốc",
    "index": "So với kỳ gốc",
    "share": "Tỷ trọng",
    "fraction": "Phần trong tổng số",
    "product": "Tích số",
    "same_quantity": "Cùng một số liệu",
    "same_plan": "Cùng một kế hoạch hoặc kỳ gốc",
}
_SCALES = ((Decimal(10**9), "tỷ đồng"), (Decimal(10**6), "triệu đồng"), (Decimal(1), "đồng"))
_SYMBOLS = {"m2": "m²", "m3": "m³", "ha": "ha", "USD": "USD", "EUR": "EUR"}
_MOST_PLACES = 3


def _places(number: Decimal) -> int:
    """How many decimals `number` needs to be printed exactly."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything the renderers print, in one language: `vi` (1.711 tỷ đồng; 32,4%) or `en`."""

    language: str = "vi"

    def say(self, message: str, **values: object) -> str:
        """The message in the reader's language, its `{places}` filled in."""
        translated = translator(self.language).gettext(message) if message else ""
        return translated.format(**values) if values else translated

    def number(self, number: Decimal, places: int | None = None) -> str:
        """A number with grouped thousands; exact, or rounded to `places` decimals."""
        exact = _places(number) if places is None else places
        text = format(number.quantize(Decimal(1).scaleb(-exact), ROUND_HALF_EVEN), ",f")
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def unit(self, unit: str | None) -> str:
        """A canonical unit as people write it (`m2` → `m²`, `VND/người` → `đồng/người`)."""
        if unit is None:
            return ""
        head, slash, rest = unit.partition("/")
        return (self.say("đồng") if head == "VND" else _SYMBOLS.get(head, head)) + slash + rest

    def _fit(self, unit: str | None, numbers: tuple[Decimal, ...], width: Decimal) -> tuple[Decimal, int, str]:
        """Divisor, decimals and unit that print `numbers` exactly, or to about a hundredth of `width`."""
        head, slash, rest = (unit or "").partition("/")
        largest = max(max(abs(number) for number in numbers), Decimal(1))
        scales = [scale for scale in _SCALES if scale[0] <= largest] if head == "VND" else [(Decimal(1), "")]
        for scale in scales:
            places = max(_places(number / scale[0]) for number in numbers)
            if width:
                places = min(places, max(0, 2 - (width / scale[0]).adjusted()))
            if places <= _MOST_PLACES:
                break
        divisor, name = scale
        return divisor, places, self.say(name) + slash + rest if name else self.unit(unit)

    def quantity(self, number: Decimal, unit: str | None) -> str:
        """An exact number with its unit, money in the largest handy one (`553,1 tỷ đồng`)."""
        return self._print(unit, (number,), Decimal(0))

    def _print(self, unit: str | None, numbers: tuple[Decimal, ...], width: Decimal) -> str:
        divisor, places, name = self._fit(unit, numbers, width)
        digits = "–".join(self.number(number / divisor, places) for number in numbers)
        return digits + name if name == "%" else f"{digits} {name}".rstrip()

    def interval(self, low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
        """Closed bounds (`1.710,5–1.711,5 tỷ đồng`); decimals far finer than the width are left out."""
        if low is None and high is None:
            return self.say("không xác định")
        if low is None or high is None:
            bound = low if low is not None else high or Decimal(0)
            message = "từ {bound} trở lên" if high is None else "không quá {bound}"
            return self.say(message, bound=self._print(unit, (bound,), abs(bound).scaleb(-3)))
        return self.quantity(low, unit) if low == high else self._print(unit, (low, high), high - low)

    def value(self, figure: Figure) -> str:
        """What a figure says, in full: a quantity, a date, a period or an identifier."""
        if isinstance(figure.value, Decimal):
            return self.quantity(figure.value, figure.unit)
        if figure.role in (Role.DATE, Role.PERIOD):
            return self.period(figure.value)
        return figure.value

    def bounds(self, figure: Figure) -> str:
        """The interval that the printed rounding of a figure allows; empty where that is its value alone."""
        if not figure.role.measures or figure.low == figure.high:
            return ""
        return self.interval(figure.low, figure.high, figure.unit)

    def role(self, role: Role) -> str:
        """What a number does, in words."""
        return self.say(_ROLES[role])

    def severity(self, severity: Severity) -> str:
        """The severity of a finding, in words."""
        return self.say(_SEVERITIES[severity])

    def basis(self, basis: Basis | None) -> str:
        """Done, estimated or planned, in words; empty where unsaid."""
        return self.say(_BASES[basis]) if basis else ""

    def hedge(self, hedge: Hedge) -> str:
        """How the text softens a number; empty where it does not."""
        return self.say(_HEDGES[hedge])

    def confidence(self, figure: Figure) -> str:
        """How certain the recogniser was of a figure from a scan; empty for any other."""
        if figure.confidence is None:
            return ""
        message = "độ tin cậy {percent}%, cần đối chiếu với bản gốc" if figure.doubtful else "độ tin cậy {percent}%"
        return self.say(message, percent=figure.confidence)

    def direction(self, direction: Direction | None) -> str:
        """Up or down, in words; empty where unsaid."""
        return self.say(_DIRECTIONS[direction]) if direction else ""

    def indicator(self, key: str | None) -> str:
        """The catalog's name of an indicator; its key where the catalog does not know it."""
        known = indicators().get(key) if key else None
        return known.name if known else key or ""

    def relation(self, kind: str) -> str:
        """The name of a type of relation, as the contract calls it."""
        return self.say(_RELATIONS[kind])

    def period(self, period: str | None, as_of: str | None = None) -> str:
        """A period in words: `2024-H1` → `6 tháng đầu năm 2024`; with its as-of date where there is one."""
        words = period_in_words(period, self.say) if period else ""
        if not as_of:
            return words
        if period and period.endswith("-YTD"):
            return self.say("từ đầu năm đến {date}", date=date_in_words(as_of))
        return ", ".join(filter(None, (words, self.say("đến {date}", date=date_in_words(as_of)))))
