"""Whatever people try in whatever order: nothing is settled but by acceptance, and the entries tell what happened."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import connections, transaction
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.rounds.conftest import KEYS, SPAN, Office

from tonghop.core.fact import Cell, Fact
from tonghop.intake import guard
from tonghop.ledger import rounds
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Duty, Entry, FactVersion, State

PEOPLE = ("VP", "KT", "synthesis", "chief", "head")
REASONS = ("", "có lý do")


def entering(office: Office, person: str, reason: str, number: int, value: int) -> None:
    cell = Cell(KEYS[value % len(KEYS)], "VP", SPAN)
    rounds.enter(office.person(person), number, [Fact(cell, Decimal(value))], reason=reason)


def submitting(office: Office, person: str, reason: str, number: int, _value: int) -> None:
    guard.submit(office.person(person), number, reason)


def returning(office: Office, person: str, reason: str, number: int, _value: int) -> None:
    rounds.send_back(office.person(person), number, reason)


def accepting(office: Office, person: str, reason: str, number: int, _value: int) -> None:
    guard.accept(office.person(person), number, reason)


STEPS: tuple[Callable[[Office, str, str, int, int], None], ...] = (entering, submitting, returning, accepting)
TRIES = st.tuples(
    st.sampled_from((*STEPS, entering)), st.sampled_from(PEOPLE), st.sampled_from(REASONS), st.integers(0, 20)
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TRIES, max_size=25))
def test_any_sequence_of_steps(office, tries):
    with transaction.atomic():
        seen = []
        for step, person, reason, value in tries:
            with suppress(LedgerError):
                step(office, person, reason, office.duty("VP").pk, value)
            seen.append((now(), office.duty("VP").state))
        check(office.duty("VP"), seen)
        transaction.set_rollback(True)


def check(duty: Duty, seen: list) -> None:
    steps = list(Entry.objects.filter(subject=f"duty {duty.pk}").order_by("id"))
    states = ["waiting", *(entry.after["state"] for entry in steps)]
    assert [entry.before["state"] for entry in steps] == states[:-1]
    assert states[-1] == duty.state
    settled = FactVersion.objects.filter(duty=duty, state__gte=State.ACCEPTED)
    assert settled.exists() == (duty.state == Duty.State.ACCEPTED)
    if duty.state == Duty.State.ACCEPTED:
        assert not rounds.proposals(duty)
        people = {entry.after["state"]: entry.actor_id for entry in steps}
        assert people["submitted"] != people["accepted"]
    for moment, state in seen:
        assert next(row.state for row in rounds.progress(duty.round_id, moment) if row.unit == "VP") == state


@pytest.mark.django_db(transaction=True)
def test_a_form_is_accepted_once_however_many_accept_it(office):
    office.enter("VP", petitions=10)
    number = office.duty("VP").pk
    guard.submit(office.VP, number)

    def accept(person: str) -> bool:
        try:
            guard.accept(office.person(person), number)
        except LedgerError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(accept, ["synthesis", "chief"] * 4))
    assert sum(done) == 1
    assert FactVersion.objects.filter(known_to=None, settled=True).count() == 1
    assert Entry.objects.filter(subject=f"duty {number}", action="duty.accept").count() == 1
