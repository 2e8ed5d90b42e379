"""A form of a superior as a page shows it: a line for each row, a column for each of its columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tonghop.drafting.superior import Agreed, Meaning, Slot, Studied, What, When
from tonghop.ledger.models import Indicator

MEANINGS: Mapping[str, str] = {
    "actual-period": "Thực hiện từ đầu năm đến hết kỳ",
    "actual-month": "Thực hiện trong tháng cuối kỳ",
    "estimate-period": "Ước thực hiện từ đầu năm đến hết kỳ",
    "estimate-month": "Ước thực hiện trong tháng cuối kỳ",
    "estimate-year": "Ước thực hiện cả năm",
    "actual-before": "Thực hiện cùng kỳ năm trước",
    "actual-year_before": "Thực hiện cả năm trước",
    "plan-year": "Kế hoạch năm",
    "plan-year_before": "Kế hoạch năm trước",
    "of_plan-period": "Tỷ lệ so với kế hoạch năm (%)",
    "growth-period": "Tăng, giảm so với cùng kỳ (%)",
    "index-period": "Bằng bao nhiêu % cùng kỳ",
}
"""What a column can ask for, and how that is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a form: what it is called, its unit of measure as written, the place of its cell in each column."""

    key: str
    label: str
    unit: str
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a form: its columns by what is compared of their heads, and its rows."""

    columns: Mapping[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the fields of the page say: for each row the name of an indicator, for each column a meaning."""

    rows: Mapping[str, str]
    columns: Mapping[str, Meaning]

    @classmethod
    def of(cls, sent: Mapping[str, str], cells: Iterable[Studied]) -> "Given":
        """What was sent; fields are called after what is compared of rows and columns."""
        slots = [cell.slot for cell in cells]
        rows = {slot.row: sent.get(f"row:{slot.row}", "").strip() for slot in slots}
        columns = {slot.column: sent.get(f"column:{slot.column}", "") for slot in slots}
        return cls(
            {name: words for name, words in rows.items() if words},
            {
                name: _meaning(chosen, sent.get(f"authority:{name}", ""))
                for name, chosen in columns.items()
                if chosen in MEANINGS
            },
        )

    @classmethod
    def agreed(cls, agreed: Agreed) -> "Given":
        """What was confirmed, or is offered."""
        names = dict(Indicator.objects.filter(key__in=agreed.rows.values()).values_list("key", "name"))
        return cls({row: names[each] for row, each in agreed.rows.items() if each in names}, agreed.columns)

    def chosen(self, column: str) -> str:
        """The key in MEANINGS of what a column asks for."""
        meaning = self.columns.get(column)
        return f"{meaning.what}-{meaning.when}" if meaning else ""


def sheets(slots: Sequence[Slot]) -> list[Sheet]:
    """The tables of a form with what is to be filled in them."""
    return [_sheet([slot for slot in slots if slot.table == table]) for table in sorted({each.table for each in slots})]


def _sheet(slots: Sequence[Slot]) -> Sheet:
    return Sheet(
        {slot.column: slot.header for slot in sorted(slots, key=lambda slot: slot.at[1])},
        tuple(
            Line(name, of[0].label, of[0].unit, {slot.column: slot.place for slot in of})
            for name in dict.fromkeys(slot.row for slot in slots)
            if (of := [slot for slot in slots if slot.row == name])
        ),
    )


def _meaning(chosen: str, authority: str) -> Meaning:
    what, _, when = chosen.partition("-")
    return Meaning(What(what), When(when), authority if What(what) in (What.PLAN, What.OF_PLAN) else "")
