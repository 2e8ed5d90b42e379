"""The signed PDF of an issued report: verified, then kept beside the files that were issued."""

from tonghop.drafting import signing
from tonghop.ledger import reports
from tonghop.ledger.models import Account
from tonghop.ledger.reports.errors import NotTheSigned


def attach(account: Account, number: int, content: bytes) -> None:
    """Keep a signed PDF whose signatures are whole; raises SigningRefused, and as `reports.attach_signed`."""
    signatures = signing.verify(content)
    if not signatures or not all(each.intact for each in signatures):
        raise NotTheSigned
    reports.attach_signed(account, number, content)
