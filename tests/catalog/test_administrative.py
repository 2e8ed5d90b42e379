"""The administrative units of the catalog: as many as the law says, all tied together, found by name."""

from collections import Counter
from datetime import date

import pytest

from tonghop.catalog.administrative import REFORM, Level, administrative_units, below, named, predecessors

BEFORE = date(2025, 6, 30)
UNITS = administrative_units()


def alive(on: date) -> Counter[Level]:
    return Counter(
        unit.level
        for unit in UNITS.values()
        if (unit.born is None or unit.born <= on) and (unit.closed is None or on < unit.closed)
    )


def test_numbers_before_and_since_the_reform() -> None:
    assert alive(BEFORE) == {Level.PROVINCE: 63, Level.DISTRICT: 696, Level.COMMUNE: 10035}
    assert alive(REFORM) == {Level.PROVINCE: 34, Level.COMMUNE: 3321}


def test_kinds_of_communes_since_the_reform() -> None:
    kinds = Counter(unit.name.split(" ")[0] for unit in UNITS.values() if unit.parent and unit.level is Level.COMMUNE)
    assert kinds == {"Xã": 2621, "Phường": 687, "Đặc": 13}
    assert [len(below(code, REFORM)) for code in ("01", "79", "12")] == [126, 168, 38]


def test_eleven_provinces_went_on_unchanged() -> None:
    assert sum(unit.level is Level.PROVINCE and unit.born is unit.closed is None for unit in UNITS.values()) == 11


def test_every_code_named_is_there_and_lived_then() -> None:
    for unit in UNITS.values():
        assert not unit.former or UNITS[unit.former].born is None
        assert not unit.parent or UNITS[unit.parent].closed is None
        assert all(UNITS[code].born == unit.closed for code in unit.successors)
        assert unit.successors or unit.closed is None or unit.level is Level.DISTRICT


def test_every_unit_of_the_reform_has_predecessors() -> None:
    assert all(predecessors()[unit.code] for unit in UNITS.values() if unit.born)


@pytest.mark.parametrize(
    ("words", "on", "codes"),
    [
        ("phường Ba Đình", REFORM, ["00004"]),
        ("PHUONG BA DINH", REFORM, ["00004"]),
        ("00004", REFORM, ["00004"]),
        ("quận Ba Đình", BEFORE, ["001"]),
        ("quận Ba Đình", REFORM, []),
        ("cu-00004", BEFORE, ["cu-00004"]),
        ("phường Trúc Bạch, Ba Đình, Hà Nội", BEFORE, ["cu-00004"]),
        ("phường Trúc Bạch, Hải Phòng", BEFORE, []),
        ("Cần Thơ", REFORM, ["92"]),
        ("Cần Thơ", BEFORE, ["cu-92"]),
    ],
)
def test_units_are_found_by_code_or_name_as_of_a_date(words: str, on: date, codes: list[str]) -> None:
    assert [unit.code for unit in named(words, on)] == codes
