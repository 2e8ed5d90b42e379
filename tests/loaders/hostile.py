"""Files made to hurt whoever reads them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.rendering import to_docx

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_part(package: bytes, name: str, content: str | bytes) -> bytes:
    """The same archive with another content for one of its files."""
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return stream.getvalue()


def word(body: str, doctype: str = "") -> bytes:
    """A Word document with this XML in its body."""
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return with_part(to_docx("Thu"), "word/document.xml", xml)


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def sheet(workbook: bytes, cells: str, doctype: str = "") -> bytes:
    """The workbook with this XML as the rows of its first sheet."""
    xml = f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>'
    return with_part(workbook, "xl/worksheets/sheet1.xml", xml)


def laughs() -> str:
    """A document type whose entity `a9` stands for a thousand million characters."""
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY a0 "1">{entities}]>'


def pdf(pages: list[list[str]], to_unicode: dict[str, str] | None = None) -> bytes:
    """A PDF of pages of lines in ASCII, whose font says of its letters what `to_unicode` says."""
    contents = range(5, 5 + 2 * len(pages), 2)
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Kids [{' '.join(f'{number + 1} 0 R' for number in contents)}] /Count {len(pages)}>>",
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R>>",
        _stream(_map(to_unicode or {})),
    ]
    for number, lines in zip(contents, pages, strict=True):
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        objects.append(_stream(f"BT /F 12 Tf 60 780 Td {shown}ET"))
        objects.append(
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number} 0 R "
            "/Resources <</Font <</F 3 0 R>>>>>>"
        )
    written = "".join(f"{number} 0 obj {text} endobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{written}trailer <</Root 1 0 R /Size {len(objects) + 1}>>\n%%EOF\n".encode("latin-1")


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>> stream\n{text}\nendstream"


def _map(to_unicode: dict[str, str]) -> str:
    codes = "\n".join(f"<{ord(shown):02X}> <{ord(told):04X}>" for shown, told in to_unicode.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(to_unicode)} beginbfchar\n{codes}\nendbfchar\n"
        "endcmap end end"
    )
