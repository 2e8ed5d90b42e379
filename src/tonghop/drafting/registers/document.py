"""A document that a step of a case issues, from its text in the register."""

import re
from dataclasses import replace

from django.utils.timezone import localdate

from tonghop.catalog.registers import DocumentOf, Register
from tonghop.core.paper import Letterhead, Paper, Paragraph, Signature
from tonghop.drafting.frame import Issuer, issuer_on
from tonghop.drafting.registers.telling import Telling, in_figures, numbered, telling
from tonghop.ledger import cases
from tonghop.ledger.cases.errors import UnknownDocument
from tonghop.ledger.models import Account, CaseStep
from tonghop.registers.documents import filled_in
from tonghop.registers.filling import kept
from tonghop.registers.history import History

_LISTED = "- "
_WRITTEN = re.compile(r"0*([1-9]\d{0,5})/(\S+)")


def case_document(account: Account, number: int, key: str, step: int | None = None) -> Paper:
    """A document of a case: of a step that was taken (its id), as the case stood then; otherwise of one to be taken.

    What is not known, and what the account may not see, is left open. Raises UnknownCase, UnknownDocument.
    """
    case, today = cases.find(account, number), localdate()
    told = telling(account, case, today)
    found = cases.offered(told.register, told.taken, cases.possible(account, case))
    document = next((item.document for item in found if (item.key, item.taken) == (key, step)), None)
    if document is None:
        raise UnknownDocument
    taken = next((item for item in told.taken if item.pk == step), None)
    head = issuer_on(case.unit, taken.on if taken else today)
    words = _words(told, head, taken)
    if taken is None:
        asked = {name for each in document.steps for name in told.register.transitions[each].needs}
        words |= dict.fromkeys(asked & told.register.told_anew(), "")
    return _paper(told.register, document, head, words, taken)


def _words(told: Telling, head: Issuer, taken: CaseStep | None) -> dict[str, str]:
    """What stands in the places: the fields as they were after a step that was taken, and what is no field."""
    history, case = told.history, told.case
    if taken:
        history = History(history.register, history.steps[: [item.pk for item in told.taken].index(taken.pk) + 1])
    last = history.steps[-1].on
    standing, running = history.at(last), history.main_limit(last)
    issuing = head.words()
    return {
        **told.seen_words(kept(standing.fields) if standing else {}),
        "body": issuing["body"],
        "head": issuing["head"],
        "HEAD": issuing["head"].upper(),
        "number": numbered(case),
        "received": in_figures(case.received),
        "due": in_figures(running.due.last if running else None),
        "on": in_figures(taken.on if taken else None),
    }


def _paper(
    register: Register, document: DocumentOf, head: Issuer, words: dict[str, str], taken: CaseStep | None
) -> Paper:
    def filled(text: str) -> str:
        return filled_in(register, text, words)

    signed = [
        Signature((filled(title),), filled_in(register, name, words, dotted=False)) for title, name in document.signers
    ]
    return Paper(
        letterhead=_letterhead(head.letterhead(document.symbol), taken),
        title=filled(document.title),
        subject=filled(document.subject),
        address=filled(document.to) if document.to else "",
        sections=(),
        opening=tuple(_paragraph(filled(text)) for text in document.body),
        signature=signed[-1] if signed else head.signature("TM", None),
        beside=signed[0] if len(signed) > 1 else None,
        recipients=tuple(map(filled, document.recipients)),
    )


def _letterhead(open_: Letterhead, taken: CaseStep | None) -> Letterhead:
    """The head with day and number of the step that was taken, where they were written down."""
    if taken is None:
        return open_
    numbered = _WRITTEN.match(taken.document)
    dated = replace(open_, dated=taken.on)
    return replace(dated, number=int(numbered[1]), symbol=numbered[2]) if numbered else dated


def _paragraph(text: str) -> Paragraph:
    if text.startswith(_LISTED):
        return Paragraph((text.removeprefix(_LISTED),), listed=True)
    return Paragraph((text,), heading=text.isupper())
