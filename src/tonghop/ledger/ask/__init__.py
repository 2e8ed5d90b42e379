"""Asking the ledger: values, plans, comparisons, status and outlook, each as known on any moment, with its sources."""

from tonghop.catalog.thresholds import Thresholds
from tonghop.ledger.ask.accuracy import Miss, accuracy
from tonghop.ledger.ask.assess import Status, assess
from tonghop.ledger.ask.below import below
from tonghop.ledger.ask.board import Line, Plan, board, planned, plans
from tonghop.ledger.ask.comparisons import Comparison, Piece, comparisons, last_before
from tonghop.ledger.ask.effective import Origin, Value
from tonghop.ledger.ask.latest import latest
from tonghop.ledger.ask.limits import thresholds
from tonghop.ledger.ask.outlook import Outlook, outlook, outlooks
from tonghop.ledger.ask.sources import Act, Entered, Quotation, Version, added, entered, history, quotations
from tonghop.ledger.ask.standing import bounds, days, owners
from tonghop.ledger.ask.values import same_period, values

__all__ = [
    "Act",
    "Comparison",
    "Entered",
    "Line",
    "Miss",
    "Origin",
    "Outlook",
    "Piece",
    "Plan",
    "Quotation",
    "Status",
    "Thresholds",
    "Value",
    "Version",
    "accuracy",
    "added",
    "assess",
    "below",
    "board",
    "bounds",
    "comparisons",
    "days",
    "entered",
    "history",
    "last_before",
    "latest",
    "outlook",
    "outlooks",
    "owners",
    "planned",
    "plans",
    "quotations",
    "same_period",
    "thresholds",
    "values",
]
