"""Phrases for what was never stated: whose plan, whose base, of which period; names stay as in the document."""

import re
from collections.abc import Callable

from tonghop.core.figure import Figure

Say = Callable[[str], str]

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


def period_phrase(period: str | None, _: Say) -> str:
    """`2024-H1` as 6 tháng đầu năm 2024; empty for none, unchanged where there is no better phrase."""
    if not period:
        return ""
    if months := _MONTHS.fullmatch(period):
        year, first, last = months.groups()
        if first == "1":
            return _("{months} tháng đầu năm {year}").format(months=last, year=year)
        return _("tháng {first} đến tháng {last} năm {year}").format(first=first, last=last, year=year)
    if month := _MONTH.fullmatch(period):
        return _("tháng {month} năm {year}").format(month=int(month[2]), year=month[1])
    if period.startswith("SY"):
        first, _dash, last = period[2:].partition("-")
        return _("năm học {first}–{last}").format(first=first, last=last)
    year, _dash, part = period.partition("-")
    if not part and _YEAR.fullmatch(year):
        return _("năm {year}").format(year=year)
    return _(_PARTS[part]).format(year=year) if part in _PARTS else period


def plan_phrase(actual: Figure, percent: Figure, _: Say) -> str:
    """`dự toán thu ngân sách năm 2024 (TP+Quận giao)`."""
    subject = _named(actual, _)
    budget = subject.casefold().startswith(("thu ", "chi ", "tổng thu", "tổng chi"))
    word = _("dự toán") if budget else _("kế hoạch")
    year = _YEAR.search(actual.period or percent.period or "")
    when = _("năm {year}").format(year=year.group()) if year else ""
    authority = f"({percent.plan_of} giao)" if percent.plan_of else ""
    return " ".join(filter(None, (word, subject, when, authority)))


def base_phrase(actual: Figure, percent: Figure, _: Say) -> str:
    """`thu ngân sách 6 tháng đầu năm 2023`, or `… cùng kỳ` where the base has no period."""
    subject = _named(actual, _)
    return " ".join(filter(None, (subject, period_phrase(percent.base_period, _) or _("cùng kỳ"))))


def _named(figure: Figure, _: Say) -> str:
    """What a figure is of, without its own period."""
    return (figure.subject or figure.unit or "").removesuffix(period_phrase(figure.period, _)).rstrip()
