"""Registers of work: cases received, moved, found, counted."""

from tonghop.ledger.cases.attachments import ENDINGS, Kept, attach, choosable, detach, fetch, files_of
from tonghop.ledger.cases.finding import Sought, by_register, by_state, find, found, handling, sieves, visible
from tonghop.ledger.cases.issuing import Offered, called, offered
from tonghop.ledger.cases.links import (
    Carried,
    Linked,
    carried,
    conversion_of,
    convert,
    convertible,
    linked,
    part_of,
    text_of,
)
from tonghop.ledger.cases.measuring import measure, measure_all
from tonghop.ledger.cases.parts import Branch, above, numbered, progress, put_below, still_open, tree, uppers_of
from tonghop.ledger.cases.passing import pass_on, takers
from tonghop.ledger.cases.posted import Compared, cases_of, compare, find_posting, of_register, of_span, of_versions
from tonghop.ledger.cases.posting import Posted, Query, post
from tonghop.ledger.cases.privacy import MASK, covered, fields_of, levels, record_access, seen_by, seen_of_all, shown
from tonghop.ledger.cases.reviewing import Review, review
from tonghop.ledger.cases.steps import ahead, amend, amendable, possible, receive, take
from tonghop.ledger.cases.undoing import Undone, undo, undoable, undone_by
from tonghop.ledger.cases.values import corrected, history_of, register_of
from tonghop.registers.measures import rate

__all__ = [
    "ENDINGS",
    "MASK",
    "Branch",
    "Carried",
    "Compared",
    "Kept",
    "Linked",
    "Offered",
    "Posted",
    "Query",
    "Review",
    "Sought",
    "Undone",
    "above",
    "ahead",
    "amend",
    "amendable",
    "attach",
    "by_register",
    "by_state",
    "called",
    "carried",
    "cases_of",
    "choosable",
    "compare",
    "conversion_of",
    "convert",
    "convertible",
    "corrected",
    "covered",
    "detach",
    "fetch",
    "fields_of",
    "files_of",
    "find",
    "find_posting",
    "found",
    "handling",
    "history_of",
    "levels",
    "linked",
    "measure",
    "measure_all",
    "numbered",
    "of_register",
    "of_span",
    "of_versions",
    "offered",
    "part_of",
    "pass_on",
    "possible",
    "post",
    "progress",
    "put_below",
    "rate",
    "receive",
    "record_access",
    "register_of",
    "review",
    "seen_by",
    "seen_of_all",
    "shown",
    "sieves",
    "still_open",
    "take",
    "takers",
    "text_of",
    "tree",
    "undo",
    "undoable",
    "undone_by",
    "uppers_of",
    "visible",
]
