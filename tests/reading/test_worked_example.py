"""The worked example of docs/reading.md says what the reader says."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

from tests.reading.say import document, stated

from tonghop.core.contract import plain
from tonghop.core.figure import Figure, Role
from tonghop.core.relation import Fraction, Sum

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reading.md").read_text("utf-8")
TEXT = PAGE.split("```text\n")[1].split("\n```")[0]
ROWS = [[cell.strip(" `") for cell in row.split("|")[1:-1]] for row in re.findall(r"^\| `.*$", PAGE, re.M)]


def test_figures() -> None:
    figures = document(TEXT).figures
    texts = {figure.id: figure.text for figure in figures}
    read = [
        [f.text, plain(f.value), plain(f.low), plain(f.high), f.unit, str(f.role), texts.get(f.of or "")]
        for f in figures
    ]
    assert [[cell or "" for cell in row] for row in read] == ROWS[: len(figures)]


def test_every_figure_has_all_its_fields_in_order() -> None:
    figures = document(TEXT).figures
    fields = get_type_hints(Figure)
    assert {figure.role is Role.DATE for figure in figures} == {True, False}
    for figure in figures:
        assert [name for name, value in zip(fields, figure, strict=True) if not _fits(value, fields[name])] == []


def _fits(value: object, kind: object) -> bool:
    """Whether a value is of a type, or of one of those that it joins."""
    return isinstance(value, get_args(kind) or kind)


def test_relations() -> None:
    assert list(stated(TEXT)) == [Sum("126,4", ("88", "24,4", "14")), Fraction("09", "15", "60")]


def test_times_and_plan() -> None:
    _, amount, ratio, growth, *_ = document(TEXT).figures
    assert (amount.period, amount.as_of) == ("2024-YTD", "2024-05-15")
    assert (ratio.plan_of, growth.base_period) == ("Tỉnh", "2023-YTD")
