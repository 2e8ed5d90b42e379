"""Old reports and decisions: taken by date, plans with authority and version, reviewed in a file and taken back."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.intake import town
from tests.intake.town import decision, given, report

from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.intake.backfill import by_year, in_order, take_back, write_review
from tonghop.intake.known import Outcome
from tonghop.intake.recording import Order
from tonghop.intake.taking import Failed, Taken, read_all, take_all
from tonghop.ledger import ask
from tonghop.ledger.models import FactVersion, Source, State
from tonghop.workers import Limits

pytestmark = pytest.mark.usefixtures("ward")

JOBS = "Giải quyết việc làm cho {n} lao động."
ASSIGNED = "Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm {year} cho phường Bến Đò"
ADJUSTED = "Về việc điều chỉnh chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2024 của phường Bến Đò"
DOCUMENTS = {
    "e.txt": report(JOBS.format(n=401), "năm 2024", date(2024, 12, 16)),
    "d.txt": decision(ADJUSTED, JOBS.format(n=450), date(2024, 9, 3)),
    "c.txt": report("Ước " + JOBS.format(n=210).lower(), day=date(2024, 6, 16)),
    "b.txt": report("Ước " + JOBS.format(n=200).lower(), day=date(2024, 5, 20)),
    "a.txt": decision(ASSIGNED.format(year=2024), JOBS.format(n=420), date(2023, 12, 20)),
    "f.txt": decision(ASSIGNED.format(year=2025), JOBS.format(n=460), date(2024, 12, 25)),
    "g.txt": "",
}
REVIEW = Order(reason="rà soát hồ sơ cũ", accept=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "hồ sơ cũ"
    place.mkdir()
    for name, text in DOCUMENTS.items():
        (place / name).write_text(text, "utf-8")
    return place


def fill(folder: Path) -> list[Taken | Failed]:
    files = read_all([given(path) for path in sorted(folder.iterdir())], Limits())
    return list(take_all(in_order(files), Order(reason="hồ sơ cũ")))


def plan(version: int, year: int = 2024) -> Cell:
    return Cell("jobs_created", town.WARD, Span(year, 1, 12), Measure.PLAN, "Quận", version)


def test_documents_are_taken_by_date_and_the_unreadable_is_named(folder: Path) -> None:
    results = fill(folder)
    assert [Path(item.name).name for item in results] == [f"{letter}.txt" for letter in "gabcdef"]
    assert [isinstance(item, Failed) for item in results] == [True] + [False] * 6


def test_an_adjusted_plan_is_the_next_version_beside_the_original(folder: Path) -> None:
    fill(folder)
    rows = FactVersion.objects.filter(measure=1, year=2024, known_to=None).order_by("version")
    assert [(row.authority, row.version, row.value) for row in rows] == [("Quận", 0, 420), ("Quận", 1, 450)]


def test_the_same_decision_again_is_the_same_version(folder: Path) -> None:
    fill(folder)
    again = [item for item in fill(folder) if isinstance(item, Taken)]
    outcomes = [item.outcome for result in again for item in result.compared]
    assert outcomes == [Outcome.PROPOSED, Outcome.OUTDATED, *[Outcome.PROPOSED] * 4]
    assert Source.objects.count() == len(DOCUMENTS) - 1
    assert FactVersion.objects.filter(measure=1, known_to=None).count() == 3


def test_a_decision_keeps_its_version_when_it_comes_again_after_later_ones(folder: Path) -> None:
    (folder / "h.txt").write_text(decision(ADJUSTED, JOBS.format(n=470), date(2024, 10, 3)), "utf-8")
    fill(folder)
    fill(folder)
    rows = FactVersion.objects.filter(measure=1, year=2024, known_to=None).order_by("version")
    assert [(row.version, row.value) for row in rows] == [(0, 420), (1, 450), (2, 470)]


def test_a_later_estimate_takes_the_place_of_an_earlier_one_and_stays_an_estimate(folder: Path) -> None:
    fill(folder)
    rows = FactVersion.objects.filter(measure=2).order_by("id")
    assert [(row.value, row.known_to is None) for row in rows] == [(200, False), (210, True)]


def test_the_years_are_summed_up(folder: Path) -> None:
    years = by_year(fill(folder))
    assert [(item.year, dict(item.measures)) for item in years] == [
        (2024, {Measure.PLAN: 2, Measure.ESTIMATE: 2, Measure.ACTUAL: 1}),
        (2025, {Measure.PLAN: 1}),
    ]


def test_a_review_file_is_edited_and_taken_back(folder: Path, tmp_path: Path) -> None:
    review = tmp_path / "rà soát.xlsx"
    with review.open("wb") as file:
        assert write_review(fill(folder), file) == 5
    book = load_workbook(review)
    page = book.active
    for row in page.iter_rows():
        for cell in row:
            cell.value = "455" if cell.value == "450" else cell.value
    last = next(row[0].row for row in page.iter_rows() if "2025" in [cell.value for cell in row])
    page.delete_rows(last)
    book.save(review)
    done = take_back(review, REVIEW, Limits())
    assert (done.settled, done.changed) == (4, 1)
    values = ask.values([plan(0), plan(1), plan(0, 2025)])
    assert [values[cell].value for cell in (plan(0), plan(1), plan(0, 2025))] == [420, 455, None]
    open_drafts = FactVersion.objects.filter(known_to=None, settled=False)
    assert [row.value for row in open_drafts] == [Decimal(460)], "a line that was deleted stays a proposal"
    kept = FactVersion.objects.select_related("source").get(known_to=None, state=State.ACCEPTED, value=420)
    assert kept.source is not None
    assert kept.source.text[kept.start : kept.end] == "420 lao động"
