"""Figures found in scans of the annotated reports, beside those found in the plain text that Tesseract gives of them.

Each report is typeset, turned into pictures (clean at 300 dpi; askew, blurred, noisy and full of specks at 150 dpi, the
last page with a red stamp and a blue signature over its text) and packed into a PDF without a text layer. The baseline
gets the same pictures, without our work on them.
"""

import importlib.util
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

from PIL import Image
from tests.rendering import to_pdf
from tests.scanning import as_pdf, pictures, places, spoilt, stamped

import tonghop
from tonghop.core.contract import figure_to_dict
from tonghop.core.document import Document

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
DPI = {"300 dpi": 300, "150 dpi, spoilt": 150}


def scanned(text: str, dpi: int) -> list[Image.Image]:
    """The pages of a text as a scanner of this resolution gives them, spoilt below 300."""
    pages = list(pictures(to_pdf(text), dpi))
    if dpi == 300:
        return pages
    last = pages[-1]
    pages[-1] = stamped(last, centre=(last.width * 7 // 10, last.height * 8 // 10), radius=last.width // 9)
    return [spoilt(page, number) for number, page in enumerate(pages)]


def ours(pages: list[Image.Image], dpi: int) -> Document:
    """What Tổng Hợp reads of the scan."""
    return tonghop.read(as_pdf(pages, dpi), name="scan.pdf")


def plain(pages: list[Image.Image], _: int) -> Document:
    """What Tổng Hợp reads of the text that Tesseract alone gives."""
    return tonghop.read("\n".join(map(_recognised, pages)).encode(), name="scan.txt")


def _recognised(page: Image.Image) -> str:
    stream = BytesIO()
    page.save(stream, "PNG")
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "vie"],
        input=stream.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode()


def reports() -> Iterator[tuple[dict, str]]:
    """The annotated reports, each with its text."""
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield gold, next((SHARED / "corpus").glob(f"{path.stem}*.txt")).read_text("utf-8")


def scorer() -> ModuleType:
    """The program that compares figures with the annotations."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(gold: dict, text: str, document: Document) -> tuple[dict[str, int], list[str]]:
    """Counts of the figures found, laid on the original text, and a line for each miss."""
    score, where = scorer(), places(document.text, text)
    figures = [figure_to_dict(figure) for figure in document.figures]
    moved = [figure | {"start": where[figure["start"]], "end": where[figure["end"] - 1] + 1} for figure in figures]
    counts, report = dict.fromkeys(score.KEYS, 0), list[str]()
    score.match_figures(gold, moved, counts, report)
    return counts, report


def measure(read: Callable[[list[Image.Image], int], Document], dpi: int) -> tuple[float, float, float]:
    """Recall and precision of the figures, and seconds a page."""
    total, seconds, count = dict[str, int](), 0.0, 0
    for gold, text in reports():
        pages = scanned(text, dpi)
        start = time.perf_counter()
        document = read(pages, dpi)
        seconds, count = seconds + time.perf_counter() - start, count + len(pages)
        counts, report = found(gold, text, document)
        print("\n".join(line for line in report if "MISS" in line or "EXTRA" in line), flush=True)
        total = {key: total.get(key, 0) + value for key, value in counts.items()}
    return total["found"] / total["gold"], total["found"] / total["predicted"], seconds / count


def main() -> None:
    """Measure and print each reader on each kind of scan."""
    result = {}
    for name, dpi in DPI.items():
        for reader in (ours, plain):
            recall, precision, seconds = measure(reader, dpi)
            who = "Tổng Hợp" if reader is ours else "Tesseract"
            print(f"{name}, {who}: recall {recall:.4f}, precision {precision:.4f}, {seconds:.1f} s a page", flush=True)
            result[f"recall_{dpi}" if reader is ours else f"recall_{dpi}_tesseract"] = round(recall, 4)
    print(json.dumps(result))
