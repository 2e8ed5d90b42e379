"""The inbox: documents that came in, how far each is read, what people correct, and words for the catalog."""

from tonghop.ledger.inbox.aliases import UnknownAlias, accepted, folded_words
from tonghop.ledger.inbox.aliases import propose as propose_alias
from tonghop.ledger.inbox.arrivals import (
    Outcome,
    UnknownArrival,
    assign,
    begin,
    fail,
    find,
    finish,
    receive,
    retry,
    visible,
)
from tonghop.ledger.inbox.corrections import NotCorrected, correct, leave_out, said, undo
from tonghop.ledger.inbox.removal import FiguresTaken, remove

__all__ = [
    "FiguresTaken",
    "NotCorrected",
    "Outcome",
    "UnknownAlias",
    "UnknownArrival",
    "accepted",
    "assign",
    "begin",
    "correct",
    "fail",
    "find",
    "finish",
    "folded_words",
    "leave_out",
    "propose_alias",
    "receive",
    "remove",
    "retry",
    "said",
    "undo",
    "visible",
]
