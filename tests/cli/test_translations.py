"""Every message of the program has its English, and the compiled translations are those of the sources."""

import gettext
import string

import pytest
from tools.translations import ENGLISH, LOCALE, messages, translations

SOURCES = sorted(LOCALE.rglob("*.po"))


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_an_english_translation():
    known = {entry.id for entry in translations(ENGLISH) if entry.string}
    assert not set(messages()) - known


def test_translations_keep_the_places_to_be_filled_in():
    for entry in translations(ENGLISH):
        assert placeholders(str(entry.string)) <= placeholders(str(entry.id))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_compiled_file_is_up_to_date(source):
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in translations(source):
        if isinstance(entry.id, str) and entry.id:
            assert compiled.gettext(entry.id) == entry.string
        elif entry.id:
            assert compiled.ngettext(*entry.id, 1) == entry.string[0]
