"""What is sent to the inbox with ill will: names that lead elsewhere, files that are not what they are called, too
large or too many of them."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.world import LETTER, World

from tonghop.api.problems import MOST_UPLOADED
from tonghop.ledger.models import Arrival, Source

BOUNDARY = "x"
NAMES = {
    "../../../etc/cron.d/thu.txt": "thu.txt",
    "C:\\Windows\\System32\\thu.txt": "thu.txt",
    "/etc/passwd": "passwd",
    "thu\0.exe.txt": "thu.exe.txt",
    "thu\u202etxt.exe.txt": "thutxt.exe.txt",
    "thu\r\nSet-Cookie: a=b.txt": None,
    '"; filename="kh\u00e1c.txt': None,
    "b" * 300 + ".txt": None,
    "CON.txt": "CON.txt",
    "NUL": "NUL",
    "<img src=x onerror=alert(1)>.txt": "<img src=x onerror=alert(1)>.txt",
    "%2e%2e%2fthu.txt": "%2e%2e%2fthu.txt",
}
"""Names as they are sent, and as they are kept; None where only that they are harmless counts."""
WRONG = {
    "th\u01b0.docx": b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + bytes(range(256)) * 40,
    "th\u01b0.pdf": b"\x7fELF\2\1\1" + bytes(range(256)) * 40,
    "macro.vbs": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
}


def raw(client: Client, name: str, content: bytes) -> str:
    """The page answered to a file whose name is sent byte by byte as it is."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return client.generic(
        "POST", "/hop-bao-cao/gui", body, f"multipart/form-data; boundary={BOUNDARY}", HTTP_HX_REQUEST="true"
    ).content.decode()


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])
def test_a_name_leads_nowhere(world: World, name: str):
    client, known = world.client("officer"), set(Source.objects.values_list("pk", flat=True))
    told = raw(client, name, f"{LETTER}{len(name)}".encode())
    assert "<img src=x" not in told
    for source in Source.objects.exclude(pk__in=known):
        assert source.name == (NAMES[name] or source.name)
        assert source.name.isprintable()
        assert len(source.name) <= 255
        assert not set(source.name) & set("/\\\0\u202e")
        answer = client.get(f"/hop-bao-cao/{Arrival.objects.get(source=source).pk}/tep")
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert disposition.isprintable()
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "Set-Cookie" not in answer.headers
    assert NAMES[name] is None or Source.objects.count() > len(known)


@pytest.mark.parametrize("name", WRONG, ids=ascii)
def test_what_is_no_document_is_refused_and_not_kept(world: World, name: str):
    known = Source.objects.count()
    told = raw(world.client("officer"), name, WRONG[name])
    assert name in told
    assert Source.objects.count() == known


@pytest.mark.parametrize("name", ["trang.html", "hình.svg"])
def test_what_may_hold_a_script_is_kept_as_a_file_that_no_browser_opens(world: World, name: str):
    client, script = world.client("officer"), "<script>alert(1)</script>"
    tag = name.rpartition(".")[2]
    raw(client, name, f"<{tag} onload='alert(2)'><p>Thu ngân sách đạt 5 tỷ đồng.</p>{script}</{tag}>".encode())
    arrival = Arrival.objects.get(source__name=name)
    shown = client.get(f"/hop-bao-cao/{arrival.pk}").content.decode()
    assert script not in shown
    assert "<svg onload" not in shown
    file = client.get(f"/hop-bao-cao/{arrival.pk}/tep")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Type"] == "application/octet-stream"


def test_what_is_too_large_is_refused_and_not_kept(world: World):
    known = Source.objects.count()
    told = raw(world.client("officer"), "lớn.txt", b"a" * (MOST_UPLOADED + 1))
    assert "lớn.txt" in told
    assert "MB" in told
    assert Source.objects.count() == known


def test_too_many_files_at_once_are_refused_whole(world: World):
    many = settings.DATA_UPLOAD_MAX_NUMBER_FILES or 0
    files = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(many + 1)]
    known = Source.objects.count()
    assert world.client("officer").post("/hop-bao-cao/gui", {"file": files}).status_code == 400
    assert 0 < many <= 100
    assert Source.objects.count() == known
