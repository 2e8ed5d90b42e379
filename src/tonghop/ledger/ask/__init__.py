"""Asking the ledger: values, plans, comparisons, status and outlook, each as known on any moment, with its sources."""

from tonghop.catalog.thresholds import Thresholds, thresholds
from tonghop.ledger.ask.assess import Status, assess
from tonghop.ledger.ask.below import below
from tonghop.ledger.ask.board import Line, Plan, board
from tonghop.ledger.ask.effective import Origin, Value
from tonghop.ledger.ask.values import same_period, values

__all__ = [
    "Line",
    "Origin",
    "Plan",
    "Status",
    "Thresholds",
    "Value",
    "assess",
    "below",
    "board",
    "same_period",
    "thresholds",
    "values",
]
