"""The life of a round: who may do what, in which order, and what is kept of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from django.utils.timezone import get_current_timezone, now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.ledger.rounds.conftest import SPAN

from tonghop.core.fact import Cell, Fact
from tonghop.core.language import translator
from tonghop.core.numbers import written
from tonghop.core.span import Span
from tonghop.intake import guard
from tonghop.ledger import ask, permitted, rounds
from tonghop.ledger.access import Forbidden, OwnSubmission
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import Conflict
from tonghop.ledger.models import Duty, Entry, FactVersion, Form, Round, State, Unit
from tonghop.ledger.record import Change, record
from tonghop.ledger.rounds import Opening, Timeliness
from tonghop.ledger.rounds.errors import (
    Contradicted,
    Incomplete,
    NeedsWhy,
    NotInForm,
    OtherForm,
    RoundClosed,
    RoundExists,
    Untouched,
    WrongState,
)

VALUES = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**15)
PETITIONS = Cell("petitions", "VP", SPAN)


def value(cell):
    return ask.values([cell])[cell].value


def settle(office, unit="VP"):
    number = office.duty(unit).pk
    guard.submit(office.person(unit), number)
    return guard.accept(office.synthesis, number)


class TestOpening:
    def test_units_alive_at_the_end_of_the_span_owe_it(self, office):
        assert {duty.unit.code for duty in office.round.duties.select_related("unit")} == {"VP", "KT"}

    def test_a_name_is_given_once(self, office):
        again = Opening("P", "9 tháng 2026", SPAN, ("noi-chinh",), date(2026, 9, 16), date(2026, 9, 1))
        with pytest.raises(RoundExists):
            rounds.open_round(office.synthesis, again)
        with pytest.raises(Forbidden):
            rounds.open_round(office.VP, replace(again, name="khác"))

    def test_it_is_an_entry(self, office):
        entry = Entry.objects.get(action="round.open")
        assert (entry.actor, entry.subject) == (office.synthesis, f"round {office.round.pk}")
        assert entry.after["duties"] == 2


class TestLife:
    def test_from_draft_to_publication(self, office):
        office.enter("VP", petitions=10, petitions_carried_over=4, petitions_new=6)
        assert value(PETITIONS) is None
        assert settle(office).state == Duty.State.ACCEPTED
        assert value(PETITIONS) == 10
        assert value(replace(PETITIONS, unit="P")) == 10
        assert not rounds.proposals(office.duty("VP"))
        assert rounds.publish(office.chief, office.round.pk) == 3
        assert permitted.open_versions([PETITIONS], settled=True)[PETITIONS].state == State.PUBLISHED

    def test_every_step_is_an_entry_with_the_state_before_and_after(self, office):
        office.enter("VP", petitions=10)
        settle(office)
        entries = Entry.objects.filter(subject=f"duty {office.duty('VP').pk}").order_by("id")
        assert [(entry.before["state"], entry.after["state"]) for entry in entries] == [
            ("waiting", "draft"),
            ("draft", "submitted"),
            ("submitted", "accepted"),
        ]

    def test_figures_are_counted_up_to_the_closing_day(self, office):
        office.enter("VP", petitions=10)
        assert rounds.proposals(office.duty("VP"))[PETITIONS].as_of == date(2026, 9, 14)

    def test_steps_out_of_order_are_refused(self, office):
        number = office.duty("VP").pk
        with pytest.raises(WrongState):
            guard.accept(office.synthesis, number)
        office.enter("VP", petitions=10)
        guard.submit(office.VP, number)
        with pytest.raises(WrongState) as refused:
            office.enter("VP", petitions=11)
        assert "“submitted”" in refused.value.sentence(translator("en").gettext)

    def test_required_figures_are_asked_for(self, office):
        office.enter("VP", poor_households=1)
        with pytest.raises(Incomplete, match="đơn"):
            guard.submit(office.VP, office.duty("VP").pk)
        guard.submit(office.VP, office.duty("VP").pk, "chưa có số của tháng 9")

    def test_only_what_the_form_asks_for(self, office):
        with pytest.raises(NotInForm):
            rounds.enter(office.VP, office.duty("VP").pk, [Fact(replace(PETITIONS, unit="KT"), Decimal(1))])
        with pytest.raises(NotInForm):
            office.enter("VP", Span(2026, 1, 8), petitions=1)

    def test_two_people_at_one_figure(self, office):
        number = office.duty("VP").pk
        first = rounds.enter(office.VP, number, [Fact(PETITIONS, Decimal(1))], seen={PETITIONS: None})
        seen = dict(first.versions)
        rounds.enter(office.synthesis, number, [Fact(PETITIONS, Decimal(2))], seen=seen)
        with pytest.raises(Conflict):
            rounds.enter(office.VP, number, [Fact(PETITIONS, Decimal(3))], seen=seen)
        assert rounds.proposals(office.duty("VP"))[PETITIONS].value == 2


class TestPeople:
    def test_who_submits_does_not_accept(self, office):
        office.enter("VP", petitions=10)
        guard.submit(office.synthesis, office.duty("VP").pk)
        with pytest.raises(OwnSubmission):
            guard.accept(office.synthesis, office.duty("VP").pk)
        assert guard.accept(office.chief, office.duty("VP").pk).state == Duty.State.ACCEPTED

    def test_who_accepts_does_not_publish(self, office):
        office.enter("VP", petitions=10)
        guard.submit(office.VP, office.duty("VP").pk)
        guard.accept(office.chief, office.duty("VP").pk)
        with pytest.raises(OwnSubmission):
            rounds.publish(office.chief, office.round.pk)

    def test_nobody_reaches_beyond_his_unit(self, office):
        with pytest.raises(Forbidden):
            rounds.enter(office.KT, office.duty("VP").pk, [Fact(PETITIONS, Decimal(1))])
        office.enter("VP", petitions=10)
        guard.submit(office.VP, office.duty("VP").pk)
        for person in (office.VP, office.head):
            with pytest.raises(Forbidden):
                guard.accept(person, office.duty("VP").pk)


class TestReturning:
    def test_one_figure_comes_back_and_the_others_stay(self, office):
        number = office.duty("VP").pk
        office.enter("VP", petitions=10, poor_households=3)
        guard.submit(office.VP, number)
        with pytest.raises(NeedsWhy):
            rounds.send_back(office.synthesis, number, " ", [PETITIONS])
        rounds.send_back(office.synthesis, number, "lệch sổ tiếp dân", [PETITIONS])
        states = {cell.indicator: row.state for cell, row in rounds.proposals(office.duty("VP")).items()}
        assert states == {"petitions": State.RETURNED, "poor_households": State.SUBMITTED}
        assert office.duty("VP").reason == "lệch sổ tiếp dân"
        with pytest.raises(Untouched):
            guard.submit(office.VP, number)
        office.enter("VP", petitions=11)
        guard.submit(office.VP, number)
        guard.accept(office.synthesis, number)
        assert value(PETITIONS) == 11

    def test_the_whole_form(self, office):
        number = office.duty("VP").pk
        office.enter("VP", petitions=10, poor_households=3)
        guard.submit(office.VP, number)
        rounds.send_back(office.synthesis, number, "làm lại")
        guard.submit(office.VP, number, "đã kiểm tra, số liệu đúng")
        assert office.duty("VP").state == Duty.State.SUBMITTED


class TestGuard:
    def test_contradictions_need_a_reason_which_is_kept(self, office):
        number = office.duty("VP").pk
        office.enter("VP", petitions=10, petitions_carried_over=4, petitions_new=5)
        with pytest.raises(Contradicted, match=r"\b10 đơn"):
            guard.submit(office.VP, number)
        guard.submit(office.VP, number, "1 đơn trùng")
        entry = Entry.objects.filter(subject=f"duty {number}", action="duty.submit").get()
        assert (entry.reason, len(entry.after["overridden"])) == ("1 đơn trùng", 1)
        with pytest.raises(Contradicted):
            guard.accept(office.synthesis, number)

    def test_a_dismissed_finding_stays_dismissed(self, office):
        office.enter("VP", petitions=10, petitions_carried_over=4, petitions_new=5)
        (finding,) = guard.findings(office.duty("VP"))
        rounds.dismiss(office.synthesis, "VP", finding.fingerprint, "đã đối chiếu")
        office.enter("VP", poor_households=3)
        settle(office)
        assert value(PETITIONS) == 10

    def test_what_is_counted_from_january_does_not_fall(self, office):
        earlier = Fact(replace(PETITIONS, span=Span(2026, 1, 8)), Decimal(12))
        record([earlier], Change(None, "test"))
        office.enter("VP", petitions=10)
        (finding,) = guard.findings(office.duty("VP"))
        assert finding.kind == "cumulative-falls"

    def test_parts_of_the_ward_are_its_units(self, office):
        record([Fact(PETITIONS, Decimal(7)), Fact(replace(PETITIONS, unit="KT"), Decimal(5))], Change(None, "test"))
        own = Round.objects.create(
            name="riêng",
            unit=Unit.objects.get(code="P"),
            year=2026,
            first=1,
            last=9,
            opens=date(2026, 9, 1),
            due=date(2026, 9, 9),
        )
        duty = Duty.objects.create(round=own, form=Form.objects.get(), unit=Unit.objects.get(code="P"))
        rounds.enter(office.synthesis, duty.pk, [Fact(replace(PETITIONS, unit="P"), Decimal(11))])
        (finding,) = guard.findings(rounds.find_duty(duty.pk))
        assert finding.kind == "sum-mismatch"

    def test_money_in_the_wrong_unit_is_asked_about(self, office):
        cell = Cell("budget_revenue", "VP", SPAN)
        record([Fact(replace(cell, span=SPAN.years_before()), Decimal(5_000_000_000))], Change(None, "test"))
        office.enter("VP", petitions=1, budget_revenue=5_200_000)
        (finding,) = guard.findings(office.duty("VP"))
        assert finding.kind == "leap"
        guard.submit(office.VP, office.duty("VP").pk)


class TestAfterwards:
    def test_a_correction_after_acceptance_is_told(self, office):
        office.enter("VP", petitions=10)
        duty = settle(office)
        assert rounds.changes_since(duty) == ()
        record([Fact(PETITIONS, Decimal(12))], Change(office.synthesis, "fact.correct", "bổ sung đơn nhận muộn"))
        (changed,) = rounds.changes_since(duty)
        assert (changed.before.value, changed.after.value) == (10, 12)
        assert (changed.actor, changed.reason) == ("synthesis", "bổ sung đơn nhận muộn")

    def test_a_closed_round_takes_nothing(self, office):
        with pytest.raises(NeedsWhy):
            rounds.close_round(office.synthesis, office.round.pk)
        rounds.close_round(office.synthesis, office.round.pk, "hết hạn")
        with pytest.raises(RoundClosed):
            office.enter("VP", petitions=1)
        with pytest.raises(RoundClosed):
            rounds.close_round(office.synthesis, office.round.pk, "nữa")


class TestStanding:
    def at(self, day, hour=9):
        return datetime(2026, 9, day, hour, tzinfo=get_current_timezone())

    def test_on_time_late_and_missing(self, office):
        for unit, day in (("VP", 16), ("KT", 23)):
            office.enter(unit, petitions=10)
            settle(office, unit)
            Duty.objects.filter(pk=office.duty(unit).pk).update(submitted=self.at(day, 23))
        found = {
            row.unit: (row.timeliness, row.days) for row in rounds.progress(office.round.pk, now() + timedelta(days=1))
        }
        assert found["VP"] == (Timeliness.ON_TIME, 0)
        assert found["KT"] == (Timeliness.LATE, 3)

    def test_as_known_on_a_moment(self, office):
        before = now()
        office.enter("VP", petitions=10, poor_households=2)
        drafted = now()
        guard.submit(office.VP, office.duty("VP").pk)

        def seen(moment):
            row = next(row for row in rounds.progress(office.round.pk, moment) if row.unit == "VP")
            return row.state, row.filled, row.required_filled, row.submitted is not None

        assert seen(before) == ("waiting", 0, 0, False)
        assert seen(drafted) == ("draft", 2, 1, False)
        assert seen(None) == ("submitted", 2, 1, True)

    def test_reminders_come_by_urgency(self, office):
        day = date(2026, 9, 18)
        assert [(item.unit, item.days) for item in rounds.reminders(office.round.pk, day)] == [("VP", -2), ("KT", 2)]
        office.enter("VP", petitions=10)
        guard.submit(office.VP, office.duty("VP").pk)
        assert [item.unit for item in rounds.reminders(office.round.pk, day)] == ["KT"]
        assert rounds.reminders(office.round.pk, date(2026, 9, 1)) == ()

    def test_few_queries_whatever_the_number_of_units(self, office, django_assert_max_num_queries):
        with django_assert_max_num_queries(5):
            rounds.progress(office.round.pk)


class TestForms:
    def test_a_form_goes_out_and_comes_in(self, office, tmp_path):
        file = BytesIO()
        rounds.write_form(office.duty("VP"), file, "csv")
        text = file.getvalue().decode("utf-8-sig")
        assert "noi-chinh / VP" in text
        path = tmp_path / "bieu.csv"
        row = "đơn thư tiếp nhận, thuộc thẩm quyền;VP;2026-M1..M9;Thực hiện;;;"
        assert f"{row};" in text
        path.write_text(text.replace(f"{row};", f"{row}12;"))
        rounds.enter_file(office.VP, office.duty("VP").pk, path)
        assert {row.value for row in rounds.proposals(office.duty("VP")).values()} == {Decimal(12)}
        assert FactVersion.objects.get().source.name == "bieu.csv"
        with pytest.raises(OtherForm):
            rounds.enter_file(office.KT, office.duty("KT").pk, path)

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.none() | st.just("x") | VALUES, min_size=5, max_size=5))
    def test_a_filled_workbook_gives_the_figures_that_were_filled_in(self, office, values):
        duty = office.duty("VP")
        with transaction.atomic(), TemporaryDirectory() as folder:
            path = Path(folder, "biểu.xlsx")
            with path.open("wb") as file:
                rounds.write_form(duty, file)
            book = load_workbook(path)
            rows = [cells for cells in book.worksheets[0].iter_rows() if cells[1].value == "VP"]
            for cells, value in zip(rows, values, strict=True):
                cells[6].value = value if value in (None, "x") else written(value)
            book.save(path)
            rounds.enter_file(office.VP, duty.pk, path)
            held = {cell: fact_of(row).value for cell, row in rounds.proposals(duty).items()}
            transaction.set_rollback(True)
        cells = rounds.cells_of(duty)
        wanted = {cell: None if value == "x" else value for cell, value in zip(cells, values, strict=True)}
        assert held == {cell: value for cell, value in wanted.items() if values[cells.index(cell)] is not None}
