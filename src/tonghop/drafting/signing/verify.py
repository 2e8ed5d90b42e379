"""Verifying the signatures of a PDF, without asking anybody over a network."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from tonghop.drafting.signing.errors import SigningRefused
from tonghop.drafting.signing.keys import common_name
from tonghop.drafting.signing.loops import apart

_END = b"%%EOF"


class State(StrEnum):
    """What a signature is worth."""

    TRUSTED = "trusted"  # intact, and a body that is trusted vouches for the signer
    UNKNOWN = "unknown"  # intact, but nobody that is trusted vouches for the signer
    CHANGED = "changed"  # the document was changed after it had been signed, or the signature is damaged
    ADDED = "added"  # intact, but the file goes on behind the last signature


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature found in a PDF. `at` is the time that the signer states."""

    field: str
    signer: str
    issuer: str
    at: datetime | None
    state: State

    @property
    def intact(self) -> bool:
        """Whether what was signed is what is there now and nothing else; later signatures are no change."""
        return self.state not in (State.CHANGED, State.ADDED)

    @property
    def trusted(self) -> bool:
        """Whether a body that is trusted vouches for the signer."""
        return self.state is State.TRUSTED


def opened(pdf: bytes) -> PdfFileReader:
    """A reader of the PDF; raises SigningRefused for what is none or is locked with a password."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        locked = reader.encrypted
        _ = reader.root["/Pages"]
    except (PdfError, KeyError, ValueError, TypeError, RecursionError):
        raise SigningRefused("Tệp không phải là PDF hoặc đã hỏng. Chọn tệp PDF của văn bản.") from None
    if locked:
        raise SigningRefused("Tệp PDF có đặt mật khẩu. Bỏ mật khẩu rồi thử lại.")
    return reader


def verify(pdf: bytes, roots: Sequence[bytes] = ()) -> tuple[Signature, ...]:
    """The signatures of a PDF in the order in which they were made.

    `roots` are the certificates (PEM or DER) of the bodies that are trusted. Raises SigningRefused.
    """
    reader = opened(pdf)
    trusted = [certificate for root in roots for certificate in _certificates(root)]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    try:
        found = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError) as error:
        raise SigningRefused("Chữ ký trong tệp đã hỏng ({said}).", said=error) from error
    verified = tuple(_verified(signature, context) for signature in found)
    return tuple(map(_with_more, verified)) if _goes_on(pdf, reader, found) else verified


def _goes_on(pdf: bytes, reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """Whether something stands behind the last signature that is no revision of the document."""
    last = [each for each in signatures if each.signed_revision == reader.xrefs.total_revisions - 1]
    ends = [sum(map(int, tuple(each.byte_range)[-2:])) for each in last]
    return any(pdf[end:].strip() for end in ends) or bool(pdf[pdf.rfind(_END) + len(_END) :].strip())


def _with_more(signature: Signature) -> Signature:
    return replace(signature, state=State.ADDED) if signature.intact else signature


def _certificates(content: bytes) -> list[Certificate]:
    try:
        if not pem.detect(content):
            return [Certificate.load(content, strict=True)]
        return [Certificate.load(der, strict=True) for _, _, der in pem.unarmor(content, multiple=True)]
    except ValueError:
        raise SigningRefused("Tệp chứng thư tin cậy phải ở dạng PEM hoặc DER.") from None


def _verified(signature: EmbeddedPdfSignature, context: ValidationContext) -> Signature:
    certificate = _signer(signature)
    return Signature(
        signature.field_name,
        common_name(certificate) if certificate else "",
        str(certificate.issuer.native.get("common_name", "")) if certificate else "",
        signature.self_reported_timestamp,
        _state(signature, context),
    )


def _signer(signature: EmbeddedPdfSignature) -> Certificate | None:
    try:
        return signature.signer_cert
    except (SignatureValidationError, ValueError):
        return None


def _state(signature: EmbeddedPdfSignature, context: ValidationContext) -> State:
    try:
        status: PdfSignatureStatus = apart(lambda: validate_pdf_signature(signature, context))
    except (SignatureValidationError, PdfError, ValueError):
        return State.CHANGED
    if not (status.valid and status.intact and status.docmdp_ok):
        return State.CHANGED
    return State.TRUSTED if status.trusted else State.UNKNOWN
