"""Keys made for a test, and a PDF to be signed."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime.now(UTC)
SIGNER = "Trần Đức Thịnh"
BODY = "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH"
PASSWORD = "mật khẩu"
_PAGES = f"""
#set page(paper: "a4")
#set text(lang: "vi", font: "Libertinus Serif")
Người trình bày: {SIGNER}. Kết quả thực hiện nhiệm vụ sáu tháng đầu năm.
#pagebreak()
#align(right)[*CHỦ TỊCH* #v(3cm) *{SIGNER}*]
#pagebreak()
Phụ lục
"""


@cache
def pdf() -> bytes:
    """Three pages: the signer is named on the first, signs at the end of the second, the third is an appendix."""
    return typst.compile(_PAGES.encode())


@cache
def _root() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gốc thử nghiệm")])
    return key, _certificate(name, name, key, key, NOW + timedelta(days=900), ca=True)


def root() -> bytes:
    """The certificate (PEM) of the body that vouches for the keys."""
    return _root()[1].public_bytes(serialization.Encoding.PEM)


Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def rsa_key() -> rsa.RSAPrivateKey:
    """A key of the kind that most tokens hold."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_file(
    person: str = SIGNER,
    *,
    days: int = 300,
    password: str = PASSWORD,
    private: bool = True,
    key: Private | None = None,
) -> bytes:
    """A PKCS#12 file whose certificate is valid for so many days from now."""
    above, authority = _root()
    key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, person)])
    own = _certificate(name, authority.subject, key, above, NOW + timedelta(days=days))
    lock = serialization.BestAvailableEncryption(password.encode())
    if private:
        return pkcs12.serialize_key_and_certificates(b"khoa", key, own, [authority], lock)
    return pkcs12.serialize_key_and_certificates(b"khoa", None, None, [own], lock)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: Private,
    above: ec.EllipticCurvePrivateKey,
    until: datetime,
    *,
    ca: bool = False,
) -> x509.Certificate:
    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=900))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA256())
    )
