"""Typst, which sets pages and pictures: its sources are ours, everything else reaches it as data, never as markup."""

from collections.abc import Mapping
from functools import cache
from json import dumps
from pathlib import Path
from typing import Any, Literal

import typst

from tonghop.printing import fonts

_SOURCES = Path(__file__).parent / "typst"


def typeset(
    source: str,
    data: Mapping[str, Any],
    kind: Literal["pdf", "svg", "png"],
    files: Mapping[str, bytes] | None = None,
    **options: Any,
) -> list[bytes]:
    """What a source of ours makes of data (read as JSON under these names) and files: a PDF, or a picture a page.

    Raises NoFont.
    """
    inputs = {name: fonts.writable(dumps(content, ensure_ascii=False)).encode() for name, content in data.items()}
    main = {"main.typ": (_SOURCES / source).read_bytes()}
    made = typst.compile(main | inputs | dict(files or {}), format=kind, font_paths=_faces(), **options)
    return made if isinstance(made, list) else [made]


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.FOLDER])
