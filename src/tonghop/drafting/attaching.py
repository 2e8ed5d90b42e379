"""The signed PDF of an issued report: verified, then kept beside the files that were issued.

It is signed outside, with the signer's own token or program: so no private key and no password ever comes here.
"""

from pathlib import Path

from django.conf import settings

from tonghop.drafting import signing
from tonghop.ledger import reports
from tonghop.ledger.models import Account, ReportFile
from tonghop.ledger.reports import Signed
from tonghop.ledger.reports.errors import ChangedBeforeSigning, NotTheSigned


def attach(account: Account, number: int, content: bytes) -> None:
    """Keep a signed PDF: the one that was issued, nothing but whole signatures added.

    Raises SigningRefused, ChangedBeforeSigning, and as `reports.attach_signed`.
    """
    report = reports.find(account, number)
    signatures = signing.verify(content, _roots())
    if not signatures or not all(each.intact for each in signatures):
        raise NotTheSigned
    issued = ReportFile.objects.filter(issue__report=report, form=ReportFile.Form.PDF).first()
    if issued and content.startswith(bytes(issued.content)) and not signing.only_signed(bytes(issued.content), content):
        raise ChangedBeforeSigning
    reports.attach_signed(account, number, content, [_told(each) for each in signatures])


def _told(each: signing.Signature) -> Signed:
    return Signed(each.signer, each.issuer, each.at.isoformat() if each.at else None, each.trusted)


def _roots() -> list[bytes]:
    """The certificates of the bodies that the office trusts to vouch for signers."""
    return [Path(settings.SIGNATURE_ROOTS).read_bytes()] if settings.SIGNATURE_ROOTS else []
