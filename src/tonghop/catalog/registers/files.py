"""The files of registers, read and checked; what is wrong is named with its file and line."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import ValidationError

from tonghop.catalog.registers.model import Register
from tonghop.catalog.registers.problems import fed_twice, problems, problems_between
from tonghop.catalog.toml import ENDING, own_texts, parsed, place_of, refused, texts
from tonghop.core.errors import CatalogError

_OWN = "TONGHOP_REGISTERS"
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@cache
def registers() -> Mapping[str, Register]:
    """All registers by key: those of the catalog and those of the office; raises CatalogError naming file and line."""
    return read_registers(register_texts())


def register_texts() -> dict[str, str]:
    """The files of the catalog and of the folder that TONGHOP_REGISTERS names, by name; the office's own prevail."""
    found = texts(files("tonghop.catalog").joinpath("data", "registers").iterdir()) | own_texts(_OWN)
    return dict(sorted(found.items()))


def read_registers(texts: Mapping[str, str]) -> Mapping[str, Register]:
    """The registers that files (name → text) define together; raises CatalogError naming file and line."""
    names = {file.removesuffix(ENDING): file for file in texts}
    found = {key: read_register(key, file, texts[file]) for key, file in names.items()}
    for key, register in found.items():
        for place, problem in problems_between(register, found):
            raise CatalogError(f"{place_of(names[key], texts[names[key]], place)}: {problem}")
    for indicator, *fed in fed_twice(found.values()):
        first, second = (place_of(names[key], texts[names[key]], place) for key, place in fed)
        raise CatalogError(f"{second}: chỉ tiêu `{indicator}` đã nhận số ở {first}")
    return MappingProxyType(found)


def read_register(key: str, file: str, text: str) -> Register:
    """The register that a file defines; raises CatalogError naming file and line."""
    if not _KEY.fullmatch(key):
        raise CatalogError(f"{file}: tên tệp chỉ gồm chữ thường không dấu, chữ số, dấu gạch dưới, tối đa 40 ký tự")
    table = parsed(file, text)
    try:
        register = Register.model_validate({"key": key, **table})
    except ValidationError as error:
        raise refused(file, text, error) from error
    for place, problem in problems(register):
        raise CatalogError(f"{place_of(file, text, place)}: {problem}")
    return register
