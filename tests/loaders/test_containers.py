"""Archives and messages: every document inside has a name and content of its own, whatever else happens."""

import random
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st
from tests.compound import written
from tests.rendering import to_docx

from tonghop.core.errors import UnreadableDocument
from tonghop.core.signatures import may_hold_documents
from tonghop.reading import unpack
from tonghop.reading.loaders import load
from tonghop.reading.loaders.containers import budget

LOCKED = Path(__file__).parent / "locked"
REPORT = "Toàn xã có 302 hộ."


def zipped(*members):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def mail(text="", page="", subject="Báo cáo"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Lê A <a@xa.vn>", "b@tinh.vn", subject
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def attached(message, content, name, kind="application/octet-stream", **more):
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name, **more)
    return message.as_bytes()


def texts(data, password=None):
    """The text of every part by its name, or why there is none."""
    return {part.name: said(part, password) for part in unpack(data, name="a", password=password)}


def said(part, password=None):
    try:
        return load(part.data, name=part.name, password=password).text
    except UnreadableDocument as error:
        return error.problem


def test_a_document_is_its_own_only_part(tmp_path):
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(to_docx(REPORT))
    (part,) = unpack(path)
    assert (part.name, part.data) == ("báo cáo.docx", path.read_bytes())


def test_what_cannot_be_had_is_a_part_that_says_why(tmp_path):
    (part,) = unpack(tmp_path / "không có.zip")
    with pytest.raises(UnreadableDocument, match="Không tìm thấy tệp"):
        _ = part.data


def test_archives_and_mails_in_each_other():
    inner = attached(mail("Gửi báo cáo."), to_docx(REPORT), "xã.docx")
    assert texts(zipped(("thư.eml", inner), ("ghi chú.txt", "Có 5 hộ."))) == {
        "a/thư.eml": "Báo cáo\n\nGửi báo cáo.",
        "a/thư.eml/xã.docx": REPORT,
        "a/ghi chú.txt": "Có 5 hộ.",
    }


def test_containers_too_deep_in_each_other_are_not_opened():
    data = zipped(("b.txt", REPORT))
    for _ in range(5):
        data = zipped(("b.zip", data))
    ((_, problem),) = texts(data).items()
    assert "lồng nhau" in problem


def test_a_broken_file_in_an_archive_costs_only_itself():
    data = bytearray(zipped(("hỏng.txt", "Toàn xã có 302 hộ nghèo."), ("đúng.txt", "Có 5 hộ.")))
    data[60] ^= 0xFF
    assert list(texts(bytes(data)).values()) == ["Tệp bị hỏng hoặc bị cắt cụt.", "Có 5 hộ."]


def test_what_systems_leave_behind_is_no_document():
    assert texts(zipped(("__MACOSX/._b.txt", "x"), (".DS_Store", "x"), ("~$b.docx", "x"), ("x/Thumbs.db", "x"))) == {
        "a": "Tệp rỗng, không có nội dung."
    }


@pytest.mark.parametrize("name", ["../../b.txt", "/b.txt", "..\\..\\b.txt", "./x/../b.txt", "C:\\b.txt"])
def test_names_lead_nowhere(name):
    ((called, text),) = texts(zipped((name, REPORT))).items()
    assert called.startswith("a/")
    assert ".." not in called.split("/")
    assert ":" not in called
    assert text == REPORT


@pytest.mark.parametrize(
    ("name", "written_name"),
    [
        ("Báo cáo quý I.txt", "Báo cáo quý I.txt".encode()),
        ("Báo cáo xã Tây Lạc.txt", "Báo cáo xa\u0303 Tây La\u0323c.txt".encode("cp1258")),
        ("café.txt", "café.txt".encode("cp437")),
    ],
)
def test_names_of_programs_that_do_not_say_their_encoding(name, written_name):
    plain = b"x" * len(written_name)
    data = zipped((plain.decode(), REPORT)).replace(plain, written_name)
    assert list(texts(data)) == [f"a/{name}"]


@pytest.mark.parametrize("encryption", ["AES", "ZipCrypto"])
def test_a_locked_archive(encryption):
    data = _locked_with_aes() if encryption == "AES" else (LOCKED / "bao-cao.zip").read_bytes()
    assert list(texts(data).values()) == ["Tệp được đặt mật khẩu."]
    assert list(texts(data, "sai").values()) == ["Mật khẩu không mở được tệp."]
    assert list(texts(data, "mat-khau").values()) == [REPORT]


def _locked_with_aes():
    stream = BytesIO()
    with pyzipper.AESZipFile(stream, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"mat-khau")
        archive.writestr("b.txt", REPORT)
    return stream.getvalue()


def test_a_bomb_is_not_unpacked():
    assert list(texts(zipped(("bom.txt", bytes(50 * 2**20)))).values()) == [
        "Nội dung giải nén của tệp lớn bất thường, có thể là tệp độc hại."
    ]


def test_too_many_documents_end_in_one_sentence(monkeypatch):
    monkeypatch.setattr(budget, "DOCUMENTS", 3)
    found = texts(zipped(*((f"{number}.txt", REPORT) for number in range(10))))
    assert [text == REPORT for text in found.values()] == [True, True, True, False]
    assert "bất thường" in found["a"]


def test_a_mail_says_its_page_with_its_tables_rather_than_its_plain_text():
    page = "<p>Kết quả:</p><table><tr><td>Thu</td><td>12 tỷ</td></tr><tr><td>Chi</td><td>9 tỷ</td></tr></table>"
    assert texts(mail("Kết quả: …", page).as_bytes()) == {"a": "Báo cáo\n\nKết quả:\n\nThu\t12 tỷ\nChi\t9 tỷ"}


def test_what_a_mail_quotes_is_left_to_the_mail_it_was_said_in():
    assert texts(mail("Thu 12 tỷ đồng.\n\n> Thu bao nhiêu?\n> 3 tỷ à?\n").as_bytes()) == {
        "a": "Báo cáo\n\nThu 12 tỷ đồng."
    }
    page = "<p>Thu 12 tỷ đồng.</p><blockquote type='cite'>Thu 3 tỷ?</blockquote>"
    assert texts(mail("x", page).as_bytes()) == {"a": "Báo cáo\n\nThu 12 tỷ đồng."}


def test_pictures_within_the_text_and_signatures_are_no_attachments():
    message = mail("Có 5 hộ.", "<p>Có 5 hộ.</p><img src='cid:logo'>")
    attached(message, b"\x89PNG", "logo.png", "image/png", cid="<logo>", disposition="inline")
    attached(message, b"x", "smime.p7s", "application/pkcs7-signature")
    assert list(texts(message.as_bytes())) == ["a"]


def test_a_mail_attached_to_a_mail():
    message = mail("Chuyển tiếp.")
    message.add_attachment(mail(REPORT, subject="Số liệu"))
    assert texts(message.as_bytes()) == {
        "a": "Báo cáo\n\nChuyển tiếp.",
        "a/Số liệu.eml": f"Số liệu\n\n{REPORT}",
    }


def test_a_text_with_colons_is_no_mail():
    for text in ("Kính gửi: UBND tỉnh\nTừ: xã\n", "Date: 1\nThu: 12 tỷ\nChi: 9 tỷ\n", "To: a\n\nFrom: b\n"):
        assert not may_hold_documents(text.encode())


def outlook(subject, *attachments, body="", page=b""):
    """The streams of an Outlook message."""
    streams = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        "__substg1.0_10130102": page,
    }
    for number, attachment in enumerate(attachments):
        folder = f"__attach_version1.0_#{number:08X}"
        streams |= {f"{folder}/{name}": content for name, content in attachment.items()}
    return streams


def file_attached(name, content):
    return {
        "__properties_version1.0": bytes(8),
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": content,
    }


def test_an_outlook_message_with_attachments():
    report, form = to_docx(REPORT), zipped((".đầy", random.Random(1).randbytes(5000)), ("b.txt", "Có 5 hộ."))
    inner = {f"__substg1.0_3701000D/{name}": content for name, content in outlook("Số liệu", body="Có 7 hộ.").items()}
    streams = outlook("Báo cáo", file_attached("xã.docx", report), file_attached("biểu.zip", form), inner, body="Gửi.")
    assert texts(written(streams)) == {
        "a": "Báo cáo\n\nGửi.",
        "a/xã.docx": REPORT,
        "a/biểu.zip/b.txt": "Có 5 hộ.",
        "a/Số liệu.msg": "Số liệu\n\nCó 7 hộ.",
    }


def test_an_outlook_message_in_the_bytes_of_a_code_page():
    streams = outlook("", page="<p>Có 12 hộ nghèo.</p>".encode())
    streams |= {"__substg1.0_0037001E": b"Bao cao", "__properties_version1.0": bytes(32)}
    del streams["__substg1.0_0037001F"], streams["__substg1.0_1000001F"]
    assert texts(written(streams)) == {"a": "Bao cao\n\nCó 12 hộ nghèo."}


WHOLE = [
    zipped(("b.txt", REPORT), ("c/d.docx", to_docx(REPORT))),
    attached(mail("Gửi.", "<p>Gửi.</p>"), to_docx(REPORT), "b.docx"),
    written(outlook("Báo cáo", file_attached("b.txt", REPORT.encode() * 200), body="Gửi.")),
]


@given(st.sampled_from(WHOLE), st.data())
def test_a_broken_container_never_crashes(whole, data):
    start = data.draw(st.integers(0, len(whole) - 1))
    patch = data.draw(st.binary(max_size=40))
    broken = whole[:start] + patch + whole[start + data.draw(st.integers(0, 200)) :]
    for part in unpack(broken, name="a"):
        assert part.name.startswith("a")
