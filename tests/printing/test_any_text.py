"""Whatever is written is printed: no text breaks a document, becomes markup of it, or is lost."""

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.printing.papers import BARS, PAPER, row

from tonghop import printing
from tonghop.core.paper import Column, Note, Paper, Paragraph, Section, Signature, Table
from tonghop.printing.wording import clean
from tonghop.reading.loaders import load

HOSTILE = [
    "</w:t></w:r><w:r><w:t>x",
    "&amp; &lt; <b>đậm</b> <script>alert(1)</script>",
    '#panic("x") *đậm* $x^2$ <nhãn> @nguồn // ghi chú /* */ `mã` \\ ~ ---',
    '#image("/etc/passwd") #read("main.typ") #eval("1+1")',
    '"]}, {"is": "section"',
    "{{ 7 * 7 }} {% raw %} {# #}",
    "]]> <![CDATA[ <!-- -->",
    "\x00\x07\x1b[31m \ud800 \ufffe \ufeff \u202eđảo\u202c \u200b",
    "😀👍🏽 中文 עברית العربية ก ﷺ ℃ \ue000",
    "a\nb\r\nc\u2028d\x0be",
    "x" * 500,
    "  hai  dấu\tcách ",
    "e\u0302\u0301 ơ\u0323",
    "",
]
ANY = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.text("#$*_`<>&\"'\\{}[]@~/ abcđ\n", max_size=60))


class Words(HTMLParser):
    """The text of a page without its style, and the names of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


def paper(text: str) -> Paper:
    """A paper that has this text wherever text may stand."""
    table = Table((Column(text, 10, group=text), Column("B", 10)), (row(text, text),), text, text)
    chart = replace(BARS, title=text, unit=text, labels=(text,) * 3, told=text)
    block = Paragraph(("Đầu ", text, " giữa", Note((text,)), " cuối."))
    return replace(
        PAPER,
        address=text,
        letterhead=replace(PAPER.letterhead, superior=text, issuer=text, symbol=text, place=text),
        title=text,
        subject=text,
        opening=(block,),
        sections=(Section("a", 1, text, (replace(block, listed=True), table, chart)),),
        closing=(),
        signature=Signature((text,), text),
        recipients=(text,),
        remark=text,
        appendices=(replace(PAPER.appendices[0], title=text, blocks=(table,)),),
    )


@given(ANY)
@settings(max_examples=60)
def test_word_documents_hold_any_text_as_it_is(text: str) -> None:
    document = docx.Document(BytesIO(printing.docx(paper(text))))
    bodies = [line.text for line in document.paragraphs if line.style.name == "Body Text"]
    assert bodies == [clean(f"Đầu {text} giữa") + " cuối."]


@given(ANY)
@settings(max_examples=60)
def test_pages_of_html_hold_any_text_and_no_element_of_its_own(text: str) -> None:
    page = Words(printing.html(paper(text)))
    assert "".join(clean(text).split()) in "".join(page.text.split())
    assert page.tags.isdisjoint({"script", "b"})


@given(ANY)
@settings(max_examples=40)
def test_any_text_can_be_set_as_pdf(text: str) -> None:
    assert printing.pdf(paper(text)).startswith(b"%PDF-")


def test_markup_of_the_typesetter_is_printed_letter_by_letter() -> None:
    for text in HOSTILE[2:4]:
        plain = replace(PAPER, opening=(Paragraph((text,)),))
        assert "".join(text.split()) in "".join(load(printing.pdf(plain)).text.split())
