"""Kinds of reports as data: what stands in each, in which order, and how it is headed and signed.

Those of `data/outlines.toml`, and those an office puts beside or in place of them.
"""

from tonghop.catalog.outlines.files import outline_texts, outlines, read_outlines
from tonghop.catalog.outlines.model import (
    DIRECTION,
    SIGNERS,
    Ahead,
    Annex,
    Content,
    Field,
    Heading,
    Outline,
    Outlines,
    Picture,
    Topic,
)

__all__ = [
    "DIRECTION",
    "SIGNERS",
    "Ahead",
    "Annex",
    "Content",
    "Field",
    "Heading",
    "Outline",
    "Outlines",
    "Picture",
    "Topic",
    "outline_texts",
    "outlines",
    "read_outlines",
]
