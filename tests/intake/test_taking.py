"""Taking documents in: what is confirmed, in conflict, revised; what is written and what is not."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake import town
from tests.intake.town import report, take
from tests.rendering import to_docx

from tonghop.core.errors import SecretDocument
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.intake import taking
from tonghop.intake.known import Outcome
from tonghop.intake.recording import Order
from tonghop.intake.taking import Failed, Taken, read_all, take_all
from tonghop.intake.values import Reason
from tonghop.ledger.models import Entry, FactVersion, Source, State
from tonghop.ledger.record import Change, record
from tonghop.workers import Limits

HALF = Span(2024, 1, 6)
JOBS = "Giải quyết việc làm cho {n} lao động.\n"
ACCEPT = Order(reason="số liệu báo cáo 6 tháng", accept=True)
pytestmark = pytest.mark.usefixtures("ward")


def taken(result: Taken | Failed) -> Taken:
    assert isinstance(result, Taken), result
    return result


def jobs(value: int, span: Span = HALF, measure: Measure = Measure.ACTUAL, **more: date) -> Fact:
    return Fact(Cell("jobs_created", town.WARD, span, measure), Decimal(value), **more)  # type: ignore[arg-type]


def settle(*facts: Fact) -> None:
    record(facts, Change(None, "ghi"))


def test_a_figure_becomes_a_draft_with_the_words_that_state_it(tmp_path: Path) -> None:
    result = taken(take(tmp_path, report(JOBS.format(n=215)))[0])
    assert [(item.outcome, item.fact.cell) for item in result.compared] == [(Outcome.NEW, jobs(215).cell)]
    row = FactVersion.objects.select_related("source", "entry").get()
    assert (row.state, row.value) == (State.DRAFT, 215)
    assert row.source is not None
    assert row.source.text[row.start : row.end] == "215 lao động"
    assert bytes(row.source.content or b"").decode() == report(JOBS.format(n=215))
    assert row.entry.action == "intake.propose"


def test_accepted_figures_are_settled_and_their_drafts_closed(tmp_path: Path) -> None:
    take(tmp_path, report(JOBS.format(n=215)))
    result = taken(take(tmp_path, report(JOBS.format(n=215)), order=ACCEPT)[0])
    assert result.written.settled == 1
    assert FactVersion.objects.get(known_to=None).state == State.ACCEPTED
    assert Source.objects.count() == 1, "the same file is kept once"
    assert result.before is not None


def test_what_the_ledger_has_is_confirmed_within_the_printed_rounding(tmp_path: Path) -> None:
    revenue = Cell("budget_revenue", town.WARD, HALF)
    settle(Fact(revenue, Decimal(6_912_340_000)))
    result = taken(take(tmp_path, report("Tổng thu ngân sách nhà nước trên địa bàn đạt 6,91 tỷ đồng."))[0])
    assert [item.outcome for item in result.compared] == [Outcome.CONFIRMED]
    assert FactVersion.objects.count() == 1


def test_a_conflict_is_shown_with_both_sources_and_never_settled(tmp_path: Path) -> None:
    take(tmp_path / "a", report(JOBS.format(n=215)), order=ACCEPT)
    result = taken(take(tmp_path / "b", report(JOBS.format(n=251)), order=ACCEPT)[0])
    (item,) = result.compared
    assert item.outcome is Outcome.CONFLICT
    assert item.known is not None
    assert item.known.value == 215
    assert [source.quotation for source in item.known.quoted] == ["215 lao động"]
    assert FactVersion.objects.get(known_to=None, settled=True).value == 215
    assert FactVersion.objects.get(known_to=None, settled=False).value == 251


def test_a_value_added_up_from_units_below_is_known_too(tmp_path: Path) -> None:
    settle(jobs(100), Fact(Cell("jobs_created", town.OTHER, HALF), Decimal(50)))
    text = report(JOBS.format(n=150)).replace("PHƯỜNG BẾN ĐÒ", "QUẬN LAM SƠN")
    result = taken(take(tmp_path, text)[0])
    assert result.unit == town.DISTRICT
    assert [item.outcome for item in result.compared] == [Outcome.CONFIRMED]


def test_a_later_estimate_revises_an_earlier_one_and_stays_beside_the_actual(tmp_path: Path) -> None:
    estimate = "Ước giải quyết việc làm cho {n} lao động.\n"
    take(tmp_path / "a", report(estimate.format(n=200), day=date(2024, 5, 20)), order=ACCEPT)
    result = taken(take(tmp_path / "b", report(estimate.format(n=210)), order=ACCEPT)[0])
    assert [item.outcome for item in result.compared] == [Outcome.REVISED]
    take(tmp_path / "c", report(JOBS.format(n=207), day=date(2024, 7, 5)), order=ACCEPT)
    held = FactVersion.objects.filter(known_to=None, settled=True).order_by("measure")
    assert [(row.measure, row.value) for row in held] == [(2, 210), (3, 207)]


def test_a_fall_of_what_is_counted_from_january_is_doubted_and_only_proposed(tmp_path: Path) -> None:
    settle(jobs(240, Span(2024, 1, 5)))
    result = taken(take(tmp_path, report(JOBS.format(n=215)), order=ACCEPT)[0])
    assert [item.kind for item in result.doubts] == ["cumulative-falls"]
    assert result.written.drafts == 1
    assert result.written.settled == 0


def test_figures_of_an_error_are_left_out_with_its_sentence(tmp_path: Path) -> None:
    text = report("Toàn phường có 311 hộ, gồm 114 hộ nghèo và 188 hộ cận nghèo.")
    result = taken(take(tmp_path, text)[0])
    assert {item.reason for item in result.left_out} >= {Reason.CONTRADICTED}
    assert FactVersion.objects.count() == 0


def test_a_secret_document_is_refused_before_a_byte_is_kept_and_the_next_is_taken(tmp_path: Path) -> None:
    first, second = take(tmp_path, "MẬT\n\n" + report(JOBS.format(n=9)), report(JOBS.format(n=215)))
    assert isinstance(first, Failed)
    assert isinstance(first.error, SecretDocument)
    assert taken(second).written.drafts == 1
    assert Source.objects.count() == 1


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    first, second = take(tmp_path, "", report(JOBS.format(n=215)))
    assert isinstance(first, Failed)
    assert taken(second).written.drafts == 1


def test_a_dry_run_keeps_nothing_but_shows_what_the_first_file_would_change_for_the_second(tmp_path: Path) -> None:
    before = Entry.objects.count()
    first, second = take(tmp_path, report(JOBS.format(n=215)), report(JOBS.format(n=251)), dry_run=True)
    assert [item.outcome for item in taken(first).compared] == [Outcome.NEW]
    assert [item.outcome for item in taken(second).compared] == [Outcome.CONFLICT]
    assert (Entry.objects.count(), FactVersion.objects.count(), Source.objects.count()) == (before, 0, 0)


def test_a_word_file_is_taken_like_its_text(tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(to_docx(report(JOBS.format(n=215))))
    (result,) = take_all(read_all([town.given(path)], Limits()), Order())
    assert [item.fact.value for item in taken(result).compared] == [215]
    row = FactVersion.objects.select_related("source").get()
    assert row.source is not None
    assert row.source.media_type.endswith("wordprocessingml.document")
    assert bytes(row.source.content or b"") == path.read_bytes()


def test_a_mistake_of_the_program_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = taking.propose
    seen: list[int] = []

    def failing(*given: object) -> object:
        seen.append(1)
        return 1 / 0 if len(seen) == 1 else whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "propose", failing)
    first, second = take(tmp_path, report(JOBS.format(n=9)), report(JOBS.format(n=215)))
    assert isinstance(first, Failed)
    assert "ZeroDivisionError" in str(first.error)
    assert taken(second).written.drafts == 1


class TestPercentages:
    """Percentages of a document beside the plans and last year's values in the ledger."""

    def doubts(self, folder: Path, sentence: str) -> list[str]:
        result = taken(take(folder, report(sentence), order=ACCEPT)[0])
        self.settled = result.written.settled
        return [item.kind for item in result.doubts]

    def plan(self, value: int, authority: str, version: int = 0) -> None:
        cell = Cell("jobs_created", town.WARD, Span(2024, 1, 12), Measure.PLAN, authority, version)
        settle(Fact(cell, Decimal(value)))

    def test_a_percentage_of_the_plan_that_the_ledger_has(self, tmp_path: Path) -> None:
        self.plan(500, "Quận")
        stated = "Giải quyết việc làm cho 215 lao động, đạt {percent}% kế hoạch năm."
        assert self.doubts(tmp_path / "a", stated.format(percent=52)) == ["ratio-mismatch"]
        assert self.settled == 0
        assert self.doubts(tmp_path / "b", stated.format(percent=43)) == []
        assert self.settled == 1

    def test_any_plan_that_may_be_meant_will_do_and_the_adjusted_goes_before_the_original(self, tmp_path: Path) -> None:
        self.plan(500, "Quận")
        self.plan(430, "Quận", 1)
        self.plan(400, "TP")
        stated = "Giải quyết việc làm cho 215 lao động, đạt {percent}% {plan}."
        assert self.doubts(tmp_path / "a", stated.format(percent="53,8", plan="kế hoạch năm")) == []
        assert self.doubts(tmp_path / "b", stated.format(percent=50, plan="kế hoạch quận giao")) == []
        assert self.doubts(tmp_path / "c", stated.format(percent=43, plan="kế hoạch quận giao")) != []

    def test_a_plan_added_up_from_units_below(self, tmp_path: Path) -> None:
        for unit in (town.WARD, town.OTHER):
            cell = Cell("jobs_created", unit, Span(2024, 1, 12), Measure.PLAN, "Quận")
            settle(Fact(cell, Decimal(250)))
        sentence = "Giải quyết việc làm cho 215 lao động, đạt {percent}% kế hoạch năm."
        for percent, kinds in ((43, []), (53, ["ratio-mismatch"])):
            text = report(sentence.format(percent=percent)).replace("PHƯỜNG BẾN ĐÒ", "QUẬN LAM SƠN")
            (result,) = take(tmp_path / str(percent), text)
            assert [item.kind for item in taken(result).doubts] == kinds

    def test_a_change_since_last_year(self, tmp_path: Path) -> None:
        settle(jobs(200, Span(2023, 1, 6)))
        stated = "Giải quyết việc làm cho 215 lao động, {change} so với {base}."
        assert self.doubts(tmp_path / "a", stated.format(change="tăng 7,5%", base="cùng kỳ năm 2023")) == []
        assert self.doubts(tmp_path / "b", stated.format(change="tăng 17,5%", base="cùng kỳ")) == ["growth-mismatch"]
        assert self.doubts(tmp_path / "c", stated.format(change="giảm 7,5%", base="cùng kỳ")) != []
        assert self.doubts(tmp_path / "d", stated.format(change="tăng 50%", base="tháng trước")) == []
        dated = f"Tính đến ngày 30/6/2024, {stated[0].lower()}{stated[1:]}".format(change="tăng 17,5%", base="cùng kỳ")
        assert self.doubts(tmp_path / "e", dated) == ["growth-mismatch"]

    def test_a_percentage_beside_nothing_known_is_no_doubt(self, tmp_path: Path) -> None:
        assert self.doubts(tmp_path, "Giải quyết việc làm cho 215 lao động, đạt 52% kế hoạch năm.") == []
