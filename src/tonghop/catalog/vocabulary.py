"""Units of measure, counted nouns, abbreviations and plan authorities: the words the grammar stands on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from tonghop.catalog.table import Row, data, rows


class UnitKind(StrEnum):
    """What a unit measures. `scale` (nghìn, triệu, tỷ) multiplies whatever follows."""

    MONEY = "money"
    SCALE = "scale"
    PERCENT = "percent"
    AREA = "area"
    LENGTH = "length"
    VOLUME = "volume"
    MASS = "mass"
    ENERGY = "energy"
    POWER = "power"
    VOLTAGE = "voltage"
    TEMPERATURE = "temperature"
    SCORE = "score"
    RATE = "rate"
    LABOUR = "labour"
    TIME = "time"
    AGE = "age"


_KINDS = frozenset(kind.value for kind in UnitKind)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: a number of it times `factor` is a number of the canonical unit `name`."""

    name: str
    factor: Decimal
    kind: UnitKind


def read_units(lines: Iterable[Row]) -> dict[str, Unit]:
    """Written form (lower case) → unit; raises CatalogError for a bad factor or a form written twice."""
    result: dict[str, Unit] = {}
    for row in lines:
        unit = Unit(row["name"], _factor(row), UnitKind(row.choice("kind", _KINDS)))
        if not row.list("forms"):
            raise row.error("đơn vị tính chưa có cách viết nào ở cột `forms`")
        for form in row.list("forms"):
            _put(result, form, unit, row)
    return result


def read_words(lines: Iterable[Row], key: str, value: str) -> dict[str, str]:
    """Field `key` → field `value` of each line, or the key itself where that is empty."""
    result: dict[str, str] = {}
    for row in lines:
        _put(result, row[key], row.fields[value] or row[key], row)
    return result


def _factor(row: Row) -> Decimal:
    try:
        factor = Decimal(row["factor"])
    except InvalidOperation:
        raise row.error(f"hệ số `{row['factor']}` không phải là số") from None
    if not factor.is_finite() or factor <= 0:
        raise row.error(f"hệ số `{row['factor']}` phải lớn hơn 0")
    return factor


def _put(table: dict[str, Any], form: str, value: object, row: Row) -> None:
    if form in table:
        raise row.error(f"`{form}` đã được khai báo ở dòng trước")
    table[form] = value


@cache
def units() -> Mapping[str, Unit]:
    """Every written form of a unit of measure, lower case."""
    return MappingProxyType(read_units(rows("units.tsv", data("units.tsv"), ("name", "factor", "kind", "forms"))))


@cache
def nouns() -> Mapping[str, str]:
    """Counted noun as written, lower case → canonical noun (`dn` → `doanh nghiệp`)."""
    return MappingProxyType(read_words(rows("nouns.tsv", data("nouns.tsv"), ("form", "name")), "form", "name"))


@cache
def compounds() -> frozenset[str]:
    """Counted nouns that are no kind of what their first word counts (`trường hợp` is no `trường`)."""
    return frozenset(read_words(rows("compounds.tsv", data("compounds.tsv"), ("form",)), "form", "form"))


@cache
def abbreviations() -> Mapping[str, str]:
    """Abbreviation as printed (`GPMB`) → what it stands for, lower case."""
    lines = rows("abbreviations.tsv", data("abbreviations.tsv"), ("short", "expansion"))
    return MappingProxyType(read_words(lines, "short", "expansion"))


@cache
def plan_authorities() -> Mapping[str, str]:
    """Who assigns plans, as written, lower case (`hđnd quận`) → code of `plan_of` (`Quận`)."""
    lines = rows("plan_authorities.tsv", data("plan_authorities.tsv"), ("form", "code"))
    return MappingProxyType(read_words(lines, "form", "code"))
