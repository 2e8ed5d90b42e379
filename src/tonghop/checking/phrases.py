"""Phrases for what was never stated: whose plan, whose base, of which period; names stay as in the document."""

import re

from tonghop.core.figure import Figure
from tonghop.core.period import Say, period_in_words

_YEAR = re.compile(r"\d{4}")


def plan_phrase(actual: Figure, percent: Figure, _: Say) -> str:
    """`dự toán thu ngân sách năm 2024 (TP+Quận giao)`."""
    subject = _named(actual, _)
    budget = subject.casefold().startswith(("thu ", "chi ", "tổng thu", "tổng chi"))
    word = _("dự toán") if budget else _("kế hoạch")
    year = _YEAR.search(actual.period or percent.period or "")
    when = _("năm {year}").format(year=year.group()) if year else ""
    authority = _("({authority} giao)").format(authority=percent.plan_of) if percent.plan_of else ""
    return " ".join(filter(None, (word, subject, when, authority)))


def base_phrase(actual: Figure, percent: Figure, _: Say) -> str:
    """`thu ngân sách 6 tháng đầu năm 2023`, or `… cùng kỳ` where the base has no period."""
    subject = _named(actual, _)
    return " ".join(filter(None, (subject, _period(percent.base_period, _) or _("cùng kỳ"))))


def _named(figure: Figure, _: Say) -> str:
    """What a figure is of, without its own period."""
    return (figure.subject or figure.unit or "").removesuffix(_period(figure.period, _)).rstrip()


def _period(period: str | None, _: Say) -> str:
    return period_in_words(period, _) if period else ""
