"""Measures in the database: the same as those of the histories themselves, as of any day."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.ledger import small
from tests.registers.histories import BEGIN, cases

from tonghop.catalog.registers import Register, registers
from tonghop.ledger import units
from tonghop.ledger.cases.measuring import list_places, measure, measure_all, measure_places
from tonghop.ledger.cases.values import apply
from tonghop.ledger.models import Case, CaseStanding, Unit
from tonghop.registers.history import History
from tonghop.registers.measures import broken_down, counted, is_taken, measured

SPANS = st.tuples(st.integers(-30, 500), st.integers(0, 400)).map(
    lambda drawn: (BEGIN + timedelta(days=drawn[0]), BEGIN + timedelta(days=sum(drawn)))
)


def write(history: History, unit: Unit, number: int) -> None:
    """Keep a whole history as the steps would have kept it one by one."""
    received = history.steps[0].on
    case = Case(register=history.register.key, unit=unit, year=received.year, number=number, received=received)
    for at in range(len(history.steps)):
        past = History(history.register, history.steps[: at + 1])
        standing = apply(case, past)
        case.save()
        CaseStanding.objects.filter(case=case, until=None).update(until=past.steps[-1].on)
        standing.case = case
        standing.save(force_insert=True)


class Measures(TestCase):
    """One small office; each example has its own cases."""

    def setUp(self) -> None:
        small.build()

    def test_the_database_counts_what_the_histories_say(self) -> None:
        for key, register in registers().items():
            with self.subTest(key):
                self._holds(register)

    def _holds(self, register: Register) -> None:
        @settings(max_examples=8, suppress_health_check=list(HealthCheck))
        @given(st.lists(cases(register), max_size=6), SPANS)
        def hold(held: list[History], span: tuple[date, date]) -> None:
            unit = units.find("A")
            CaseStanding.objects.all().delete()
            Case.objects.all().delete()
            for number, history in enumerate(held):
                write(history, unit, number)
            seen = counted(held, *span)
            with CaptureQueriesContext(connection) as asked:
                values = measure_all(register, [unit.pk], *span)
            assert len(asked) == 1
            assert values == measured(register, seen)
            places = {1: [unit.pk], 2: [], 3: [unit.pk, units.find("B").pk]}
            assert measure_places(register, places, *span) == {1: values, 2: measured(register, ()), 3: values}
            for key, listed in list_places(register, register.measures, places, *span)[1].items():
                item = register.measures[key]
                assert listed.value == values[key]
                assert len(listed.cases) == len(listed.versions) == sum(is_taken(item, case) for case in seen)
            for field in register.breakdowns:
                assert measure(register, [unit.pk], *span, field) == broken_down(register, seen, field)

        hold()
