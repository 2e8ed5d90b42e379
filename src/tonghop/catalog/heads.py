"""Who heads a body that is no committee: `Trưởng phòng`, `Chánh Văn phòng`, `Giám đốc` (`heads.tsv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tonghop.catalog.table import data, rows

_FILE = "heads.tsv"
_COLUMNS = ("begins", "head", "deputy")
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a body and his deputy are called; `whole` names the head with the body."""

    title: str
    deputy: str
    whole: str


def head_of(body: str) -> Head:
    """Who heads a body, by its name: of `Phòng Kinh tế` the `Trưởng phòng Kinh tế`."""
    begins = max((each for each in _heads() if f"{body} ".startswith(f"{each} ")), key=len, default=_ANY)
    title, deputy = _heads()[begins]
    named = title.casefold().endswith(begins.casefold())
    return Head(title, deputy, f"{title}{body.removeprefix(begins)}" if named else f"{title} {body}")


@cache
def _heads() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({row["begins"]: (row["head"], row["deputy"]) for row in rows(_FILE, data(_FILE), _COLUMNS)})
