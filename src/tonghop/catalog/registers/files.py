"""The files of registers, read and checked; what is wrong is named with its file and line."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from tonghop.catalog.registers.model import Register
from tonghop.catalog.registers.problems import Place, problems, problems_between
from tonghop.core.errors import CatalogError

_ENDING = ".toml"
_OWN = "TONGHOP_REGISTERS"
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@cache
def registers() -> Mapping[str, Register]:
    """All registers by key: those of the catalog and those of the office; raises CatalogError naming file and line."""
    return read_registers(register_texts())


def register_texts() -> dict[str, str]:
    """The files of the catalog and of the folder that TONGHOP_REGISTERS names, by name; the office's own prevail."""
    texts = _texts(files("tonghop.catalog").joinpath("data", "registers").iterdir())
    if folder := os.environ.get(_OWN):
        try:
            texts |= _texts(Path(folder).iterdir())
        except OSError as error:
            raise CatalogError(f"không đọc được thư mục {folder} ({_OWN}): {error.strerror}") from error
    return dict(sorted(texts.items()))


def _texts(found: Iterable[Traversable]) -> dict[str, str]:
    return {file.name: register_text(file) for file in found if file.name.endswith(_ENDING)}


def register_text(file: Traversable) -> str:
    """The text of a file; raises CatalogError where it is no UTF-8."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{file.name}: không phải văn bản UTF-8") from error


def read_registers(texts: Mapping[str, str]) -> Mapping[str, Register]:
    """The registers that files (name → text) define together; raises CatalogError naming file and line."""
    names = {file.removesuffix(_ENDING): file for file in texts}
    found = {key: read_register(key, file, texts[file]) for key, file in names.items()}
    for key, register in found.items():
        for place, problem in problems_between(register, found):
            raise CatalogError(f"{_place(names[key], texts[names[key]], place)}: {problem}")
    return MappingProxyType(found)


def read_register(key: str, file: str, text: str) -> Register:
    """The register that a file defines; raises CatalogError naming file and line."""
    if not _KEY.fullmatch(key):
        raise CatalogError(f"{file}: tên tệp chỉ gồm chữ thường không dấu, chữ số, dấu gạch dưới, tối đa 40 ký tự")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{file}: {error}") from error
    try:
        register = Register.model_validate({"key": key, **table})
    except ValidationError as error:
        first = error.errors()[0]
        raise CatalogError(f"{_place(file, text, first['loc'])}: {_told(first)}") from error
    for place, problem in problems(register):
        raise CatalogError(f"{_place(file, text, place)}: {problem}")
    return register


def _told(error: Any) -> str:
    """What pydantic found wrong, in Vietnamese."""
    name = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return f"thiếu `{name}`"
        case "extra_forbidden":
            return f"không có mục nào tên là `{name}`"
        case _:
            return f"`{name}` không nhận giá trị `{error['input']}`"


def _place(file: str, text: str, place: Place) -> str:
    """File and line of a key of a TOML text: its own line, or that of the table it stands in."""
    lines = _lines(text)
    keys = tuple(place)
    while keys and keys not in lines:
        keys = keys[:-1]
    return f"{file}, dòng {lines[keys]}" if keys else file


def _lines(text: str) -> dict[Place, int]:
    """Where each key of a TOML text is set and each table opened; tables of an array are counted from 0."""
    found: dict[Place, int] = {}
    inside: Place = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := re.match(r"\[(\[)?([\w.]+)\]", line):
            inside = tuple(table[2].split("."))
            if table[1]:
                inside = (*inside, sum((*inside, at) in found for at in range(number)))
            found.setdefault(inside, number)
        elif key := re.match(r"(\w+)\s*=", line):
            found.setdefault((*inside, key[1]), number)
    return found
