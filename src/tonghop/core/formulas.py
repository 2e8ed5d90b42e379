"""Text that a spreadsheet would take for a formula, kept text."""

import re

_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-](\d[\d.,]*%?)?")


def inert(text: str) -> str:
    """The text as a cell of a CSV file may hold it: an apostrophe before what would be run. Numbers stay numbers."""
    return f"'{text}" if _RUN.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """The text that `inert` was given."""
    return text[1:] if text.startswith("'") and _RUN.match(text) else text
