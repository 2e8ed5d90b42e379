"""Build `catalog/data/administrative_units.tsv` from the data of the package vietnamadminunits (MIT).

Usage: `python -m tools.administrative_units FOLDER-OF-THE-PACKAGE VERSION`, with the package unpacked or installed.
"""

import json
import math
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

REFORM = "2025-07-01"
TARGET = Path(__file__).resolve().parent.parent / "src/tonghop/catalog/data/administrative_units.tsv"
HEAD = """\
# Administrative units of Việt Nam before and from 2025-07-01, when the district level ended (Luật 72/2025/QH15,
# NQ 202/2025/QH15). Built by tools/administrative_units.py; facts from the package vietnamadminunits {version} (MIT),
# data of 2025-08-23.
# code: the official one; `cu-` before that of a unit that ended whose code another unit has now. from, to: first day of
# a unit, first day without it; empty: before this table begins, still there. former: what it belonged to until
# 2025-07-01; parent: since then. successors of a unit that ended: one where it went over whole; several where it was
# divided, in shares that the source does not tell; none of a district, which was not replaced.
# {dropped} successors farther than {far} km from a divided commune, which the source had found by a name that occurs
# twice in one province, are left out.
code	level	name	from	to	former	parent	successors
"""
FAR = 25
KM_OF_A_DEGREE = 111


@dataclass
class Place:
    """A unit of the source: before or since the reform."""

    code: str
    level: str
    name: str
    above: str
    where: tuple[float, float] | None = None
    whole: list[str] = field(default_factory=list)
    divided: list[str] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)


Places = dict[str, Place]


def main() -> None:
    """Read the package, write the table."""
    folder, version = Path(sys.argv[1]) / "data", sys.argv[2]
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True) as database:
        old, new = before(database), since(database)
    converter = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    dropped = connect(old, new, converter)
    lines = ["\t".join(line).rstrip("\t") for line in rows(old, new)]
    TARGET.write_text(HEAD.format(version=version, dropped=dropped, far=FAR) + "\n".join(lines) + "\n", "utf-8")


def before(database: sqlite3.Connection) -> Places:
    """Provinces, districts and communes before the reform, by the keys of the source."""
    found: Places = {}
    query = """select provinceKey, provinceCode, province, districtKey, districtCode, district,
        wardKey, wardCode, ward, wardLat, wardLon from admin_units_legacy"""
    for province, province_code, province_name, district, district_code, district_name, ward, *rest in database.execute(
        query
    ):
        found.setdefault(province, Place(province_code, "province", province_name, ""))
        found.setdefault(f"{province}_{district}_", Place(district_code, "district", district_name, province))
        code, name, *where = rest
        if code:
            found[f"{province}_{district}_{ward}"] = Place(
                code, "commune", name, f"{province}_{district}_", (where[0], where[1])
            )
    return found


def since(database: sqlite3.Connection) -> Places:
    """Provinces and communes since the reform, by the keys of the source."""
    found: Places = {}
    query = "select provinceKey, provinceCode, province, wardKey, wardCode, ward, wardLat, wardLon from admin_units"
    for province, province_code, province_name, ward, code, name, *where in database.execute(query):
        found.setdefault(province, Place(province_code, "province", province_name, ""))
        found[f"{province}/{ward}"] = Place(code, "commune", name, province, (where[0], where[1]))
    return found


def connect(old: Places, new: Places, converter: Mapping[str, Mapping[str, object]]) -> int:
    """Note what became of each unit; how many successors of divided communes were left out."""
    dropped = 0
    for key, places in converter["DICT_PROVINCE"].items():
        for place in places:  # type: ignore[attr-defined]
            join(old[place], [key], new)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, places in wards.items():  # type: ignore[attr-defined]
            for place in places:
                join(old[place], [f"{province}/{ward}"], new)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for place, wards in divided.items():  # type: ignore[attr-defined]
            keys = [f"{province}/{ward['newWardKey']}" for ward in wards]
            default = next(f"{province}/{ward['newWardKey']}" for ward in wards if ward["isDefaultNewWard"])
            near = [key for key in keys if key == default or distance(old[place], new[key]) <= FAR]
            dropped += len(keys) - len(near)
            join(old[place], near, new)
    return dropped


def join(place: Place, keys: list[str], new: Places) -> None:
    """Note what became of one unit."""
    place.successors = keys
    for key in keys:
        (new[key].whole if len(keys) == 1 else new[key].divided).append(place.code)


def distance(place: Place, other: Place) -> float:
    """Roughly how many kilometres lie between two units; none where a place is not known."""
    if place.where is None or other.where is None or None in (*place.where, *other.where):
        return 0
    (south, west), (north, east) = place.where, other.where
    return KM_OF_A_DEGREE * math.hypot(south - north, (west - east) * math.cos(math.radians(south)))


def rows(old: Places, new: Places) -> Iterator[tuple[str, ...]]:
    """The lines of the table: units that are, by province, then units that ended."""
    current = {place.code: place for place in new.values()}
    lasting = {
        place.code: place
        for place in old.values()
        if place.level != "district" and unchanged(place, current.get(place.code))
    }
    gone = {key: place for key, place in old.items() if place.code not in lasting}

    def old_code(key: str) -> str:
        place = old[key]
        return f"cu-{place.code}" if place.code in current and place.code not in lasting else place.code

    def above(place: Place | None) -> str:
        return old_code(place.above) if place and place.above else ""

    for place in sorted(new.values(), key=lambda place: (place.level != "province", place.code)):
        former = lasting.get(place.code)
        begins = "" if former else REFORM
        yield (
            place.code,
            place.level,
            place.name,
            begins,
            "",
            above(former),
            new[place.above].code if place.above else "",
        )
    for key, place in sorted(gone.items(), key=lambda item: (-len(item[1].level), item[1].code)):
        successors = "; ".join(sorted(new[name].code for name in place.successors))
        yield old_code(key), place.level, place.name, "", REFORM, above(place), "", successors


def unchanged(place: Place, now: Place | None) -> bool:
    """Whether a unit went on with its code, its name and its territory."""
    return now is not None and now.name == place.name and now.whole == [place.code] and not now.divided


if __name__ == "__main__":
    main()
