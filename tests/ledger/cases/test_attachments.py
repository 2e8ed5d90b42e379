"""Files of cases: under which names they are kept, who has them, and what stays of one that was taken away."""

from datetime import date
from hashlib import sha256

import pytest
from tests.ledger.cases.people import letter, person

from tonghop.core.document import Sent
from tonghop.ledger import cases
from tonghop.ledger.cases.attachments import safe_name
from tonghop.ledger.cases.errors import KeptAlready, NeedsReason, UnknownCase, UnknownFile, WrongName
from tonghop.ledger.models import Account, CaseFile, Entry, Role

pytestmark = pytest.mark.usefixtures("office")
JUNE = date(2026, 6, 1)


def sent(name: str = "Đơn ông An.pdf", kind: str = "application/pdf", content: bytes = b"%PDF-") -> Sent:
    return Sent(name, kind, content, sha256(content).hexdigest())


def test_a_file_of_a_confidential_case_is_had_only_by_those_who_may_know(
    officer: Account, head: Account, clerk: Account
) -> None:
    case = letter(clerk, JUNE)
    file = cases.attach(officer, case.pk, sent())
    assert file.privacy == "confidential"
    told = cases.files_of(case, cases.levels(officer, case))
    assert [(item.name, item.may_see) for item in told] == [(cases.MASK, False)]
    with pytest.raises(UnknownFile):
        cases.fetch(officer, case.pk, file.pk)
    assert bytes(cases.fetch(head, case.pk, file.pk).content or b"") == b"%PDF-"
    assert Entry.objects.filter(action="case.file_seen", actor=head).count() == 1
    assert not Entry.objects.filter(after__icontains="Đơn ông An").exists()
    case = cases.take(head, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    assert cases.fetch(officer, case.pk, file.pk) == file  # whoever handles a case has its files


def test_nobody_makes_a_file_less_private_than_he_may_see(officer: Account, head: Account, clerk: Account) -> None:
    case = letter(clerk, JUNE)
    assert cases.attach(officer, case.pk, sent(content=b"1"), "open").privacy == "confidential"
    assert cases.attach(head, case.pk, sent(content=b"2"), "open").privacy == "open"
    assert cases.attach(head, case.pk, sent(content=b"3"), "secret").privacy == "confidential"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\an\\Biên bản.pdf", "Biên bản.pdf"),
        ("../../etc/Biên bản.pdf", "Biên bản.pdf"),
        ("Biên\tbản\x00 \u202efdp.pdf", "Biên bản fdp.pdf"),
        (" a: b?.pdf. ", "a_ b_.pdf"),
    ],
)
def test_a_name_is_kept_without_what_deceives(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Biên bản.pdf.exe", "application/pdf"),
        ("Biên bản.bat", "text/plain"),
        ("Biên bản.html", "text/html"),
        ("Biên bản.docx", "application/pdf"),
        (".pdf", "application/pdf"),
        ("pdf", "application/pdf"),
        ("x" * 200 + ".pdf", "application/pdf"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(officer: Account, name: str, kind: str) -> None:
    with pytest.raises(WrongName):
        cases.attach(officer, letter(officer, JUNE).pk, sent(name, kind))
    assert not CaseFile.objects.exists()


def test_a_file_is_kept_once_and_taken_away_with_a_reason(officer: Account, head: Account) -> None:
    case = letter(officer, JUNE)
    file = cases.attach(head, case.pk, sent(), "open")
    with pytest.raises(KeptAlready):
        cases.attach(head, case.pk, sent("khác.pdf"))
    with pytest.raises(NeedsReason):
        cases.detach(officer, case.pk, file.pk, " ")
    cases.detach(officer, case.pk, file.pk, "gửi nhầm")
    file.refresh_from_db()
    assert (file.content, file.removed.reason) == (None, "gửi nhầm")
    assert cases.files_of(case, cases.levels(head, case)) == []
    with pytest.raises(UnknownFile):
        cases.fetch(head, case.pk, file.pk)
    cases.attach(head, case.pk, sent())


def test_files_of_others_are_neither_had_nor_changed(officer: Account, head: Account) -> None:
    mine, other = letter(officer, JUNE), letter(officer, JUNE)
    file, stranger = cases.attach(head, mine.pk, sent()), person("la", Role.HEAD, unit="B")
    for action in (cases.fetch, lambda *of: cases.detach(*of, "x")):
        with pytest.raises(UnknownCase):
            action(stranger, mine.pk, file.pk)
        with pytest.raises(UnknownFile):
            action(head, other.pk, file.pk)
    with pytest.raises(UnknownCase):
        cases.attach(stranger, mine.pk, sent())
