"""A document that a step of a case issues, from its text in the register."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.utils.timezone import localdate

from tonghop.catalog.registers import BASIS, DUE, NUMBER, ON, WORDS, DocumentOf, Register
from tonghop.core.paper import Align, Block, Column, Letterhead, Paper, Paragraph, Row, Signature, Table
from tonghop.drafting.frame import Issuer, committee_on, issuer_on
from tonghop.drafting.refusals import UnknownSigner
from tonghop.drafting.registers.telling import Telling, in_figures, numbered, telling
from tonghop.ledger import cases
from tonghop.ledger.cases.errors import UnknownDocument
from tonghop.ledger.models import Account, CaseStep
from tonghop.registers.documents import filled_in
from tonghop.registers.filling import kept
from tonghop.registers.history import History

_LISTED = "- "
_BASIS = re.compile(r"(?:Căn cứ|Xét) .*[;.]", re.DOTALL)
_ARTICLE = re.compile(r"(Điều \d+\.) ")
_NUMBER, _ROWS = "STT", 12
_NARROW, _WIDE = 1, 3
_IN_PERSON = ("TM", "KT")
"""How a decision of the chair in person is signed: by the chair, or a deputy in place of the chair."""
_WRITTEN = re.compile(r"0*([1-9]\d{0,5})/(\S+)")


def case_document(account: Account, number: int, key: str, step: int | None = None, signed: str = "TM") -> Paper:
    """A document of a case: of a step that was taken (its id), as the case stood then; otherwise of one to be taken.

    `signed` is how it is signed where no signers are named: by the head (`TM`), for him, by his order or delegation
    (`KT`, `TL`, `TUQ`). What is not known, and what the account may not see, is left open. Raises UnknownCase,
    UnknownDocument, UnknownSigner.
    """
    case, today = cases.find(account, number), localdate()
    told = telling(account, case, today)
    found = list(cases.offered(told.register, told.taken, cases.possible(account, case)))
    document = next((item.document for item in found if (item.key, item.taken) == (key, step)), None)
    if document is None:
        raise UnknownDocument
    if document.by == "chair" and signed not in _IN_PERSON:
        raise UnknownSigner(signed, _IN_PERSON)
    taken = next((item for item in told.taken if item.pk == step), None)
    alone = sum(item.taken == step for item in found) == 1
    deciding = issuer_on if document.by == "unit" else committee_on
    head = deciding(case.unit, taken.on if taken else today)
    words = _words(told, head, taken)
    if taken is None:
        words |= {place: "" for name in _asked_anew(told.register, document) for place in (name, f"{name}:{WORDS}")}
    open_ = head.letterhead(document.symbol)
    open_ = replace(open_, symbol=document.symbol) if document.bare else open_
    letterhead = _letterhead(open_, taken, "" if alone else document.symbol)
    return _paper(told.register, document, head, words, letterhead, signed)


def _asked_anew(register: Register, document: DocumentOf) -> Iterator[str]:
    """The fields that a step to be taken tells itself: all that one asks for which only changes them, such as an
    adjustment."""
    anew = register.told_anew()
    for step in (register.transitions[each] for each in document.steps):
        yield from (name for name in step.needs if name in anew or not step.target)


def _words(told: Telling, head: Issuer, taken: CaseStep | None) -> dict[str, str]:
    """What stands in the places: the fields as they were after a step that was taken, and what is no field."""
    history, case, steps = told.history, told.case, told.taken
    if taken:
        steps = steps[: [item.pk for item in steps].index(taken.pk) + 1]
        history = History(history.register, history.steps[: len(steps)])
    last = history.steps[-1].on
    standing, running = history.at(last), history.main_limit(last)
    issuing = head.words()
    fields = kept(standing.fields) if standing else {}
    return {
        **told.seen_words(fields),
        **told.seen_amounts(fields),
        **dict(_limits(history, last)),
        **dict(_steps(steps)),
        "body": issuing["body"],
        "BODY": issuing["body"].upper(),
        "head": issuing["head"],
        "HEAD": issuing["head"].upper(),
        "number": numbered(case),
        "received": in_figures(case.received),
        "due": in_figures(running.due.last if running else None),
        "on": in_figures(taken.on if taken else None),
    }


def _limits(history: History, day: date) -> Iterator[tuple[str, str]]:
    """When the limits of a case end, and by which law."""
    for running in history.limits(day):
        yield f"{running.limit}:{DUE}", in_figures(running.due.last)
        yield f"{running.limit}:{BASIS}", running.due.basis


def _steps(taken: Iterable[CaseStep]) -> Iterator[tuple[str, str]]:
    """What the steps that were taken issued, and when; the last of a kind counts."""
    for step in taken:
        if step.transition:
            yield f"{step.transition}:{NUMBER}", step.document
            yield f"{step.transition}:{ON}", in_figures(step.on)


def _paper(
    register: Register, document: DocumentOf, head: Issuer, words: dict[str, str], letterhead: Letterhead, form: str
) -> Paper:
    def filled(text: str) -> str:
        return filled_in(register, text, words)

    signers = [
        Signature((filled(title),), filled_in(register, name, words, dotted=False)) for title, name in document.signers
    ]
    return Paper(
        letterhead=letterhead,
        title=filled(document.title),
        subject=filled(document.subject),
        address=filled(document.to) if document.to else "",
        sections=(),
        opening=_text(document, list(_paragraphs(map(filled, document.body)))),
        signature=signers[-1] if signers else head.signature(form, None, chair=document.by == "chair"),
        beside=signers[0] if len(signers) > 1 else None,
        recipients=tuple(map(filled, document.recipients)),
    )


def _text(document: DocumentOf, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The text; the table to fill in stands before its last paragraph, which stays with the signatures."""
    *before, last = paragraphs
    return (*before, *_sheet(document.columns), last)


def _sheet(titles: Sequence[str]) -> Iterator[Table]:
    """A table to be filled in by hand, its rows numbered where the first column asks for that."""
    if titles:
        columns = (Column(title, _NARROW if title == _NUMBER else _WIDE, Align.START) for title in titles)
        rows = ([str(at) if title == _NUMBER else "" for title in titles] for at in range(1, _ROWS + 1))
        yield Table(tuple(columns), tuple(Row(tuple((text,) for text in row)) for row in rows))


def _letterhead(open_: Letterhead, taken: CaseStep | None, symbol: str) -> Letterhead:
    """The head with day and number of the step that was taken, where they were written down.

    Of several documents of a step only that has its number whose `symbol` is written there.
    """
    if taken is None:
        return open_
    numbered = _WRITTEN.match(taken.document)
    dated = replace(open_, dated=taken.on)
    own = numbered and numbered[2].startswith(symbol)
    return replace(dated, number=int(numbered[1]), symbol=numbered[2]) if numbered and own else dated


def _paragraphs(texts: Iterable[str]) -> Iterator[Paragraph]:
    """The paragraphs of a text: before all others it tells what it is founded on."""
    founded = True
    for text in texts:
        heading, basis = text.isupper(), founded and bool(_BASIS.fullmatch(text))
        founded = heading or basis
        article = _ARTICLE.match(text)
        if text.startswith(_LISTED):
            yield Paragraph((text.removeprefix(_LISTED),), listed=True)
        elif article:
            yield Paragraph((text[article.end() :],), article=article[1])
        else:
            yield Paragraph((text,), heading=heading, basis=basis)
