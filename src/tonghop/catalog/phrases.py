"""The words of drafted sentences: templates (`phrases.toml`) and how each indicator is said (`sayings.tsv`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from tonghop.catalog.indicators import Indicator, indicators
from tonghop.catalog.table import data, rows
from tonghop.catalog.vocabulary import units
from tonghop.core.errors import CatalogError

_FILE = "phrases.toml"


class Form(StrEnum):
    """How an indicator is said: as what it is, what was done, what there is, what is left, what place it takes."""

    IS = "is"
    DO = "do"
    HAVE = "have"
    LEFT = "left"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Saying:
    """How an indicator is said: words before its number (is, rank) or around it (`{}`), and the unit as printed.

    `subject` is who did it, where that is not the unit that reports.
    """

    form: Form
    text: str
    unit: str
    subject: str = ""


@cache
def sayings() -> Mapping[str, Saying]:
    """Indicator key → how it is said, for every indicator; by its name where the data file has no line for it."""
    known = indicators()
    said = {key: _by_name(indicator) for key, indicator in known.items()}
    forms = frozenset(form.value for form in Form)
    for row in rows("sayings.tsv", data("sayings.tsv"), ("indicator", "form", "saying", "unit", "subject")):
        if row["indicator"] not in said:
            raise row.error(f"không có chỉ tiêu `{row['indicator']}` trong indicators.tsv")
        unit = row.fields["unit"] or known[row["indicator"]].unit
        saying = Saying(Form(row.choice("form", forms)), row["saying"], unit, row.fields["subject"])
        if ("{}" in saying.text) is (saying.form in (Form.IS, Form.RANK)):
            raise row.error("cách nói phải có `{}`, trừ dạng `is` và `rank`")
        said[row["indicator"]] = saying
    return MappingProxyType(said)


def saying(indicator: Indicator) -> Saying:
    """How an indicator is said; one that is not of the catalog by its name."""
    return sayings().get(indicator.key) or _by_name(indicator)


def called(indicator: Indicator) -> str:
    """What it is called where it stands alone, in a table or a list: `số giấy phép xây dựng đã cấp`."""
    said = saying(indicator)
    return said.text if said.form is Form.IS else _by_name(indicator).text


def is_counted(unit: str) -> bool:
    """Whether whole things are counted in it: a noun, no unit of measure and no rate."""
    return unit.lower() not in units() and "/" not in unit


def _by_name(indicator: Indicator) -> Saying:
    """Things are said by their number: `hộ sử dụng nước sạch` → `số hộ sử dụng nước sạch`."""
    begun = indicator.name.startswith(tuple(f"{word} " for word in phrases("names", "begun")))
    template = phrases("names", "counted")[0] if is_counted(indicator.unit) and not begun else "{name}"
    return Saying(Form.IS, template.format(name=indicator.name), indicator.unit)


@cache
def _phrases() -> Mapping[str, Any]:
    try:
        return tomllib.loads(data(_FILE))
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{_FILE}: {error}") from error


def phrases(*path: str) -> tuple[str, ...]:
    """The ways to say what stands at `path`, at least one; raises KeyError where there is nothing."""
    found: Any = _phrases()
    for name in path:
        found = found[name]
    return tuple(found) if isinstance(found, list) else (found,)


def named(table: str, name: str) -> tuple[str, ...]:
    """What `table` says of `name`, else of `default`; empty where neither is there."""
    found = _phrases()[table]
    chosen = found.get(name, found.get("default", ()))
    return tuple(chosen) if isinstance(chosen, list | tuple) else (chosen,)
