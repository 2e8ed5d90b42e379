"""Printing a report of the size of the longest as docx and PDF, against LibreOffice making a PDF of that docx."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from json import dumps
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter

from pypdfium2 import PdfDocument
from tests.printing.papers import long_paper

from tonghop import printing
from tonghop.core.paper import Block, Paper, Paragraph

REPEATS = 5
KILOBYTES = 1024  # of a megabyte; Linux counts memory in them


def printed(paper: Paper) -> tuple[bytes, bytes]:
    """The paper as docx and as PDF."""
    return printing.docx(paper), printing.pdf(paper)


def other(paper: Paper, number: int) -> Paper:
    """A paper of other words in every paragraph: Typst remembers how it has set what it meets again."""
    return replace(paper, sections=tuple(replace(part, blocks=_other(part.blocks, number)) for part in paper.sections))


def _other(blocks: Iterable[Block], number: int) -> tuple[Block, ...]:
    return tuple(
        replace(block, runs=(f"Lần {number}: ", *block.runs)) if isinstance(block, Paragraph) else block
        for block in blocks
    )


def seconds(work: Callable[[], object], who: int) -> tuple[float, float]:
    """Wall time and processor time (of this process or of its children) of doing it once."""
    before, start = getrusage(who), perf_counter()
    work()
    wall, after = perf_counter() - start, getrusage(who)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def libreoffice(docx: bytes, folder: Path) -> Callable[[], object]:
    """Makes a PDF of the document with LibreOffice, whose profile is there from the second time on."""
    program = which("soffice") or sys.exit("LibreOffice is not installed: nothing to compare with.")
    (folder / "report.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), f"{folder}/report.docx"]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def main() -> dict[str, float]:
    """Milliseconds of wall and processor time, the least of several runs by turns: others use the machine too.

    `part_of_libreoffice` is ours / theirs in wall time, `first_ms` the first report of a process.
    """
    paper = long_paper()
    first, _ = seconds(lambda: printed(paper), RUSAGE_SELF)
    with TemporaryDirectory() as folder:
        convert = libreoffice(printing.docx(paper), Path(folder))
        convert()
        ours, theirs = [], []
        for number in range(REPEATS):
            again = other(paper, number)
            ours.append(seconds(partial(printed, again), RUSAGE_SELF))
            theirs.append(seconds(convert, RUSAGE_CHILDREN))
    wall, processor = map(min, zip(*ours, strict=True))
    their_wall, their_processor = map(min, zip(*theirs, strict=True))
    result = {
        "pages": len(PdfDocument(printing.pdf(paper))),
        "first_ms": round(1000 * first),
        "docx_and_pdf_ms": round(1000 * wall),
        "libreoffice_ms": round(1000 * their_wall),
        "processor_ms": round(1000 * processor),
        "libreoffice_processor_ms": round(1000 * their_processor),
        "part_of_libreoffice": round(wall / their_wall, 3),
        "part_of_libreoffice_processor": round(processor / their_processor, 3),
        "peak_mb": getrusage(RUSAGE_SELF).ru_maxrss // KILOBYTES,
    }
    print(dumps(result))
    return result


if __name__ == "__main__":
    main()
