"""Cell notes written into a workbook's own parts, so that charts, pictures and macros stay as they are."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

_AUTHOR = "Tổng Hợp"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = {
    f"{{{_MAIN}}}{tag}"
    for tag in ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
}
_VML = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_SHAPE = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1"
 style="position:absolute;visibility:hidden" o:insetmode="auto"><v:fill color2="#ffffe1"/>
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>
<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_LENIENT = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


def add_notes(workbook: bytes, notes: Mapping[str, str]) -> bytes:
    """The same workbook with a note at each place (`Biểu 1!C5`); an unknown place means the first cell.

    A note already in a cell is kept and the new one written below it.
    """
    package = _Package.opened(workbook)
    sheets = package.sheets()
    for place, text in notes.items():
        name, _, cell = place.rpartition("!")
        known = name in sheets
        _note(package, sheets[name] if known else next(iter(sheets.values())), cell if known else "A1", text)
    return package.saved()


@dataclass(slots=True)
class _Package:
    """The parts of a workbook: raw bytes, and those that were parsed."""

    raw: dict[str, bytes]
    parsed: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes) -> "_Package":
        with ZipFile(BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def saved(self) -> bytes:
        changed = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self.parsed.items()
        }
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, data in (self.raw | changed).items():
                archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
        return stream.getvalue()

    def part(self, name: str, blank: str = "", parser: etree.XMLParser = _PARSER) -> Any:
        if name not in self.parsed:
            self.parsed[name] = etree.fromstring(self.raw.get(name, blank.encode()), parser)
        return self.parsed[name]

    def relations(self, name: str) -> Any:
        folder, base = posixpath.split(name)
        return self.part(posixpath.join(folder, "_rels", f"{base}.rels"), f'<Relationships xmlns="{_PACKAGE}"/>')

    def target(self, name: str, relation: Any) -> str:
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), relation.get("Target"))).lstrip("/")

    def sheets(self) -> dict[str, str]:
        """Part names of the worksheets by the names on their tabs."""
        root = etree.fromstring(self.raw["_rels/.rels"], _PARSER)
        book = next(self.target("", rel) for rel in root if str(rel.get("Type")).endswith("/officeDocument"))
        folder, base = posixpath.split(book)
        relations = etree.fromstring(self.raw[posixpath.join(folder, "_rels", f"{base}.rels")], _PARSER)
        targets = {str(rel.get("Id")): self.target(book, rel) for rel in relations}
        listed = etree.fromstring(self.raw[book], _PARSER).iter("{*}sheet")
        return {str(sheet.get("name")): targets[str(sheet.get(f"{{{_OFFICE}}}id"))] for sheet in listed}

    def related(self, sheet: str, kind: str, folder: str) -> tuple[str, str]:
        """(relation id, part name) of the sheet's part of this kind, added where it has none."""
        relations = self.relations(sheet)
        for relation in relations:
            if relation.get("Type").endswith(f"/{kind}"):
                return relation.get("Id"), self.target(sheet, relation)
        suffix = "vml" if kind == "vmlDrawing" else "xml"
        taken = {*self.raw, *self.parsed}
        name = next(n for i in range(1, len(taken) + 2) if (n := f"{folder}/{kind}{i}.{suffix}") not in taken)
        ids = {relation.get("Id") for relation in relations}
        key = next(k for i in range(1, len(ids) + 2) if (k := f"rId{i}") not in ids)
        etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship", Id=key, Type=f"{_OFFICE}/{kind}", Target=f"/{name}")
        return key, name


def _note(package: _Package, sheet: str, cell: str, text: str) -> None:
    drawing, vml = package.related(sheet, "vmlDrawing", "xl/drawings")
    shapes = package.part(vml, _VML, _LENIENT)
    _, comments = package.related(sheet, "comments", "xl")
    blank = f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'
    if _add_comment(package.part(comments, blank), cell, text):
        shapes.append(_shape(cell, text, len(shapes)))
    _show(package.part(sheet), drawing)
    _declare(package.part("[Content_Types].xml"), comments)


def _add_comment(comments: Any, cell: str, text: str) -> bool:
    """Whether the cell had no note before."""
    authors, listed = comments.find(f"{{{_MAIN}}}authors"), comments.find(f"{{{_MAIN}}}commentList")
    known = next((comment for comment in listed if comment.get("ref") == cell), None)
    if known is not None:
        _append_run(known.find(f"{{{_MAIN}}}text"), f"\n\n{text}")
        return False
    names = [author.text for author in authors]
    if _AUTHOR not in names:
        etree.SubElement(authors, f"{{{_MAIN}}}author").text = _AUTHOR
        names.append(_AUTHOR)
    added = etree.Element(f"{{{_MAIN}}}comment", ref=cell, authorId=str(names.index(_AUTHOR)))
    _append_run(etree.SubElement(added, f"{{{_MAIN}}}text"), text)
    place = sum(coordinate_to_tuple(comment.get("ref")) < coordinate_to_tuple(cell) for comment in listed)
    listed.insert(place, added)
    return True


def _append_run(parent: Any, text: str) -> None:
    run = etree.SubElement(etree.SubElement(parent, f"{{{_MAIN}}}r"), f"{{{_MAIN}}}t")
    run.text = "".join(letter for letter in text if letter >= " " or letter == "\n")
    run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _shape(cell: str, text: str, number: int) -> Any:
    row, column = (place - 1 for place in coordinate_to_tuple(cell))
    height = 2 + sum(1 + len(line) // 44 for line in text.split("\n"))
    return etree.fromstring(
        _SHAPE.format(
            number=1025 + number, row=row, column=column, left=column + 1, top=max(row - 1, 0),
            right=column + 6, bottom=max(row - 1, 0) + height,
        ),
        _PARSER,
    )  # fmt: skip


def _show(worksheet: Any, drawing: str) -> None:
    """Let the sheet know of the drawing that holds its notes, at the place its schema asks for."""
    if worksheet.find(f"{{{_MAIN}}}legacyDrawing") is not None:
        return
    legacy = etree.Element(f"{{{_MAIN}}}legacyDrawing", {f"{{{_OFFICE}}}id": drawing})
    later = next((child for child in worksheet if child.tag in _AFTER_DRAWING), None)
    if later is None:
        worksheet.append(legacy)
    else:
        later.addprevious(legacy)


def _declare(types: Any, comments: str) -> None:
    if not any(item.get("Extension") == "vml" for item in types):
        types.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension="vml", ContentType=_VML_TYPE))
    if not any(item.get("PartName") == f"/{comments}" for item in types):
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{comments}", ContentType=_COMMENTS_TYPE)
