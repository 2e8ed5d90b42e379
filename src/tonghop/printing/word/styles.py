"""The named styles of a report, one for each part of the form, so that an office changes a part in one place."""

from dataclasses import dataclass, replace

from tonghop.printing.form import CELL_INSET, GAP, INDENT, LEADING, LETTERS, SIGNING_ROOM, TABLE_SIZES, Letters
from tonghop.printing.word.xml import Element, element, twips

FACE = "Times New Roman"  # the one the decree names
_SINGLE = 240  # line spacing, as Word counts it
BULLET_LIST = 1


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: its id, the name Word shows, its letters, and how its paragraphs are set. Spaces are in points."""

    id: str
    name: str
    letters: Letters
    align: str = "center"
    before: int = 0
    after: int = 0
    leading: float = 1
    first: float = 0
    level: int = 0
    keep: bool = False
    listed: bool = False
    following: str = ""


_TEXT = _Style("BodyText", "Body Text", LETTERS["body"], "both", 0, GAP, LEADING, INDENT)
_HEADING = replace(_TEXT, id="", following="BodyText", before=GAP, keep=True)
_TABLE = (
    _Style("TableHead", "Đầu bảng", LETTERS["table_head"], before=2, after=2),
    _Style("TableCell", "Ô bảng", LETTERS["table_cell"], "left", before=2, after=2),
    _Style("TableHeading", "Mục trong bảng", LETTERS["table_heading"], "left", 2, 2, keep=True),
)
_STYLES = (
    _TEXT,
    replace(_TEXT, id="ListBullet", name="List Bullet", listed=True),
    replace(_TEXT, id="Basis", name="Căn cứ ban hành", letters=LETTERS["basis"]),
    replace(_HEADING, id="Line", name="Dòng giữa trang", letters=LETTERS["line"], align="center", first=0),
    *(
        replace(
            _HEADING, id=f"Heading{level}", name=f"heading {level}", letters=LETTERS[f"heading{level}"], level=level
        )
        for level in (1, 2, 3, 4)
    ),
    _Style("FootnoteText", "footnote text", LETTERS["note"], "both"),
    _Style("Header", "header", LETTERS["page_number"]),
    _Style("Superior", "Cơ quan chủ quản", LETTERS["superior"]),
    _Style("Issuer", "Cơ quan ban hành", LETTERS["issuer"]),
    _Style("State", "Quốc hiệu", LETTERS["state"]),
    _Style("Motto", "Tiêu ngữ", LETTERS["motto"]),
    _Style("Number", "Số và ký hiệu", LETTERS["number"], before=GAP),
    _Style("Dated", "Địa danh và ngày tháng", LETTERS["dated"], before=GAP),
    _Style("Remark", "Ghi chú đầu văn bản", LETTERS["remark"], before=GAP),
    _Style("About", "Trích yếu công văn", LETTERS["about"]),
    _Style("Title", "Title", LETTERS["title"], before=18, following="Subtitle"),
    _Style("Subtitle", "Subtitle", LETTERS["subject"], following="BodyText"),
    _Style("Address", "Kính gửi", LETTERS["address"], before=GAP, after=2 * GAP, following="BodyText"),
    _Style("AppendixName", "Phụ lục", LETTERS["appendix"], level=1, following="AppendixTitle"),
    _Style("AppendixTitle", "Tên phụ lục", LETTERS["appendix_title"], following="Attached"),
    _Style("Attached", "Kèm theo", LETTERS["attached"], after=GAP),
    _Style("Caption", "caption", LETTERS["caption"], before=GAP, after=3, keep=True),
    _Style("MeasuredIn", "Đơn vị tính", LETTERS["measured_in"], "right", after=3, keep=True),
    _Style("Picture", "Biểu đồ", LETTERS["body"], after=GAP),
    *(
        replace(
            style, id=f"{style.id}{size}", name=f"{style.name} cỡ {size}", letters=replace(style.letters, size=size)
        )
        for size in TABLE_SIZES
        for style in _TABLE
    ),
    _Style("Recipients", "Nơi nhận", LETTERS["recipients"], "left"),
    _Style("Recipient", "Danh sách nơi nhận", LETTERS["recipient"], "left"),
    _Style("Office", "Quyền hạn, chức vụ của người ký", LETTERS["office"], keep=True),
    _Style("Signer", "Họ tên người ký", LETTERS["signer"], before=round(SIGNING_ROOM * 72 / 25.4)),
)


def styles() -> tuple[Element, ...]:
    """What stands in the part of the styles."""
    usual = element("rPr", *_letters(LETTERS["body"], FACE), element("lang", val="vi-VN", eastAsia="vi-VN"))
    return (
        element("docDefaults", element("rPrDefault", usual), element("pPrDefault")),
        element(
            "style", element("name", val="Normal"), element("qFormat"), type="paragraph", default=1, styleId="Normal"
        ),
        _default("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _plain_table(),
        _default("numbering", "NoList", "No List"),
        *map(_paragraph_style, _STYLES),
        _rule(),
        _footnote_reference(),
        _table("TableGrid", "Table Grid", "single"),
        _table("SideBySide", "Đặt cạnh nhau", "nil"),
    )


def bullets() -> tuple[Element, ...]:
    """What stands in the part of the lists: the dash before the paragraphs of a list."""
    setting = element("pPr", element("ind", left=0, firstLine=twips(INDENT)))
    level = element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="bullet"),
        element("pStyle", val="ListBullet"),
        element("suff", val="space"),
        element("lvlText", val="-"),
        element("lvlJc", val="left"),
        setting,
        ilvl=0,
    )
    abstract = element("abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=BULLET_LIST)
    return abstract, element("num", element("abstractNumId", val=BULLET_LIST), numId=BULLET_LIST)


def _paragraph_style(style: _Style) -> Element:
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val="Normal"),
        element("next", val=style.following) if style.following else None,
        element("qFormat"),
        element("pPr", *_setting(style)),
        element("rPr", *_letters(style.letters)),
        type="paragraph",
        styleId=style.id,
        **({} if style.name.isascii() else {"customStyle": 1}),
    )


def _setting(style: _Style) -> list[Element | None]:
    listed = element("numPr", element("ilvl", val=0), element("numId", val=BULLET_LIST))
    line = round(style.leading * _SINGLE)
    return [
        element("keepNext") if style.keep else None,
        element("keepLines") if style.level else None,
        listed if style.listed else None,
        element("spacing", before=20 * style.before, after=20 * style.after, line=line, lineRule="auto"),
        element("ind", firstLine=twips(style.first)) if style.first else None,
        element("jc", val=style.align),
        element("outlineLvl", val=style.level - 1) if style.level else None,
    ]


def _letters(letters: Letters, face: str = "") -> list[Element | None]:
    return [
        element("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face) if face else None,
        element("b") if letters.bold else None,
        element("i") if letters.italic else None,
        element("sz", val=2 * letters.size),
        element("szCs", val=2 * letters.size),
    ]


def _rule() -> Element:
    """A line under a line of text: an empty paragraph with a border, its indents make it as long as it should be."""
    border = element("pBdr", element("top", val="single", sz=6, space=0, color="auto"))
    spacing = element("spacing", before=40, after=0, line=40, lineRule="exact")
    return element(
        "style",
        element("name", val="Đường kẻ"),
        element("basedOn", val="Normal"),
        element("pPr", border, spacing),
        type="paragraph",
        customStyle=1,
        styleId="Rule",
    )


def _footnote_reference() -> Element:
    raised = element("rPr", element("vertAlign", val="superscript"))
    name = element("name", val="footnote reference")
    return element("style", name, raised, type="character", styleId="FootnoteReference")


def _default(kind: str, style_id: str, name: str, *children: Element) -> Element:
    return element("style", element("name", val=name), *children, type=kind, default=1, styleId=style_id)


def _plain_table() -> Element:
    return _default("table", "TableNormal", "Normal Table", element("tblPr", _margins(0)))


def _table(style_id: str, name: str, line: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("tblBorders", *(element(side, val=line, sz=4, space=0, color="auto") for side in sides))
    properties = element("tblPr", borders, _margins(CELL_INSET if line == "single" else 0))
    based = element("basedOn", val="TableNormal")
    custom = {} if name.isascii() else {"customStyle": 1}
    return element("style", element("name", val=name), based, properties, type="table", styleId=style_id, **custom)


def _margins(width: float) -> Element:
    sides = (("top", 0), ("left", width), ("bottom", 0), ("right", width))
    return element("tblCellMar", *(element(side, w=twips(room), type="dxa") for side, room in sides))
