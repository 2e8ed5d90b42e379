"""TOML files of the catalog and of an office: folders of them, and where something stands that is wrong."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tonghop.core.errors import CatalogError

ENDING = ".toml"
Place = Sequence[str | int]
"""The keys that lead to a value; the tables of an array are counted from 0."""
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_TABLE = re.compile(r"\[(\[)?([\w.-]+)\]")
_KEY = re.compile(r"([\w-]+)\s*=")
_ITEM = re.compile(r"\s+[\"'\[]")


def own_texts(variable: str) -> dict[str, str]:
    """The files of the folder that an environment variable names, by name; none where it is not set."""
    folder = os.environ.get(variable)
    if not folder:
        return {}
    try:
        return texts(Path(folder).iterdir())
    except OSError as error:
        raise CatalogError(f"không đọc được thư mục {folder} ({variable}): {error.strerror}") from error


def texts(found: Iterable[Traversable]) -> dict[str, str]:
    """The texts of the TOML files among some files, by name."""
    return {file.name: text_of(file) for file in found if file.name.endswith(ENDING)}


def text_of(file: Traversable) -> str:
    """The text of a file; raises CatalogError where it is no UTF-8."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{file.name}: không phải văn bản UTF-8") from error


def parsed(file: str, text: str) -> dict[str, Any]:
    """The table of a text; raises CatalogError naming file, line and column where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        where = f"{file}, dòng {at[1]}, cột {at[2]}" if at else f"{file}, dòng {len(text.splitlines()) or 1}"
        raise CatalogError(f"{where}: không đúng cú pháp TOML") from error


def refused(file: str, text: str, error: ValidationError) -> CatalogError:
    """What pydantic found wrong first, with file and line."""
    first = error.errors()[0]
    return CatalogError(f"{place_of(file, text, first['loc'])}: {_told(first)}")


def _told(error: Any) -> str:
    """What pydantic found wrong, in Vietnamese."""
    name = next((key for key in reversed(error["loc"]) if isinstance(key, str)), "")
    match error["type"]:
        case "missing":
            return f"thiếu `{name}`"
        case "extra_forbidden":
            return f"không có mục nào tên là `{name}`"
        case _:
            return f"`{name}` không nhận giá trị `{error['input']}`"


def place_of(file: str, text: str, place: Place) -> str:
    """File and line of a key of a TOML text: its own line, or that of the table it stands in."""
    lines = _lines(text)
    keys = tuple(place)
    while keys and keys not in lines:
        keys = keys[:-1]
    return f"{file}, dòng {lines[keys]}" if keys else file


def _lines(text: str) -> Mapping[tuple[str | int, ...], int]:
    """Where each key of a TOML text is set, each table opened, and each text of an array that has one on a line."""
    found: dict[tuple[str | int, ...], int] = {}
    inside: tuple[str | int, ...] = ()
    array: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            inside = tuple(table[2].split("."))
            if table[1]:
                found.setdefault(inside, number)
                inside = (*inside, sum((*inside, at) in found for at in range(number)))
            found.setdefault(inside, number)
        elif key := _KEY.match(line):
            array = (*inside, key[1])
            found.setdefault(array, number)
        elif _ITEM.match(line):
            found[*array, sum((*array, at) in found for at in range(number))] = number
    return found
