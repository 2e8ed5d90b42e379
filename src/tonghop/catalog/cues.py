"""The cue words of `data/cues.toml`: labels before numbers, hedges, basis words, plan words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tonghop.core.errors import CatalogError

_FILE = Path(__file__).parent / "data" / "cues.toml"
_SECTIONS = ("labels", "hedges", "grammar", "verbs", "comparison", "time", "subject", "partitions", "kinds")


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists by section and kind."""

    labels: dict[str, tuple[str, ...]]
    hedges: dict[str, tuple[str, ...]]
    grammar: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, ...]]
    comparison: dict[str, tuple[str, ...]]
    time: dict[str, tuple[str, ...]]
    subject: dict[str, tuple[str, ...]]
    partitions: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]


@cache
def cues(path: Path = _FILE) -> Cues:
    """The cue words; raises CatalogError naming the section where a list is missing or a word is not lower case."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{path.name}: {error}") from error
    return Cues(**{name: _section(path, name, data) for name in _SECTIONS})


def _section(path: Path, name: str, data: dict[str, dict[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    if name not in data:
        raise CatalogError(f"{path.name}: [{name}] is missing")
    for key, words in data[name].items():
        if wrong := next((word for word in words if word != word.lower() or not word.strip()), None):
            raise CatalogError(f"{path.name}: [{name}] {key}: {wrong!r} must be lower case and not empty")
    return {key: tuple(words) for key, words in data[name].items()}
