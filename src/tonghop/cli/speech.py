"""The language of the command line, chosen before the commands (and so their help) are built."""

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from tonghop.core.language import LANGUAGES

ENVIRONMENT_VARIABLE = "TONGHOP_LANG"
_LOCALE = Path(__file__).resolve().parent.parent / "locale"


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for by `--lang`, else by TONGHOP_LANG, else Vietnamese. A wrong name counts as none."""
    asked = [environment.get(ENVIRONMENT_VARIABLE, "")]
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--":
            break
        if argument == "--lang":
            asked.append(following)
        elif argument.startswith("--lang="):
            asked.append(argument.removeprefix("--lang="))
    return asked[-1] if asked[-1] in LANGUAGES else LANGUAGES[0]


def speak(language: str) -> None:
    """Let Click's own sentences (usage, wrong options) come in `language` too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("click", str(_LOCALE))
    gettext.textdomain("click")
