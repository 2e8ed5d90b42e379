"""Reports of the office: drafted, written by several people, issued under a number, corrected afterwards."""

from tonghop.ledger.reports.after import (
    Signed,
    attach_signed,
    begin_replacement,
    correct,
    make_public,
    signatures,
    withdraw,
)
from tonghop.ledger.reports.chips import key_of, known
from tonghop.ledger.reports.comments import comment, resolve
from tonghop.ledger.reports.drafts import Head, abandon, create, explain, explained, head
from tonghop.ledger.reports.finding import alike, find, may_comment, may_edit, section_of, span_of, visible
from tonghop.ledger.reports.findings import (
    Found,
    Underway,
    await_check,
    findings_of,
    keep_findings,
    last_findings,
    no_end,
    reach,
    underway,
    waiting,
)
from tonghop.ledger.reports.gaps import gaps
from tonghop.ledger.reports.issuing import Issuing, Printer, issue, paper_issued
from tonghop.ledger.reports.papers import assembled, blocks_of
from tonghop.ledger.reports.registers import Line, close_register, extend_register, following, open_register, reserve
from tonghop.ledger.reports.registers import lines as register_lines
from tonghop.ledger.reports.sections import (
    Version,
    add,
    assign,
    assignable,
    last_assigned,
    leave_out,
    move,
    save,
    versions,
)
from tonghop.ledger.reports.signer import Form, Signer, signature, signer_of

__all__ = [
    "Form",
    "Found",
    "Head",
    "Issuing",
    "Line",
    "Printer",
    "Signed",
    "Signer",
    "Underway",
    "Version",
    "abandon",
    "add",
    "alike",
    "assembled",
    "assign",
    "assignable",
    "attach_signed",
    "await_check",
    "begin_replacement",
    "blocks_of",
    "close_register",
    "comment",
    "correct",
    "create",
    "explain",
    "explained",
    "extend_register",
    "find",
    "findings_of",
    "following",
    "gaps",
    "head",
    "issue",
    "keep_findings",
    "key_of",
    "known",
    "last_assigned",
    "last_findings",
    "leave_out",
    "make_public",
    "may_comment",
    "may_edit",
    "move",
    "no_end",
    "open_register",
    "paper_issued",
    "reach",
    "register_lines",
    "reserve",
    "resolve",
    "save",
    "section_of",
    "signature",
    "signatures",
    "signer_of",
    "span_of",
    "underway",
    "versions",
    "visible",
    "waiting",
    "withdraw",
]
