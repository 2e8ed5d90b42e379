"""Documents sent in through the interface."""

from io import BytesIO
from typing import Any

import pytest
import pyzipper
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.api.test_sign_in import bearing, key, sign_in
from tests.api.world import INDICATOR, World

from tonghop.ledger.models import Duty, Entry, FactVersion, Source, State
from tonghop.ledger.rights import Scope

REPORT = """ỦY BAN NHÂN DÂN PHƯỜNG AN TRÙ
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2025

Ngày 05 tháng 7 năm 2025

Thu ngân sách nhà nước 6 tháng đầu năm 2025 đạt 12 tỷ đồng.
"""


def sent(client: Client, text: str | bytes = REPORT, name: str = "báo cáo.txt", **told: Any) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post("/api/v1/intake", {"file": SimpleUploadedFile(name, content), "unit": "A", **told})


def test_a_document_is_looked_at_and_then_recorded(world: World):
    client, before = world.client("officer"), (Source.objects.count(), Entry.objects.count())
    seen = sent(client, dry_run=True).json()
    assert [(fact["indicator"], fact["period"], fact["value"]) for fact in seen["facts"]] == [
        (INDICATOR, "2025-H1", "12000000000")
    ]
    assert (Source.objects.count(), Entry.objects.count()) == before
    kept = sent(client).json()
    assert (kept["drafts"], kept["settled"]) == (1, 0)
    source = Source.objects.get(sha256=kept["sha256"])
    assert source.unit is not None
    assert (source.unit.code, source.name) == ("A", "báo cáo.txt")
    again = sent(client).json()
    assert (again["facts"][0]["outcome"], again["drafts"]) == ("proposed", 0)


def test_a_document_fills_the_form_of_a_round(world: World):
    ids = world.places["own"].ids
    assert sent(world.client("officer"), round=ids["round_waiting"]).json()["drafts"] == 1
    assert Duty.objects.get(id=ids["duty_waiting"]).state == "draft"
    assert FactVersion.objects.get(duty=ids["duty_waiting"]).state == State.DRAFT


def test_a_document_is_accepted_with_a_reason_by_who_settles(world: World):
    assert sent(world.client("synthesis"), accept=True).json()["errors"][0]["pointer"] == "/reason"
    assert sent(world.client("officer"), accept=True, reason="đã rà soát").status_code == 403
    assert sent(world.client("synthesis"), accept=True, reason="đã rà soát").json()["settled"] == 1


def test_a_document_of_nobody_is_refused(world: World):
    answer = sent(world.client("synthesis"), unit="")
    assert answer.status_code == 422
    assert not Source.objects.filter(name="báo cáo.txt").exists()


def test_what_is_known_of_others_is_not_told(world: World):
    for told in ({"unit": "B"}, {"unit": "T"}):
        assert sent(world.client("officer"), dry_run=True, **told).status_code == 403
    foreign = sent(world.client("officer"), round=world.places["foreign"].ids["round_waiting"])
    assert foreign.status_code == 404
    assert sent(bearing(key(world.people["officer"], Scope.WRITE)), dry_run=True).status_code == 403


def test_of_an_archive_the_document_that_is_named_is_taken(world: World):
    client, packed = world.client("officer"), BytesIO()
    with pyzipper.AESZipFile(packed, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"bi mat")
        archive.writestr("a.txt", REPORT)
        archive.writestr("b.txt", REPORT.replace("12 tỷ", "14 tỷ"))
    content = packed.getvalue()
    several = sent(client, content, "hồ sơ.zip", password="bi mat")
    assert (several.status_code, several.json()["parts"]) == (422, ["hồ sơ.zip/a.txt", "hồ sơ.zip/b.txt"])
    assert "mật khẩu" in sent(client, content, "hồ sơ.zip", part="hồ sơ.zip/b.txt").json()["detail"]
    taken = sent(client, content, "hồ sơ.zip", part="hồ sơ.zip/b.txt", password="bi mat").json()
    assert (taken["name"], taken["facts"][0]["value"]) == ("hồ sơ.zip/b.txt", "14000000000")
    assert bytes(Source.objects.get(sha256=taken["sha256"]).content or b"") == REPORT.replace("12 tỷ", "14 tỷ").encode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["anh.bmp", "rong.docx", "../../etc/passwd"])
def test_a_file_that_cannot_be_read_is_named(world: World, language: str, name: str):
    client = world.client("officer")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    answer = sent(client, b"\x00\x01\x02" * 40, name)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert "/" not in answer.json()["detail"].split(":")[0]


def test_uploads_are_counted(world: World, settings: Settings):
    settings.UPLOAD_RATE = 1
    client = world.client("officer")
    assert [sent(client, dry_run=True).status_code for _ in range(2)] == [200, 429]


@pytest.mark.usefixtures("world")
def test_a_page_of_another_site_sends_nothing_in():
    client = Client(enforce_csrf_checks=True)
    csrf = sign_in(client).json()["csrf_token"]
    assert sent(client).status_code == 403
    client.defaults["HTTP_X_CSRFTOKEN"] = csrf
    assert sent(client).json().get("code") is None
