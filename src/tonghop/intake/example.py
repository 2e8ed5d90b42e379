"""Documents in the inbox of the example office: two of its reports, and one whose figures contradict one another."""

import tempfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.db import transaction
from docx import Document

from tonghop.core.document import Sent
from tonghop.intake import arriving
from tonghop.intake.study import Lesson, Studied, work
from tonghop.ledger import units
from tonghop.ledger.inbox import begin, receive
from tonghop.ledger.models import Account
from tonghop.ledger.office import reports
from tonghop.ledger.office.figures import story

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REPORTS = 2


@transaction.atomic
def deliver() -> int:
    """Put documents into the inbox of the example office, which read them at once; how many."""
    told = story()["letter"]
    office = units.find(story()["office"])
    account = Account.objects.get(username=told["sender"])
    documents = [*_reports(), (told["name"], _letter(told["text"]))]
    for name, content in documents:
        row, _ = receive(account, office, Sent(name, _DOCX, content, sha256(content).hexdigest()))
        studied = work(Lesson(name, content))
        if isinstance(studied, Studied) and (waiting := begin(row.pk)):
            arriving.keep(waiting, studied)
    return len(documents)


def _reports() -> list[tuple[str, bytes]]:
    """The last reports of the office."""
    with tempfile.TemporaryDirectory() as folder:
        return [(path.name, path.read_bytes()) for path in reports.write(Path(folder))[-_REPORTS:]]


def _letter(text: str) -> bytes:
    document, stream = Document(), BytesIO()
    for line in text.strip().splitlines():
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()
