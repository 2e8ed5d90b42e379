"""Values under which a network holds: those found are real, and a contradiction has none."""

import pytest
from tests.checking.say import say

from tonghop.checking.bounds import Reading
from tonghop.checking.build import network_of
from tonghop.checking.propagate import propagate
from tonghop.checking.witness import can_be_true
from tonghop.core.figure import Direction, Role
from tonghop.core.relation import Change, Relation


@pytest.mark.parametrize(("delta", "possible"), [("43,8 tỷ đồng", True), ("48,3 tỷ đồng", False)])
def test_a_difference_and_a_rate_of_one_change(delta: str, possible: bool) -> None:
    figures = [
        say("now", "352,4 tỷ đồng"),
        say("delta", delta, Role.DELTA),
        say("rate", "14,19%", Role.GROWTH),
    ]
    change = Relation("r1", Change("now", None, "delta", "rate", Direction.UP))
    network = network_of({figure.id: figure for figure in figures}, [change])
    domains = propagate(network, Reading.ROUNDED).domains
    assert can_be_true(network, Reading.ROUNDED, domains) is possible
