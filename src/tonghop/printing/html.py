"""Reports as one page of HTML that needs nothing else: for the screen, for those who listen, and for paper."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tonghop.core.paper import Block, Chart, Paper, Paragraph, Runs
from tonghop.printing import charts, form, heads, wording
from tonghop.printing.wording import Footnote


def html(paper: Paper) -> str:
    """The paper as a page of HTML, without scripts and without anything to be fetched. Raises NoFont."""
    style = _style()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{_digest(style)}'; base-uri 'none'"
    notes: list[str] = []
    pictures = iter(charts.svg(charts.of(paper)))
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            paper=paper,
            frame=wording.frame(paper),
            form=form,
            outline=wording.outline(paper.sections),
            head_of=heads.head,
            measured_in=wording.measured_in,
            grouped=_grouped,
            picture=lambda: b64encode(next(pictures)).decode(),
            pieces=lambda runs: _pieces(runs, notes),
            notes=notes,
            style=Markup(style),
            policy=policy,
        )
    )


def _pieces(runs: Runs, notes: list[str]) -> Iterator[tuple[str, int]]:
    """Texts, and the numbers of the notes marked after them, 0 where there is none; the notes are kept."""
    for piece in wording.pieces(runs):
        if isinstance(piece, Footnote):
            notes.append(piece.text)
            yield "", len(notes)
        else:
            yield piece, 0


def _grouped(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Blocks one by one, the paragraphs of a list together."""
    for kind, members in groupby(blocks, key=_kind):
        if kind == "list":
            yield kind, list(members)
        else:
            yield from ((kind, [member]) for member in members)


def _kind(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "line" if block.heading else "list" if block.listed else "paragraph"
    return "chart" if isinstance(block, Chart) else "table"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tonghop.printing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = wording.clean
    environment.filters["one_line"] = wording.one_line
    return environment


@cache
def _style() -> str:
    """The style sheet, with the letters of the form as classes named after the parts."""
    parts = (
        f".{part} {{ font-size: {letters.size / 12:.4g}rem; font-weight: {700 if letters.bold else 400}; "
        f"font-style: {'italic' if letters.italic else 'normal'}; }}"
        for part, letters in form.LETTERS.items()
    )
    return "\n" + "\n".join(parts) + "\n" + (files("tonghop.printing") / "templates" / "report.css").read_text("utf-8")


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()
