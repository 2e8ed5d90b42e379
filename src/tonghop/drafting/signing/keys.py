"""The key of a person or a body, from a PKCS#12 file or from a PKCS#11 token."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tonghop.drafting.signing.errors import SigningRefused


@dataclass(frozen=True, slots=True)
class Key:
    """A private key that can sign now, with its certificate."""

    signer: Signer
    certificate: Certificate

    @property
    def name(self) -> str:
        """Whose key it is: the common name of the certificate."""
        return common_name(self.certificate)

    def refuse_outdated(self, at: datetime) -> None:
        """Raise SigningRefused where the certificate is not valid at that time."""
        if at > self.certificate.not_valid_after:
            raise SigningRefused(
                "Chứng thư số của {name} đã hết hạn ngày {day}. Gia hạn chứng thư rồi ký lại.",
                name=self.name,
                day=f"{self.certificate.not_valid_after:%d/%m/%Y}",
            )
        if at < self.certificate.not_valid_before:
            raise SigningRefused(
                "Chứng thư số của {name} có hiệu lực từ ngày {day}; hãy xem lại ngày giờ của máy.",
                name=self.name,
                day=f"{self.certificate.not_valid_before:%d/%m/%Y}",
            )


def common_name(certificate: Certificate) -> str:
    """The common name of the subject of a certificate, else all that is said of the subject."""
    subject = certificate.subject
    return str(subject.native.get("common_name") or subject.human_friendly)


def from_file(content: bytes, password: str) -> Key:
    """The key of a PKCS#12 file (`.p12`, `.pfx`).

    Raises SigningRefused for another kind of file, a wrong password and a file without private key or certificate.
    """
    try:
        asn1_pkcs12.Pfx.load(content, strict=True)["version"].native  # noqa: B018  parsed when it is asked for
    except ValueError:
        raise SigningRefused("Tệp khóa không phải là tệp PKCS#12 (.p12, .pfx). Chọn đúng tệp khóa.") from None
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError:
        raise SigningRefused("Sai mật khẩu của tệp khóa, hoặc tệp khóa đã hỏng. Nhập lại mật khẩu.") from None
    if private is None or certificate is None:
        raise SigningRefused("Tệp khóa không có khóa bí mật kèm chứng thư. Xuất lại tệp khóa, chọn kèm khóa bí mật.")
    chain = [translate_pyca_cryptography_cert_to_asn1(other) for other in others]
    store = SimpleCertificateStore.from_certs(chain)  # type: ignore[no-untyped-call]
    own = translate_pyca_cryptography_cert_to_asn1(certificate)
    signer = SimpleSigner(
        signing_cert=own, signing_key=translate_pyca_cryptography_key_to_asn1(private), cert_registry=store
    )
    return Key(signer, own)


@contextmanager
def from_token(library: Path, pin: str, slot: int | None = None, label: str | None = None) -> Iterator[Key]:
    """A key on a token (USB, smart card, HSM) for as long as the session with it is open.

    `library` is the PKCS#11 library of its maker, `label` the key where it holds several. Raises SigningRefused.
    """
    try:
        from pkcs11 import KeyType
        from pkcs11.exceptions import PinIncorrect, PinLenRange, PKCS11Error
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        raise SigningRefused(
            "Chưa cài phần đọc thiết bị ký số. Cài thêm bằng “pip install tonghop[token]” rồi ký lại."
        ) from None
    try:
        chosen = _only_slot(library) if slot is None else slot
        session = open_pkcs11_session(str(library), slot_no=chosen, user_pin=pin)
    except (PinIncorrect, PinLenRange):
        raise SigningRefused("Sai mã PIN của thiết bị ký số. Nhập lại; nhập sai nhiều lần thiết bị sẽ khóa.") from None
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise SigningRefused(
            "Không mở được thiết bị ký số qua {library} ({said}). Cắm thiết bị và xem lại đường dẫn thư viện.",
            library=library,
            said=str(error) or type(error).__name__,
        ) from error
    with session:
        key = _only_key(session, label)
        bare = key.key_type is KeyType.EC  # few tokens hash by themselves for such keys
        signer = PKCS11Signer(session, key_id=bytes(key.id), other_certs_to_pull=None, use_raw_mechanism=bare)
        try:
            yield Key(signer, signer.signing_cert)
        except PKCS11Error as error:
            said = str(error) or type(error).__name__
            raise SigningRefused("Thiết bị ký số báo lỗi: {said}. Rút ra cắm lại rồi ký lại.", said=said) from error


def _only_slot(library: Path) -> int:
    """The place of the only slot with a token that was set up; raises SigningRefused for none or several."""
    from pkcs11 import SlotFlag, TokenFlag, lib

    found = [
        place
        for place, slot in enumerate(lib(str(library)).get_slots())
        if slot.flags & SlotFlag.TOKEN_PRESENT and slot.get_token().flags & TokenFlag.TOKEN_INITIALIZED
    ]
    if not found:
        raise SigningRefused("Không thấy thiết bị ký số nào đang cắm. Cắm thiết bị rồi ký lại.")
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise SigningRefused("Có nhiều thiết bị ký số ở các khe {numbers}. Chọn một khe cắm.", numbers=numbers)
    return found[0]


def _only_key(session: Any, label: str | None) -> Any:
    """The only private key of a token, or the one with that label."""
    from pkcs11 import Attribute, ObjectClass

    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY} | ({Attribute.LABEL: label} if label else {})
    keys = list(session.get_objects(wanted))
    if not keys:
        raise SigningRefused("Thiết bị ký số không có khóa bí mật cần dùng. Xem lại tên khóa và khe cắm.")
    if len(keys) > 1:
        names = ", ".join(f"“{key.label}”" for key in keys)
        raise SigningRefused("Thiết bị có nhiều khóa: {names}. Chọn một khóa theo tên.", names=names)
    return keys[0]
