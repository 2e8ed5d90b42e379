"""The document as a whole: its sections with their pages, text and appendices in order."""

from collections.abc import Iterable, Iterator
from functools import cache

from tonghop.core.paper import Block, Chart, Paper, Paragraph
from tonghop.printing import charts, wording
from tonghop.printing.form import TEXT_WIDTH, WIDE_TEXT_WIDTH
from tonghop.printing.holding import held
from tonghop.printing.word import footnotes, head, pages, styles
from tonghop.printing.word.footnotes import Footnotes
from tonghop.printing.word.package import Part, packed, relation
from tonghop.printing.word.pictures import picture
from tonghop.printing.word.tables import table
from tonghop.printing.word.xml import Element, element, gap, paragraph, root, text

_FIRST_HEADER, _HEADER, _FIRST_PICTURE = 3, 4, 6  # places among the parts
_KEPT = element("keepNext")


def docx(paper: Paper) -> bytes:
    """The paper as a Word document; the same bytes for the same paper. Raises NoFont."""
    writer = _Writer(charts.png(charts.of(paper)))
    document = root("document", element("body", *writer.body(paper)))
    return packed(document, writer.parts(), paper)


class _Writer:
    """Writes a body, and keeps what has its place in other parts."""

    def __init__(self, pictures: list[bytes]) -> None:
        self._pictures = pictures
        self._drawn = 0
        self._held: frozenset[int] = frozenset()
        self._notes = Footnotes()

    def parts(self) -> list[Part]:
        """The other parts, once the body is written: pictures stand behind those that every document has."""
        return [
            *_alike(),
            Part("footnotes.xml", "footnotes", self._notes.part()),
            *(Part(f"media/image{index}.png", "image", png) for index, png in enumerate(self._pictures, 1)),
        ]

    def body(self, paper: Paper) -> Iterator[Element]:
        """All that stands between the first line and the last."""
        frame, self._held = wording.frame(paper), held(paper)
        yield gap(1)  # or LibreOffice puts a whole line before a table that begins a document
        yield head.head(frame)
        yield from head.title(frame)
        yield from self._blocks(paper.opening)
        for _, heading, section in wording.outline(paper.sections):
            yield paragraph(f"Heading{section.level}", text(heading))
            yield from self._blocks(section.blocks)
        yield from self._blocks(paper.closing)
        yield head.foot(frame)
        wide = False
        for appendix, (name, title) in zip(paper.appendices, frame.appendices, strict=True):
            yield gap(1, _section(wide))
            yield paragraph("AppendixName", text(name))
            yield paragraph("AppendixTitle", text(title))
            yield paragraph("Attached", text(frame.attached))
            wide = appendix.wide
            yield from self._blocks(appendix.blocks, WIDE_TEXT_WIDTH if wide else TEXT_WIDTH)
        yield _section(wide)

    def _blocks(self, blocks: Iterable[Block], room: float = TEXT_WIDTH) -> Iterator[Element]:
        for block in blocks:
            if isinstance(block, Paragraph):
                kept = (_KEPT,) if id(block) in self._held else ()
                article = [text(f"{wording.clean(block.article)} ", bold=True)] if block.article else []
                yield paragraph(_style(block), *article, *self._notes.written(block.runs), properties=kept)
            elif isinstance(block, Chart):
                yield paragraph("Caption", text(wording.clean(block.title)))
                yield paragraph("Picture", self._picture(block))
            else:
                yield from table(block, room, self._notes)

    def _picture(self, chart: Chart) -> Element:
        png, name = self._pictures[self._drawn], relation(_FIRST_PICTURE + self._drawn)
        self._drawn += 1
        return picture(png, name, self._drawn, charts.WIDTH, wording.one_line(chart.told))


def _style(block: Paragraph) -> str:
    return "Line" if block.heading else "ListBullet" if block.listed else "Basis" if block.basis else "BodyText"


@cache
def _alike() -> tuple[Part, ...]:
    """The parts that are the same in every document."""
    return (
        Part("styles.xml", "styles", root("styles", *styles.styles())),
        Part("numbering.xml", "numbering", root("numbering", *styles.bullets())),
        Part("settings.xml", "settings", root("settings", *_settings())),
        Part("header1.xml", "header", pages.first_header()),
        Part("header2.xml", "header", pages.header()),
    )


def _section(wide: bool) -> Element:
    return pages.section(relation(_FIRST_HEADER), relation(_HEADER), wide=wide)


def _settings() -> tuple[Element, ...]:
    mode = element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return (
        element("defaultTabStop", val=720),
        element("characterSpacingControl", val="doNotCompress"),
        footnotes.setting(),
        element("compat", mode),
        element("themeFontLang", val="vi-VN"),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    )
