"""Profiles of offices, their default forms and the calendars on which figures close."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from tonghop.catalog.indicators import Indicator, indicators
from tonghop.catalog.table import data, rows
from tonghop.core.errors import CatalogError

_CALENDARS = ("key", "name", "closing_day", "overlaps", "from", "province", "basis")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A rule by which the figures of a month close; `province` is the code of the only one where it holds."""

    key: str
    name: str
    closing_day: int
    overlaps: bool
    start: date | None
    province: str
    basis: str


@dataclass(frozen=True, slots=True)
class Form:
    """A monthly form: the indicators of some groups, those that must be filled in, and its calendar."""

    key: str
    name: str
    calendar: str
    indicators: tuple[str, ...]
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class Department:
    """A department: the end of its code, its name, and the keys of the forms that it owes."""

    suffix: str
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of office. `begins` are the first words of the names of its units, `reporters` the kind that reports."""

    key: str
    name: str
    level: str
    begins: tuple[str, ...]
    start: date | None
    end: date | None
    reporters: str
    group: str
    departments: tuple[Department, ...]


@cache
def calendars() -> tuple[Calendar, ...]:
    """The rules of all calendars."""
    return tuple(
        Calendar(
            key=row["key"],
            name=row["name"],
            closing_day=int(row["closing_day"]),
            overlaps=row.choice("overlaps", frozenset(("yes", "no"))) == "yes",
            start=date.fromisoformat(row["from"]) if row.fields["from"] else None,
            province=row.fields["province"],
            basis=row["basis"],
        )
        for row in rows("calendars.tsv", data("calendars.tsv"), _CALENDARS)
    )


@cache
def forms() -> Mapping[str, Form]:
    """The default forms by their keys; raises CatalogError for a calendar, group or indicator that there is not."""
    known = {calendar.key for calendar in calendars()}
    groups: dict[str, list[Indicator]] = {}
    for indicator in indicators().values():
        groups.setdefault(indicator.group, []).append(indicator)
    found = {}
    for key, table in tomllib.loads(data("forms.toml")).items():
        asked = tuple(item.key for group in table["groups"] for item in groups.get(group, ()))
        missing = [group for group in table["groups"] if group not in groups]
        missing += [name for name in table["required"] if name not in asked]
        missing += [table["calendar"]] if table["calendar"] not in known else []
        if missing:
            raise CatalogError(f"forms.toml, biểu `{key}`: không có {', '.join(f'`{name}`' for name in missing)}")
        found[key] = Form(key, table["name"], table["calendar"], asked, frozenset(table["required"]))
    return MappingProxyType(found)


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles by their keys; raises CatalogError for a form that there is not."""
    return MappingProxyType(
        {
            key: Profile(
                key=key,
                name=table["name"],
                level=table["level"],
                begins=tuple(table["begins"]),
                start=table.get("from"),
                end=table.get("to"),
                reporters=table["reporters"],
                group=table["group"],
                departments=tuple(_department(key, *item) for item in table["departments"].items()),
            )
            for key, table in tomllib.loads(data("offices.toml")).items()
        }
    )


def _department(profile: str, suffix: str, table: Mapping[str, str | list[str]]) -> Department:
    for form in table["forms"]:
        if form not in forms():
            raise CatalogError(f"offices.toml, mẫu `{profile}`, phòng `{suffix}`: không có biểu `{form}`")
    return Department(suffix, str(table["name"]), tuple(table["forms"]))
