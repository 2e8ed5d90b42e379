"""Rounds of reporting: calendars, what each unit owes, the steps from draft to publication, and who is late."""

from tonghop.ledger.rounds.agenda import Deadline, deadlines
from tonghop.ledger.rounds.calendars import Rule, Window, window, window_by
from tonghop.ledger.rounds.closing import close_round, post
from tonghop.ledger.rounds.dismissals import dismiss, dismissed
from tonghop.ledger.rounds.duties import blank, cells_of, closing_day, due_of, duty_of, find_duty, proposals
from tonghop.ledger.rounds.files import enter_file, write_form
from tonghop.ledger.rounds.journal import Step, history
from tonghop.ledger.rounds.mailing import AHEAD, Letter, Reminded, remind
from tonghop.ledger.rounds.narratives import MOST, Heading, Written, narrate, narratives, texts_of
from tonghop.ledger.rounds.opening import find_round, open_round, span_of
from tonghop.ledger.rounds.standing import changes_since, late, progress, reminders, tally, timely
from tonghop.ledger.rounds.steps import Check, accept, enter, publish, send_back, submit
from tonghop.ledger.rounds.values import Changed, Objection, Opening, Progress, Reminder, Timeliness

__all__ = [
    "AHEAD",
    "MOST",
    "Changed",
    "Check",
    "Deadline",
    "Heading",
    "Letter",
    "Objection",
    "Opening",
    "Progress",
    "Reminded",
    "Reminder",
    "Rule",
    "Step",
    "Timeliness",
    "Window",
    "Written",
    "accept",
    "blank",
    "cells_of",
    "changes_since",
    "close_round",
    "closing_day",
    "deadlines",
    "dismiss",
    "dismissed",
    "due_of",
    "duty_of",
    "enter",
    "enter_file",
    "find_duty",
    "find_round",
    "history",
    "late",
    "narrate",
    "narratives",
    "open_round",
    "post",
    "progress",
    "proposals",
    "publish",
    "remind",
    "reminders",
    "send_back",
    "span_of",
    "submit",
    "tally",
    "texts_of",
    "timely",
    "window",
    "window_by",
    "write_form",
]
