"""`tonghop intake` as officers use it."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
import pyzipper
from tests.cli.conftest import Tonghop
from tests.intake import town
from tests.intake.town import report

from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.models import Account, FactVersion, Grant, Role, Source, State
from tonghop.ledger.record import Change, record

JOBS = "Giải quyết việc làm cho {n} lao động.\n"
WRONG = "Toàn phường có 311 hộ, gồm 114 hộ nghèo và 188 hộ cận nghèo.\n"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database_url", "ward")]


@pytest.fixture
def officer() -> str:
    account = Account.objects.create_user("an.nguyen")
    for role in (Role.SYNTHESIS, Role.HEAD):
        Grant.objects.create(account=account, role=role, unit=units.find(town.DISTRICT))
    return "an.nguyen"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo.txt"
    path.write_text(report(JOBS.format(n=215)), "utf-8")
    return path


def test_the_table_shows_what_is_proposed(tonghop: Tonghop, paper: Path) -> None:
    ended = tonghop("intake", paper)
    assert (ended.status, ended.err) == (0, "")
    assert "Đơn vị: Phường Bến Đò (P1)" in ended.out
    assert "lao động được giải quyết việc làm" in ended.out
    assert "Đã ghi 1 đề xuất, tiếp nhận 0." in ended.out
    assert FactVersion.objects.get().state == State.DRAFT


def test_an_archive_is_taken_document_by_document(tonghop: Tonghop, tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"bi mat")
        archive.writestr("sau.txt", report(JOBS.format(n=215)))
        archive.writestr("trước.txt", report(JOBS.format(n=90), "5 tháng đầu năm 2024", date(2024, 5, 16)))
    locked = tonghop("intake", path, "--backfill")
    assert locked.status == 2
    assert locked.out.count("Tệp được đặt mật khẩu") == 2
    ended = tonghop("intake", path, "--backfill", "--password", "bi mat", "--format", "json")
    documents = json.loads(ended.out)["documents"]
    assert [item["name"] for item in documents] == [f"{path}/trước.txt", f"{path}/sau.txt"]
    assert set(Source.objects.values_list("name", flat=True)) == {"hồ sơ.zip/trước.txt", "hồ sơ.zip/sau.txt"}


def test_a_review_file_is_opened_within_limits(tonghop: Tonghop, paper: Path) -> None:
    review = paper.parent.parent / "rà soát.xlsx"
    review.write_bytes(os.urandom(1_100_000))
    asked = ("intake", review, "--reviewed", "--reason", "đã rà soát")
    assert "lớn hơn mức cho phép (1 MB)" in tonghop(*asked, "--limit-size", "1").err
    broken = tonghop(*asked)
    assert (broken.status, "Không đọc được tệp rà soát.xlsx" in broken.err) == (2, True)


def test_accepting_takes_a_reason(tonghop: Tonghop, paper: Path) -> None:
    assert "nêu lý do" in tonghop("intake", paper, "--accept").err
    assert tonghop("intake", paper, "--accept", "--reason", "báo cáo chính thức").status == 0
    row = FactVersion.objects.select_related("entry").get()
    assert (row.state, row.entry.reason) == (State.ACCEPTED, "báo cáo chính thức")


def test_a_conflict_is_shown_with_both_and_ends_with_status_1(tonghop: Tonghop, paper: Path) -> None:
    record([Fact(Cell("jobs_created", town.WARD, Span(2024, 1, 6)), 251)], Change(None, "ghi"))  # type: ignore[arg-type]
    ended = tonghop("intake", paper)
    assert ended.status == 1
    line = next(line for line in ended.out.splitlines() if "MÂU THUẪN" in line)
    assert "215 lao động" in line
    assert "251 lao động" in line


def test_a_secret_document_is_refused_and_the_others_are_taken(tonghop: Tonghop, paper: Path) -> None:
    (paper.parent / "mật.txt").write_text("MẬT\n\n" + report(JOBS.format(n=9)), "utf-8")
    ended = tonghop("intake", paper.parent)
    assert ended.status == 2
    assert "Văn bản đóng dấu MẬT" in ended.out
    assert FactVersion.objects.get().value == 215


def test_a_dismissed_finding_stays_dismissed_in_the_next_draft(
    tonghop: Tonghop,
    tmp_path: Path,
    officer: str,
) -> None:
    first, second = tmp_path / "dự thảo 1.txt", tmp_path / "dự thảo 2.txt"
    first.write_text(report(WRONG), "utf-8")
    second.write_text(report("Tình hình ổn định.\n" + WRONG), "utf-8")
    found = json.loads(tonghop("intake", first, "--format", "json").out)["documents"][0]["findings"]
    fingerprint = found[0]["fingerprint"]
    assert "--as" in tonghop("intake", first, "--dismiss", fingerprint, "--reason", "hộ chính sách tính riêng").err
    asked = ("--dismiss", fingerprint, "--reason", "hộ chính sách tính riêng", "--as", officer)
    assert tonghop("intake", first, *asked).status == 0
    again = tonghop("intake", second)
    assert again.status == 0
    assert "Đã bỏ qua, lý do: hộ chính sách tính riêng" in again.out
    assert "không có cảnh báo" in tonghop("intake", second, "--dismiss", "abc", *asked[2:]).err.lower()


def test_old_files_are_summed_up_by_year_and_reviewed(tonghop: Tonghop, paper: Path) -> None:
    review = paper.parent.parent / "rà soát.xlsx"
    ended = tonghop("intake", paper.parent, "--backfill", "--review", review)
    assert "Năm 2024: thực hiện 1; mới 1." in ended.out
    assert "Đã ghi 1 số liệu vào" in ended.out
    back = tonghop("intake", review, "--reviewed", "--reason", "đã rà soát")
    assert "tiếp nhận 1 số liệu, trong đó 0" in back.out
    assert FactVersion.objects.get(known_to=None).state == State.ACCEPTED


def test_a_page_and_a_dry_run(tonghop: Tonghop, paper: Path) -> None:
    page = paper.parent.parent / "kết quả.html"
    assert tonghop("intake", paper, "--dry-run", "--format", "html", "--output", page).status == 0
    text = page.read_text("utf-8")
    assert "215 lao động" in text
    assert "Chỉ xem, chưa ghi gì." in text
    assert FactVersion.objects.count() == 0
