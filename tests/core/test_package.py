"""The package as somebody imports it."""

import subprocess
import sys

import pytest

import tonghop
from tonghop import check, read


def test_public_names_are_shown_and_are_the_functions_of_their_rooms() -> None:
    assert {"check", "read"} <= set(dir(tonghop))
    assert check(read("Có 5 hộ.".encode())).findings == ()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="viet"):
        _ = tonghop.viet


def test_the_program_starts_without_reading_or_checking() -> None:
    script = "import sys, tonghop.cli; print(*(name for name in sys.modules if name.startswith('tonghop.')))"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert "tonghop.cli.program" in loaded
    assert not {"tonghop.reading", "tonghop.checking", "tonghop.review"} & set(loaded)
