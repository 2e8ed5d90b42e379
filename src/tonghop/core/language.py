"""The language of messages: Vietnamese is the source text, others come from `locale/` through gettext."""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
_LOCALE = Path(__file__).resolve().parent.parent / "locale"


@cache
def translator(language: str = "vi") -> gettext.NullTranslations:
    """Translations for `language`; Vietnamese (the source) is always there."""
    return gettext.translation("tonghop", _LOCALE, languages=[language], fallback=True)
