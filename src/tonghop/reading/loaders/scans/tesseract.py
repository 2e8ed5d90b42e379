"""The recogniser: Tesseract with its Vietnamese data, called as a program, and the characters it saw."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from unicodedata import normalize

from lxml import etree
from PIL import Image

from tonghop.reading.loaders.refusal import RECOGNISER_FAILED, RECOGNISER_MISSING, RECOGNISER_SLOW, Refusal

LANGUAGE = "vie"
DPI = 300
_SECONDS_A_PICTURE = 180
_XHTML = "{http://www.w3.org/1999/xhtml}"
_NUMBER = r"(-?[\d.]+)"
_BOX = re.compile(r"x?_?b?box(?:es)? (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_CONFIDENCE = re.compile(rf"x_conf {_NUMBER}")


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised letter or mark: its box in pixels from the upper left corner, and how sure it is, in percent."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words on a common baseline (pixels from the top)."""

    words: tuple[tuple[Character, ...], ...]
    baseline: int


@cache
def _program() -> str:
    """The path of a Tesseract that knows Vietnamese; raises Refusal where there is none."""
    program = shutil.which("tesseract")
    if program is None or LANGUAGE not in _run([program, "--list-langs"], b"").decode(errors="replace").split():
        raise Refusal(RECOGNISER_MISSING)
    return program


def is_installed() -> bool:
    """Whether scans can be read on this computer."""
    try:
        return bool(_program())
    except Refusal:
        return False


def recognise(picture: Image.Image, *, layout: int) -> list[Words]:
    """The words of a grey picture of DPI, in the reading order that page segmentation mode `layout` finds.

    Raises Refusal where Tesseract is not there, fails, or takes too long.
    """
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    options = ("-l", LANGUAGE, "--psm", str(layout), "--dpi", str(DPI), "-c", "hocr_char_boxes=1", "hocr")
    return list(_lines(_run([_program(), "stdin", "stdout", *options], stream.getvalue())))


def _run(command: list[str], given: bytes) -> bytes:
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=True,
            timeout=_SECONDS_A_PICTURE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise Refusal(RECOGNISER_SLOW) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise Refusal(RECOGNISER_FAILED) from error


def _lines(hocr: bytes) -> Iterator[Words]:
    root = etree.fromstring(
        hocr, etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    )
    for line in _of_class(root, "ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"):
        words = tuple(filter(None, (_word(word) for word in _of_class(line, "ocrx_word"))))
        if words:
            yield Words(words, _baseline(str(line.get("title"))))


def _of_class(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (span for span in parent.iter(f"{_XHTML}span") if span.get("class") in names)


def _word(word: etree._Element) -> tuple[Character, ...]:
    return tuple(_character(span) for span in _of_class(word, "ocrx_cinfo") if (span.text or "").strip())


def _character(span: etree._Element) -> Character:
    title = str(span.get("title"))
    box, confidence = _BOX.search(title), _CONFIDENCE.search(title)
    assert box
    assert confidence
    left, top, right, bottom = map(int, box.groups())
    text = normalize("NFC", str(span.text).strip())
    return Character(text, left, top, right, bottom, int(confidence[1].partition(".")[0]))


def _baseline(title: str) -> int:
    """Where the baseline passes the middle of a line."""
    box, baseline = _BOX.search(title), _BASELINE.search(title)
    assert box
    left, _, right, bottom = map(int, box.groups())
    if baseline is None:
        return bottom
    return round(bottom + float(baseline[2]) + float(baseline[1]) * (right - left) / 2)
