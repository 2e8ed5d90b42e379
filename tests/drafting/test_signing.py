"""Reports are signed as PDF: who signed, when, where it shows, and what is refused."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from tests.drafting import signing as made

from tonghop.drafting.signing import (
    Attachment,
    Key,
    Mark,
    Person,
    Seal,
    SigningRefused,
    State,
    from_file,
    from_token,
    sign,
    verify,
)


def image(colour: str, width: int = 300, height: int = 120) -> bytes:
    """A PNG of one colour."""
    content = BytesIO()
    Image.new("RGBA", (width, height), colour).save(content, "PNG")
    return content.getvalue()


def key(person: str = made.SIGNER) -> Key:
    return from_file(made.key_file(person), made.PASSWORD)


def signed(pdf: bytes, mark: Mark, person: str = made.SIGNER) -> bytes:
    return sign(pdf, key(person), mark, made.NOW)


def shown(pdf: bytes, page: int, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The bounds (left, top, right, bottom, in points) of what has that colour on a page as it is printed."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    seen = document[page].render(scale=1).to_pil().convert("RGB")
    return Image.fromarray((np.asarray(seen) == colour).all(axis=2)).getbbox()


def text(pdf: bytes, page: int) -> str:
    """What a page says, signatures included."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    document[page].flatten()
    return document[page].get_textpage().get_text_range()


def name_on_page(page: int) -> tuple[float, float]:
    """Where the signer's name is printed: its middle and its upper edge, counted from the top."""
    found = pypdfium2.PdfDocument(made.pdf())[page]
    words = found.get_textpage()
    first, count = words.search(made.SIGNER).get_next()
    boxes = [words.get_charbox(at) for at in range(first, first + count)]
    middle = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
    return middle, found.get_height() - max(box[3] for box in boxes)


def test_a_signature_says_who_and_when_and_is_trusted_only_through_its_root() -> None:
    done = signed(made.pdf(), Person(image("blue")))
    (known,) = verify(done, [made.root()])
    assert (known.signer, known.issuer, known.state) == (made.SIGNER, "Gốc thử nghiệm", State.TRUSTED)
    assert known.at == made.NOW.replace(microsecond=0)
    (unknown,) = verify(done)
    assert unknown.intact
    assert not unknown.trusted
    assert done.startswith(made.pdf())


def test_the_signature_stands_between_title_and_name_where_the_report_is_signed() -> None:
    done = signed(made.pdf(), Person(image("blue")))
    left, top, right, bottom = shown(done, 1, (0, 0, 255)) or pytest.fail("no signature on the page")
    middle, name = name_on_page(1)
    assert abs((left + right) / 2 - middle) < 2
    assert top > 72
    assert 0 < name - bottom < 12
    assert shown(done, 0, (0, 0, 255)) is None
    assert shown(done, 2, (0, 0, 255)) is None


def test_the_seal_covers_the_left_third_of_the_signature_and_leaves_it_valid() -> None:
    first = signed(made.pdf(), Person(image("blue")))
    sealed = signed(first, Seal(image("red", 360, 360)), made.BODY)
    person = shown(first, 1, (0, 0, 255)) or pytest.fail("no signature on the page")
    seal = shown(sealed, 1, (255, 0, 0)) or pytest.fail("no seal on the page")
    assert abs(seal[2] - (person[0] + (person[2] - person[0]) / 3)) < 4
    assert abs((seal[2] - seal[0]) - 102) <= 2  # 36 mm
    assert [(each.signer, each.state) for each in verify(sealed, [made.root()])] == [
        (made.SIGNER, State.TRUSTED),
        (made.BODY, State.TRUSTED),
    ]


def test_an_attachment_shows_number_and_time_at_the_upper_right_of_its_first_page() -> None:
    done = signed(made.pdf(), Attachment("15/NQ-HĐND"), made.BODY)
    at = made.NOW.astimezone(made.VIETNAM).isoformat(timespec="seconds")
    assert f"15/NQ-HĐND; {at}" in text(done, 0)
    assert at.endswith("+07:00")


def test_without_an_image_the_signature_says_who_and_when_in_words() -> None:
    said = text(signed(made.pdf(), Person()), 1)
    assert f"Ký bởi: {made.SIGNER}" in said


def test_the_name_is_that_of_the_certificate_else_the_place_is_the_end_of_the_last_page() -> None:
    done = signed(made.pdf(), Person(image("blue")), "Một Người Khác")
    assert shown(done, 2, (0, 0, 255))
    with pytest.raises(SigningRefused, match="Không thấy tên “Lê Văn Vắng”"):
        signed(made.pdf(), Person(image("blue"), "Lê Văn Vắng"))


def test_it_is_signed_and_verified_while_an_event_loop_runs() -> None:
    async def both() -> State:
        (found,) = verify(signed(made.pdf(), Person()), [made.root()])
        return found.state

    with ThreadPoolExecutor(1) as own:  # a browser of other tests may have a loop in this one
        assert own.submit(asyncio.run, both()).result() is State.TRUSTED


def test_what_is_changed_after_signing_is_told_and_not_signed_again() -> None:
    done = signed(made.pdf(), Person())
    broken = done.replace(b"/Type", b"/Typf", 1) if b"/Type" in made.pdf() else bytes([done[0]]) + done[1:]
    (found,) = verify(broken)
    assert found.state is State.CHANGED
    with pytest.raises(SigningRefused, match=f"bị thay đổi sau khi {made.SIGNER} ký"):
        signed(broken, Person())


def test_what_is_put_behind_the_last_signature_is_told() -> None:
    done = signed(made.pdf(), Person())
    end = done[done.rfind(b"startxref") :]
    assert verify(done + b"\n", [made.root()])[0].state is State.TRUSTED
    for more in (b"\nthem vao sau", b"\nthem vao sau\n" + end):
        (found,) = verify(done + more, [made.root()])
        assert found.state is State.ADDED
        assert not found.intact


def test_pages_added_to_a_signed_file_are_a_change() -> None:
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed(made.pdf(), Person())))
    writer.root["/Pages"]["/Kids"].append(writer.root["/Pages"]["/Kids"].raw_get(0))
    writer.root[pdf_name("/Lang")] = pdf_string("vi")
    writer.update_root()
    writer.update_container(writer.root["/Pages"]["/Kids"])
    content = BytesIO()
    writer.write(content)
    (found,) = verify(content.getvalue(), [made.root()])
    assert found.state is State.CHANGED


@pytest.mark.parametrize(
    ("content", "password", "said"),
    [
        (made.key_file(), "sai", "Sai mật khẩu"),
        (made.key_file(private=False), made.PASSWORD, "không có khóa bí mật"),
        (b"xin chao", "", "không phải là tệp PKCS#12"),
        (b"", "", "không phải là tệp PKCS#12"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_with_the_reason(content: bytes, password: str, said: str) -> None:
    with pytest.raises(SigningRefused, match=said):
        from_file(content, password)


def test_an_expired_certificate_signs_nothing() -> None:
    with pytest.raises(SigningRefused, match="đã hết hạn ngày"):
        sign(made.pdf(), from_file(made.key_file(days=-1), made.PASSWORD), Person(), made.NOW)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n", made.pdf()[:400]])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(SigningRefused, match="không phải là PDF"):
        signed(content, Person())
    with pytest.raises(SigningRefused, match="không phải là PDF"):
        verify(content)


def test_an_image_that_is_none_is_refused() -> None:
    with pytest.raises(SigningRefused, match="PNG"):
        signed(made.pdf(), Person(b"GIF89a"))


def test_a_seal_needs_the_signature_of_a_person() -> None:
    with pytest.raises(SigningRefused, match="Người ký ký trước"):
        signed(made.pdf(), Seal(image("red")), made.BODY)


def test_a_token_without_its_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SigningRefused), from_token(tmp_path / "khong-co.so", "1234"):
        pass


def test_a_token_needs_the_part_that_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    monkeypatch.delitem(sys.modules, "pyhanko.sign.pkcs11", raising=False)
    with pytest.raises(SigningRefused, match=r"tonghop\[token\]"), from_token(tmp_path / "token.so", "1234"):
        pass
