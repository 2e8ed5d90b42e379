"""Values that no browser sends by itself, and dates at the ends of the calendar: told, never a fault."""

from datetime import date
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.world import World

from tonghop.web.asked import day_of, number_in

ADDRESSES = (
    "/chi-tieu?unit={}",
    "/chi-tieu/{}",
    "/don-vi/{}",
    "/tra-cuu?q={}",
    "/cong-khai/{}",
    "/quan-tri/nhat-ky.csv?actor={}",
    "/quan-tri/viec-nen?page={}",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_nul_in_an_address_is_refused(world: World, address: str):
    assert world.client("administrator").get(address.format(quote("\0"))).status_code == 400


def test_a_nul_in_a_form_is_refused(world: World):
    sent = {"name": "Tháng 1\0", "period": "2026-M1", "due": "2026-02-05"}
    assert world.client("synthesis").post("/ky-bao-cao/moi", sent).status_code == 400


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "1.5"])
def test_what_is_no_number_names_nothing(world: World, number: str):
    assert number_in(number) is None
    duty = world.places["own"].ids["duty_draft"]
    assert world.client("officer").post(f"/ky-bao-cao/bieu/{duty}/o", {"line": number}).status_code == 404


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "2026-02-31", "hôm qua", "1/1/99999999999", "1/2"])
def test_days_on_which_nothing_was_are_none(text: str):
    assert day_of(text) is None
    assert day_of("2026-02-28") == day_of("28/2/2026") == date(2026, 2, 28)


def test_a_year_before_all_reports_is_not_asked_for(world: World):
    page = world.client("officer").get("/chi-tieu/budget_revenue", {"unit": "A", "period": "0001"})
    assert page.status_code == 200


def test_an_archive_of_very_many_documents_is_refused_whole(world: World, tmp_path):
    with ZipFile(tmp_path / "nhieu.zip", "w") as archive:
        for number in range(80):
            archive.writestr(f"{number}.txt", f"Thu ngân sách đạt {number} tỷ đồng.")
    file = SimpleUploadedFile("nhieu.zip", (tmp_path / "nhieu.zip").read_bytes(), "application/zip")
    page = world.client("officer").post("/hop-bao-cao/gui", {"file": file}).content.decode()
    assert "Bên trong tệp có hơn 60 văn bản." in page
    assert "nhieu.zip" in page
