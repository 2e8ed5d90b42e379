"""Registers of work: cases received, moved, found, counted."""

from tonghop.ledger.cases.finding import Sought, by_state, find, found, visible
from tonghop.ledger.cases.measuring import measure, measure_all
from tonghop.ledger.cases.privacy import MASK, record_access, seen_by, seen_of_all, shown
from tonghop.ledger.cases.steps import amend, possible, put_below, receive, take
from tonghop.ledger.cases.values import history_of, register_of
from tonghop.registers.measures import rate

__all__ = [
    "MASK",
    "Sought",
    "amend",
    "by_state",
    "find",
    "found",
    "history_of",
    "measure",
    "measure_all",
    "possible",
    "put_below",
    "rate",
    "receive",
    "record_access",
    "register_of",
    "seen_by",
    "seen_of_all",
    "shown",
    "take",
    "visible",
]
