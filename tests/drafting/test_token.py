"""A key on a token: signed and verified through a real PKCS#11 library, where SoftHSM is installed."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from tests.drafting import signing as made

from tonghop.drafting.signing import Person, SigningRefused, State, from_token, sign, verify

LIBRARIES = [path for path in map(Path, (
    "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)) if path.exists()]  # fmt: skip
PIN, LABEL, RSA = "246810", "khoa-ky", "khoa-rsa"

pytestmark = pytest.mark.skipif(
    not (LIBRARIES and which("softhsm2-util")), reason="cần softhsm2 để thử khóa trên thiết bị ký số"
)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of a new token that holds a key on a curve and an RSA key, each with its certificate."""
    home = tmp_path_factory.mktemp("softhsm")
    (home / "tokens").mkdir()
    settings = home / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {home / 'tokens'}\nlog.level = ERROR\n", "utf-8")
    os.environ["SOFTHSM2_CONF"] = str(settings)  # read by the library once, when it is loaded
    pins = ("--so-pin", "13579246", "--pin", PIN)
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "thu", *pins], check=True, capture_output=True
    )
    _put_key(LIBRARIES[0], LABEL, made.key_file())
    _put_key(LIBRARIES[0], RSA, made.key_file(key=made.rsa_key()))
    return LIBRARIES[0]


def _put_key(library: Path, label: str, file: bytes) -> None:
    import pkcs11
    from asn1crypto.keys import PrivateKeyInfo
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pkcs11 import Attribute
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    key, certificate, _ = pkcs12.load_key_and_certificates(file, made.PASSWORD.encode())
    assert key
    assert certificate
    plain = PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    inner = plain["private_key"].parsed
    if plain.algorithm == "ec":
        inner["parameters"] = plain["private_key_algorithm"]["parameters"]
        held = decode_ec_private_key(inner.dump())
    else:
        held = decode_rsa_private_key(inner.dump())
    names = {Attribute.TOKEN: True, Attribute.LABEL: label, Attribute.ID: label.encode()}
    with pkcs11.lib(str(library)).get_token(token_label="thu").open(rw=True, user_pin=PIN) as session:
        session.create_object(held | names | {Attribute.SIGN: True})
        session.create_object(decode_x509_certificate(certificate.public_bytes(Encoding.DER)) | names)


@pytest.mark.parametrize("label", [LABEL, RSA])
def test_a_report_is_signed_with_the_key_of_a_token(token: Path, label: str) -> None:
    with from_token(token, PIN, label=label) as key:
        assert key.name == made.SIGNER
        done = sign(made.pdf(), key, Person(), datetime.now(UTC))
    (found,) = verify(done, [made.root()])
    assert (found.signer, found.state) == (made.SIGNER, State.TRUSTED)


def test_a_wrong_pin_and_a_key_that_is_not_there_are_refused(token: Path) -> None:
    with pytest.raises(SigningRefused, match="Sai mã PIN"), from_token(token, "111111"):
        pass
    with pytest.raises(SigningRefused, match="không có khóa bí mật"), from_token(token, PIN, label="khác"):
        pass
    with pytest.raises(SigningRefused, match=f"nhiều khóa: .*“{RSA}”"), from_token(token, PIN):
        pass
