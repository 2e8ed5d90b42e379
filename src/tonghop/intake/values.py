"""What intake makes of a document: facts that may be proposed, and figures that may not, each with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tonghop.catalog.indicators import TimeType
from tonghop.core.fact import Fact
from tonghop.core.figure import Figure


def _(message: str) -> str:
    """Marks a sentence for translation."""
    return message


class Reason(StrEnum):
    """Why a figure is not proposed."""

    NO_INDICATOR = "no_indicator"
    COMPUTED = "computed"
    UNKNOWN_INDICATOR = "unknown_indicator"
    MEASURED_OTHERWISE = "measured_otherwise"
    NO_PERIOD = "no_period"
    NOT_CLOSED = "not_closed"
    TO_DATE = "to_date"
    PART_OF_PLAN_YEAR = "part_of_plan_year"
    NO_BASIS = "no_basis"
    NOT_A_PLAN = "not_a_plan"
    NO_AUTHORITY = "no_authority"
    NO_UNIT = "no_unit"
    OTHER_UNIT = "other_unit"
    OUTSIDE_LIFE = "outside_life"
    PART = "part"
    STATED_DIFFERENTLY = "stated_differently"
    CONTRADICTED = "contradicted"
    SET_ASIDE = "set_aside"
    BEYOND = "beyond"


SENTENCES: Mapping[Reason, str] = {
    Reason.NO_INDICATOR: _("Chưa nhận ra chỉ tiêu."),
    Reason.COMPUTED: _("Tỷ lệ, mức tăng giảm: sổ số liệu tự tính từ số gốc, không ghi."),
    Reason.UNKNOWN_INDICATOR: _("Sổ số liệu chưa có chỉ tiêu “{detail}”."),
    Reason.MEASURED_OTHERWISE: _("Đơn vị tính không đổi được sang đơn vị của chỉ tiêu ({detail})."),
    Reason.NO_PERIOD: _("Chưa rõ kỳ số liệu theo tháng ({detail})."),
    Reason.NOT_CLOSED: _("Ngày {detail} không phải ngày chốt số liệu của tháng nào."),
    Reason.TO_DATE: _("Số đã thực hiện khi kỳ ({detail}) chưa kết thúc mà không nêu đến ngày nào."),
    Reason.PART_OF_PLAN_YEAR: _("Kế hoạch của một phần năm ({detail}); sổ số liệu giữ kế hoạch cả năm."),
    Reason.NO_BASIS: _("Chưa rõ là kế hoạch, ước hay thực hiện."),
    Reason.NOT_A_PLAN: _("Văn bản không phải báo cáo và cũng không giao kế hoạch của năm này ({detail})."),
    Reason.NO_AUTHORITY: _("Chưa rõ cấp giao kế hoạch."),
    Reason.NO_UNIT: _("Chưa rõ số liệu của đơn vị nào ({detail}). Chọn đơn vị bằng --unit."),
    Reason.OTHER_UNIT: _("Câu văn nói tới đơn vị khác: {detail}."),
    Reason.OUTSIDE_LIFE: _("Kỳ số liệu nằm ngoài thời gian tồn tại của đơn vị ({detail})."),
    Reason.PART: _("Là một phần của {detail} cùng chỉ tiêu, chưa rõ phân tổ."),
    Reason.STATED_DIFFERENTLY: _("Văn bản nêu cùng số liệu này bằng số khác: {detail}."),
    Reason.CONTRADICTED: "{detail}",
    Reason.SET_ASIDE: _("Để lại: {detail}"),
    Reason.BEYOND: _("Tài khoản không được nhận số liệu của đơn vị “{detail}”."),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that is not proposed, and why; `detail` is what the sentence of the reason names."""

    figure: Figure
    reason: Reason
    detail: str = ""

    def sentence(self, say: Callable[[str], str]) -> str:
        """The reason in the language of `say`."""
        return say(SENTENCES[self.reason]).format(detail=self.detail)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that a figure states; `adjusts` where it is a plan that changes one assigned before.

    `repeated` are other figures of the document that state the same, no more exactly.
    """

    figure: Figure
    fact: Fact
    adjusts: bool = False
    repeated: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a decision assigns: the plan of `year` by `authority` (empty: unclear); `version` 0 is the original,
    `version` None the one after the last that is known."""

    year: str
    authority: str
    version: int | None = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as the ledger keeps it: its canonical unit and how it goes with time."""

    unit: str
    time: TimeType


Life = tuple[date | None, date | None]
"""From which day until the day before which day a unit is there."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a document: whose figures it states, and what the ledger can take.

    `unit` is the code of that unit, None where it is unclear because of `trouble`; `places` are the codes of units
    that its tables name, `others` the names of units below that its sentences may speak of instead.
    """

    unit: str | None
    indicators: Mapping[str, Measured]
    lives: Mapping[str, Life]
    dated: date | None = None
    trouble: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    closing_days: frozenset[int] = frozenset({0, 14})


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a document gives."""

    proposed: tuple[Proposal, ...]
    left_out: tuple[LeftOut, ...]
