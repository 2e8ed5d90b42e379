"""Vietnamese phrases for what was never stated: whose plan, whose base, of which period."""

import re

from tonghop.core.figure import Figure

_PARTS = {
    "H1": "6 tháng đầu năm {year}",
    "H2": "6 tháng cuối năm {year}",
    "Q1": "quý I năm {year}",
    "Q2": "quý II năm {year}",
    "Q3": "quý III năm {year}",
    "Q4": "quý IV năm {year}",
    "YTD": "từ đầu năm {year}",
    "Tet": "dịp Tết năm {year}",
}
_MONTHS = re.compile(r"(\d{4})-M(\d+)\.\.M(\d+)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")


def period_phrase(period: str | None) -> str:
    """`2024-H1` as 6 tháng đầu năm 2024; empty for none, unchanged where there is no better phrase."""
    if not period:
        return ""
    if months := _MONTHS.fullmatch(period):
        year, first, last = months.groups()
        return f"{last} tháng đầu năm {year}" if first == "1" else f"tháng {first} đến tháng {last} năm {year}"
    if month := _MONTH.fullmatch(period):
        return f"tháng {int(month[2])} năm {month[1]}"
    if period.startswith("SY"):
        return f"năm học {period[2:]}"
    year, _, part = period.partition("-")
    if not part and _YEAR.fullmatch(year):
        return f"năm {year}"
    return _PARTS[part].format(year=year) if part in _PARTS else period


def plan_phrase(actual: Figure, percent: Figure) -> str:
    """`dự toán thu ngân sách năm 2024 (TP+Quận giao)`."""
    subject = actual.subject or actual.unit or ""
    word = "dự toán" if subject.casefold().startswith(("thu ", "chi ", "tổng thu", "tổng chi")) else "kế hoạch"
    year = _YEAR.search(actual.period or percent.period or "")
    when = f"năm {year.group()}" if year else ""
    authority = f"({percent.plan_of} giao)" if percent.plan_of else ""
    return " ".join(filter(None, (word, subject, when, authority)))


def base_phrase(actual: Figure, percent: Figure) -> str:
    """`thu ngân sách 6 tháng đầu năm 2023`, or `… cùng kỳ` where the base has no period."""
    subject = actual.subject or actual.unit or ""
    return " ".join(filter(None, (subject, period_phrase(percent.base_period) or "cùng kỳ")))
