"""Files that are kept with a case: who may see them, under which names, and what becomes of them."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from tonghop.catalog.registers import Privacy, Register
from tonghop.core.document import Sent
from tonghop.ledger import access
from tonghop.ledger.cases.errors import KeptAlready, NeedsReason, TooManyFiles, UnknownFile, WrongName
from tonghop.ledger.cases.finding import find
from tonghop.ledger.cases.privacy import MASK, levels
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.models import Account, Case, CaseFile, Entry
from tonghop.ledger.rights import Action

_OFFICE, _OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
ENDINGS = {
    "application/pdf": ("pdf",),
    _OFFICE + "wordprocessingml.document": ("docx",),
    _OFFICE + "spreadsheetml.sheet": ("xlsx",),
    _OPEN + "text": ("odt",),
    _OPEN + "spreadsheet": ("ods",),
    "application/msword": ("doc", "rtf"),
    "application/vnd.ms-excel": ("xls",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/tiff": ("tif", "tiff"),
    "image/gif": ("gif",),
    "text/plain": ("txt", "csv"),
}
"""The kinds of files that are kept (their media types), and how the name of each ends."""
_MOST, _LONGEST = 100, 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a case without its content; masked where the account may not have it."""

    file: CaseFile
    name: str
    may_see: bool


def private_as(case: Case, register: Register) -> Privacy:
    """How private a file of a case is unless somebody says otherwise: like the most private field that is filled."""
    order = list(Privacy)
    filled = (field.privacy for key, field in register.fields.items() if case.fields.get(key) not in (None, ""))
    return max(filled, key=order.index, default=Privacy.OPEN)


def choosable(seen: Collection[Privacy], case: Case, register: Register) -> list[Privacy]:
    """How private the account may let a file be, the usual first; less than that only where it may see the usual."""
    usual, order = private_as(case, register), list(Privacy)
    less = order if usual in seen else order[order.index(usual) :]
    return [usual, *(level for level in less if level is not usual)]


def safe_name(name: str) -> str:
    """A name as it is kept: without folders, and without signs that are not to be seen."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in last)
    return re.sub(r'[<>:"|?*]', "_", " ".join(plain.split())).strip(". ")


@transaction.atomic
def attach(account: Account, number: int, sent: Sent, privacy: str = "") -> CaseFile:
    """Keep a file, which was let in, with a case.

    Raises UnknownCase, Forbidden, WrongName, KeptAlready, TooManyFiles.
    """
    case = find(account, number)
    access.require(account, Action.HANDLE_CASES, case.unit)
    name, register = safe_name(sent.name), register_of(case.register)
    endings = ENDINGS.get(sent.media_type, ())
    if name.rpartition(".")[2].casefold() not in endings or not name.rpartition(".")[0] or len(name) > _LONGEST:
        raise WrongName(name[:_LONGEST], endings, sorted(ending for each in ENDINGS.values() for ending in each))
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    present = CaseFile.objects.filter(case=case, removed=None)
    if present.filter(sha256=sent.sha256).exists():
        raise KeptAlready(name)
    if present.count() >= _MOST:
        raise TooManyFiles(_MOST)
    allowed = choosable(levels(account, case), case, register)
    level = Privacy(privacy) if privacy in allowed else allowed[0]
    entry = _note(account, case, "case.attach", after={"name": _told(name, level), "sha256": sent.sha256})
    return CaseFile.objects.create(
        case=case,
        name=name,
        media_type=sent.media_type,
        size=len(sent.content),
        sha256=sent.sha256,
        content=sent.content,
        privacy=level,
        entry=entry,
    )


def files_of(case: Case, seen: Collection[Privacy]) -> list[Kept]:
    """The files of a case, the names masked of those that are more private than what is `seen`; one query."""
    rows = CaseFile.objects.filter(case=case, removed=None).select_related("entry__actor").defer("content")
    return [Kept(row, row.name if row.privacy in seen else MASK, row.privacy in seen) for row in rows.order_by("id")]


@transaction.atomic
def fetch(account: Account, number: int, file: int) -> CaseFile:
    """A file with its content; that somebody had one which not everybody may see is written down.

    Raises UnknownCase, UnknownFile.
    """
    case = find(account, number)
    row = CaseFile.objects.filter(case=case, removed=None, pk=file).first()
    if row is None or row.privacy not in levels(account, case):
        raise UnknownFile
    if row.privacy != Privacy.OPEN:
        _note(account, case, "case.file_seen", after={"file": row.pk})
    return row


@transaction.atomic
def detach(account: Account, number: int, file: int, reason: str) -> None:
    """Take a file from a case, with its bytes; that it was there stays in the journal.

    Raises UnknownCase, UnknownFile, Forbidden, NeedsReason.
    """
    case = find(account, number)
    access.require(account, Action.HANDLE_CASES, case.unit)
    row = CaseFile.objects.select_for_update().filter(case=case, removed=None, pk=file).first()
    if row is None or row.privacy not in levels(account, case):
        raise UnknownFile
    if not reason.strip():
        raise NeedsReason
    before = {"name": _told(row.name, Privacy(row.privacy)), "sha256": row.sha256}
    row.removed = _note(account, case, "case.detach", before=before, reason=reason.strip())
    row.content = None
    row.save(update_fields=["removed", "content"])


def _told(name: str, level: Privacy) -> str:
    """The name of a file as the journal has it."""
    return name if level is Privacy.OPEN else MASK


def _note(account: Account, case: Case, action: str, **what: object) -> Entry:
    return Entry.objects.create(actor=account, action=action, subject=f"case {case.pk}", unit=case.unit, **what)
