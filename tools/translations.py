"""Collect the Vietnamese messages of the program into its translations, and compile these.

A message is any string of the rooms that speak to a user which has a Vietnamese letter and is neither a docstring, nor
part of an f-string, nor a key of a table; so a message may stand in a table of data as well as in a call. One without
such a letter is a message where it is given to `_` directly.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeGuard

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tonghop"
LOCALE = PACKAGE / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "tonghop.po"
SPEAKING = (
    "core/period.py",
    "cli",
    "review",
    "checking",
    "reading/loaders/refusal.py",
    "reading/heads.py",
    "database",
    "api",
    "ledger/access.py",
    "ledger/accounts.py",
    "drafting/refusals.py",
    "drafting/signing",
    "drafting/superior/filling.py",
    "drafting/superior/forms.py",
    "drafting/superior/office.py",
    "drafting/templates/check.py",
    "drafting/templates/tags.py",
    "drafting/templates/walk.py",
    "intake/background.py",
    "intake/guard.py",
    "intake/inbox.py",
    "intake/reading.py",
    "intake/taking.py",
    "intake/values.py",
    "intake/view.py",
    "ledger/ask/assess.py",
    "ledger/bulk.py",
    "ledger/cases",
    "ledger/correcting.py",
    "ledger/errors.py",
    "ledger/exchange",
    "ledger/inbox",
    "ledger/models/facts.py",
    "ledger/models/inbox.py",
    "ledger/models/people.py",
    "ledger/models/rounds.py",
    "ledger/models/units.py",
    "printing/fonts.py",
    "ledger/models/reports.py",
    "ledger/models/narratives.py",
    "ledger/reports",
    "ledger/rounds",
    "ledger/papers.py",
    "ledger/passkeys.py",
    "ledger/permitted.py",
    "ledger/second_factor.py",
    "ledger/sessions.py",
    "ledger/tokens.py",
    "ledger/undertakings.py",
    "ledger/office/rules.py",
    "ledger/office/setup.py",
    "ledger/units",
    "registers/filling.py",
    "registers/rules.py",
    "web",
    "workers",
)

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def messages() -> dict[str, str]:
    """Every message, with the module or template it first stands in."""
    found: dict[str, str] = {}
    for path in _sources():
        strings = _template_strings if path.suffix == ".j2" else _python_strings
        for string in strings(path.read_text("utf-8")):
            found.setdefault(string, path.relative_to(ROOT).as_posix())
    return found


def _is_vietnamese(string: str) -> bool:
    """Whether a string has a Vietnamese letter and is no pattern."""
    return "\\" not in string and any(letter.isalpha() and not letter.isascii() for letter in string)


def _sources() -> Iterator[Path]:
    for room in SPEAKING:
        place = PACKAGE / room
        yield from [place] if place.is_file() else sorted((*place.rglob("*.py"), *place.rglob("*.j2")))


def _python_strings(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    other = {id(part) for node in ast.walk(tree) for part in _no_messages(node)}
    said = {id(node.args[0]) for node in ast.walk(tree) if _translates(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in other:
            continue
        if id(node) in said or _is_vietnamese(node.value):
            yield node.value


def _translates(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a call hands a string to `_`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and bool(node.args)


def _no_messages(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Dict):
        yield from filter(None, node.keys)
    elif isinstance(node, _DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr):
        yield node.body[0].value


def _template_strings(source: str) -> Iterator[str]:
    for _line, kind, value in Environment().lex(source):
        if kind == "string" and _is_vietnamese(string := ast.literal_eval(value)):
            yield string


def translations(path: Path) -> Catalog:
    """The translations in a .po file."""
    with path.open("rb") as file:
        return read_po(file)


def compiled(path: Path) -> bytes:
    """The .mo form of a .po file."""
    result = BytesIO()
    write_mo(result, translations(path))
    return result.getvalue()


def update() -> list[str]:
    """Bring the English file up to the messages of the program; return those that still lack a translation."""
    catalog, wanted = translations(ENGLISH), messages()
    for entry in [entry for entry in catalog if entry.id and entry.id not in wanted]:
        catalog.delete(entry.id)
    for message, place in wanted.items():
        catalog.add(message)
        catalog[message].locations = [(place, None)]
    with ENGLISH.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, ignore_obsolete=True)
    return [entry.id for entry in catalog if entry.id and not entry.string]


def main() -> None:
    """Update the English translations, compile all, and say what is missing."""
    missing = update()
    for path in LOCALE.rglob("*.po"):
        path.with_suffix(".mo").write_bytes(compiled(path))
    for message in missing:
        print(f"no translation: {message!r}")


if __name__ == "__main__":
    main()
