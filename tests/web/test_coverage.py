"""docs/coverage.md: every row of what reports describe, and nothing named that does not exist."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from tonghop.catalog.indicators import indicators
from tonghop.catalog.outlines import outlines
from tonghop.catalog.registers import registers
from tonghop.cli.program import program

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "coverage.md"
SYSTEMS = ROOT.parent / "shared" / "systems.md"
_CODE = re.compile(r"^\| ([A-Z]\d+) \|", re.MULTILINE)


def named() -> set[tuple[str, str]]:
    """What the table names, by kind."""
    return set(re.findall(r"`(\w+):([^`]+)`", TABLE.read_text("utf-8")))


def exists(kind: str, name: str) -> bool:
    """Whether there is such a thing."""
    match kind:
        case "indicators":
            return name in {indicator.group for indicator in indicators().values()}
        case "register":
            return name in registers()
        case "report":
            return name in outlines().kinds
        case "command":
            return name in program("vi").commands
        case "page":
            try:
                return resolve(name) is not None
            except Resolver404:
                return False
    return False


def test_every_row_is_in_the_table_once():
    if not SYSTEMS.exists():
        pytest.skip("../shared/systems.md is not there")
    rows = _CODE.findall(TABLE.read_text("utf-8"))
    assert sorted(rows) == sorted(_CODE.findall(SYSTEMS.read_text("utf-8")))


def test_what_the_table_names_exists():
    assert not [f"{kind}:{name}" for kind, name in named() if not exists(kind, name)]


def test_a_thing_that_does_not_exist_would_be_found():
    assert not exists("register", "poems")
    assert not exists("page", "/tho")
