"""What registers come to, posted as figures when a round closes: with the cases that counted, never in silence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.ledger.cases.people import letter

from tonghop.core.fact import Cell, Fact
from tonghop.ledger import ask, cases, permitted, rounds, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cases import posting
from tonghop.ledger.cases.errors import NeedsReason, NothingPosted, PostingPublished
from tonghop.ledger.cases.posted import cases_of, find_posting, of_span
from tonghop.ledger.models import Entry, FactVersion, Posting, Source
from tonghop.ledger.record import Change, record
from tonghop.ledger.rounds.closing import query_of
from tonghop.ledger.rounds.errors import NeedsWhy

JUNE = date(2026, 6, 1)
WHY = "hết hạn"


@pytest.fixture(autouse=True)
def only_petitions(monkeypatch):
    """Of all measures, only one feeds an indicator here."""
    fed = {"petitions": {"own": "petitions"}}
    monkeypatch.setattr(posting, "_fed", lambda register: fed.get(register.key, {}))


def received(office, count: int = 1) -> list:
    """Petitions received by the department VP on the first of June."""
    return [letter(office.VP, JUNE, unit="VP") for _ in range(count)]


def cell(office, unit: str = "VP") -> Cell:
    return Cell("petitions", unit, rounds.span_of(office.round))


def value(office, unit: str = "VP") -> Decimal | None:
    return ask.values([cell(office, unit)])[cell(office, unit)].value


class TestClosing:
    def test_what_a_register_counts_becomes_a_figure_with_its_cases(self, office):
        made = received(office, 2)
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        assert value(office) == value(office, office.round.unit.code) == 2
        row = FactVersion.objects.get(source__kind=Source.Kind.REGISTER)
        posting = Posting.objects.get()
        assert (row.source, row.as_of, row.entry.action) == (posting.source, posting.last, "case.post")
        assert (posting.register, posting.measure, posting.cases) == (
            "petitions",
            "own",
            [case.pk for case in made],
        )
        after = Entry.objects.get(action="round.close").after
        assert (after["posted"], after["kept"]) == (1, 0)

    def test_what_stands_is_not_written_again(self, office):
        received(office, 2)
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        before = Entry.objects.count(), FactVersion.objects.count(), Posting.objects.count()
        posted = rounds.post(office.synthesis, office.round.pk, "lại")
        assert (posted.written, posted.unchanged) == (0, 1)
        assert (Entry.objects.count(), FactVersion.objects.count(), Posting.objects.count()) == before

    def test_a_case_entered_late_shows_as_a_difference_until_it_is_posted(self, office):
        received(office, 2)
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        received(office)
        (item,) = of_span(office.round.unit, rounds.span_of(office.round))
        assert (item.fact.value, item.now, item.differs) == (2, 3, True)
        assert value(office) == 2
        with pytest.raises(NeedsWhy):  # what a closed round told is only corrected
            rounds.post(office.synthesis, office.round.pk)
        assert rounds.post(office.synthesis, office.round.pk, "đơn vào sổ muộn").written == 1
        (item,) = of_span(office.round.unit, rounds.span_of(office.round))
        assert (item.fact.value, item.differs, value(office)) == (3, False, 3)

    def test_figures_from_elsewhere_stay_unless_somebody_says_why(self, office):
        record([Fact(cell(office), Decimal(10))], Change(office.synthesis, "fact.record"))
        received(office, 2)
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        assert value(office) == 10
        assert rounds.post(office.synthesis, office.round.pk, "theo sổ tiếp nhận").kept == (cell(office),)
        assert rounds.post(office.synthesis, office.round.pk, "theo sổ tiếp nhận", replacing=True).written == 1
        assert value(office) == 2

    def test_figures_that_units_below_reported_stay_unless_somebody_says_why(self, office):
        above = office.round.unit.code
        record([Fact(cell(office), Decimal(76))], Change(office.synthesis, "fact.record"))
        letter(office.synthesis, JUNE, unit=above)
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        assert value(office, above) == 76
        assert rounds.post(office.synthesis, office.round.pk, "theo sổ").kept == (cell(office, above),)
        rounds.post(office.synthesis, office.round.pk, "theo sổ", replacing=True)
        assert (value(office, above), value(office)) == (1, 76)

    def test_of_the_time_before_a_register_began_nothing_is_told(self, office):
        letter(office.VP, date(2026, 11, 2), unit="VP")
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        assert value(office) is None

    def test_what_was_published_is_never_replaced(self, office):
        received(office, 2)
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        permitted.publish(office.chief, [FactVersion.objects.get(known_to=None).pk])
        received(office)
        assert rounds.post(office.synthesis, office.round.pk, "bổ sung").kept == (cell(office),)
        (item,) = of_span(office.round.unit, rounds.span_of(office.round))
        assert (item.fact.value, item.now) == (2, 3)

    def test_only_who_may_settle_posts(self, office):
        with pytest.raises(Forbidden):
            rounds.post(office.VP, office.round.pk)

    def test_a_unit_that_keeps_no_register_has_no_figure(self, office):
        rounds.close_round(office.synthesis, office.round.pk, WHY)
        assert value(office) is None


class TestUndoing:
    def test_what_was_posted_goes_and_what_it_replaced_holds_again(self, office):
        above = office.round.unit.code
        elsewhere = Source.objects.create(
            kind=Source.Kind.DOCUMENT, name="Báo cáo tháng", unit=units.find("VP"), entry=Entry.objects.earliest("id")
        )
        record([Fact(cell(office), Decimal(10))], Change(office.synthesis, "fact.record", source=elsewhere))
        received(office, 2)
        letter(office.synthesis, JUNE, unit=above)
        rounds.post(office.synthesis, office.round.pk, "theo sổ", replacing=True)
        assert (value(office), value(office, above)) == (2, 3)
        posting = Posting.objects.get(unit__code="VP")
        assert cases.undoable(office.synthesis, posting) == 2
        assert cases.undo(office.synthesis, posting.pk, "chọn nhầm") == cases.Undone(figures=2, restored=1)
        assert (value(office), value(office, above)) == (10, 10)  # the ward has what its parts add up to again
        row = FactVersion.objects.get(unit__code="VP", known_to=None)
        assert (row.source, row.entry.action, row.entry.reason) == (elsewhere, "case.unpost", "chọn nhầm")
        entry = Entry.objects.get(action="case.unpost", subject=f"posting {posting.pk}")
        assert (entry.actor, entry.after) == (office.synthesis, {"figures": 2, "restored": 1})
        assert cases.undone_by(Posting.objects.get(unit__code=above)) == entry
        assert of_span(office.round.unit, rounds.span_of(office.round)) == []

    def test_it_is_posted_anew_after_it_was_taken_back(self, office):
        received(office, 2)
        rounds.post(office.synthesis, office.round.pk)
        cases.undo(office.synthesis, Posting.objects.get().pk, "chọn nhầm")
        assert value(office) is None
        assert rounds.post(office.synthesis, office.round.pk).written == 1
        assert value(office) == 2

    def test_a_posting_that_holds_again_can_be_taken_back_too(self, office):
        received(office, 2)
        rounds.post(office.synthesis, office.round.pk)
        earlier = Posting.objects.get()
        received(office)
        rounds.post(office.synthesis, office.round.pk)
        later = Posting.objects.latest("pk")
        cases.undo(office.synthesis, later.pk, "đếm nhầm")
        assert (value(office), cases.undoable(office.synthesis, earlier)) == (2, 1)
        assert [entry and entry.reason for entry in map(cases.undone_by, (earlier, later))] == [None, "đếm nhầm"]
        assert cases.undo(office.synthesis, earlier.pk, "chưa hết kỳ") == cases.Undone(figures=1, restored=0)
        assert value(office) is None
        assert cases.undone_by(earlier) == Entry.objects.get(subject=f"posting {earlier.pk}")
        with pytest.raises(NothingPosted):
            cases.undo(office.synthesis, earlier.pk, "lần nữa")

    def test_a_figure_that_was_replaced_since_stays(self, office):
        received(office, 2)
        rounds.post(office.synthesis, office.round.pk)
        posting = Posting.objects.get()
        record([Fact(cell(office), Decimal(7))], Change(office.synthesis, "fact.correct", "đếm lại"))
        assert (cases.undoable(office.synthesis, posting), cases.undone_by(posting)) == (0, None)
        with pytest.raises(NothingPosted, match="đã được thay hoặc đã hoàn tác"):
            cases.undo(office.synthesis, posting.pk, "chọn nhầm")
        assert value(office) == 7

    def test_it_is_refused_without_a_right_a_reason_or_once_published(self, office):
        received(office, 2)
        rounds.post(office.synthesis, office.round.pk)
        posting = Posting.objects.get()
        with pytest.raises(Forbidden):
            cases.undo(office.VP, posting.pk, "chọn nhầm")
        assert cases.undoable(office.VP, posting) == 0
        with pytest.raises(NeedsReason):
            cases.undo(office.synthesis, posting.pk, " ")
        permitted.publish(office.chief, [FactVersion.objects.get(known_to=None).pk])
        assert cases.undoable(office.synthesis, posting) == 0
        with pytest.raises(PostingPublished, match="đã công bố"):
            cases.undo(office.synthesis, posting.pk, "chọn nhầm")
        assert value(office) == 2


def test_the_cases_of_a_posting_are_told_as_they_were(office):
    made = received(office, 2)
    rounds.close_round(office.synthesis, office.round.pk, WHY)
    cases.amend(office.VP, made[0].pk, {"content": "Nội dung khác"}, seen=1, reason="đọc lại")
    posting = find_posting(office.synthesis, Posting.objects.get().pk)
    then = cases_of(office.synthesis, posting, 0, 50)
    assert [item.title for item in then] == ["Đề nghị xem lại mức bồi thường"] * 2
    assert [item.state for item in then] == ["Mới tiếp nhận"] * 2
    assert [item.moved for item in then] == [True, False]
    assert cases_of(office.KT, posting, 0, 50) == []


def test_days_are_those_of_the_calendar_up_to_today(office):
    query = query_of(office.round)
    assert (query.first, query.last) == (date(2025, 12, 15), date(2026, 9, 14))
    past = replace(query, last=date(2025, 12, 1))
    assert cases.post(office.synthesis, units.find("VP"), past).written == 0
