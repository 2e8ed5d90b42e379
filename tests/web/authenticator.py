"""A device that keeps one passkey, made of software: what a browser would answer, right or wrong."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

SITE, ORIGIN = "localhost", "http://localhost"
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """The key, how often it was used, and what it says of where and by whom."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    number: bytes = field(default_factory=lambda: os.urandom(16))
    uses: int = 0
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED

    def made(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options for a new passkey."""
        public = AttestedCredentialData.create(
            bytes(16), self.number, ES256.from_cryptography_key(self.key.public_key())
        )
        data = self._data(self.flags | NEW, bytes(public))
        attested = AttestationObject.create("none", data, {})
        return self._answer("webauthn.create", options, attestationObject=bytes(attested))

    def shown(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options for showing it."""
        self.uses += 1
        data = self._data(self.flags)
        said = hashlib.sha256(self._said("webauthn.get", options)).digest()
        signature = self.key.sign(bytes(data) + said, ec.ECDSA(hashes.SHA256()))
        return self._answer("webauthn.get", options, authenticatorData=bytes(data), signature=signature)

    def _data(self, flags: int, public: bytes = b"") -> AuthenticatorData:
        site = hashlib.sha256(SITE.encode()).digest()
        return AuthenticatorData(site + bytes([flags]) + self.uses.to_bytes(4, "big") + public)

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, kind: str, options: dict[str, Any], **parts: bytes) -> dict[str, Any]:
        response = {"clientDataJSON": self._said(kind, options), **parts}
        number = websafe_encode(self.number)
        encoded = {name: websafe_encode(value) for name, value in response.items()}
        return {"id": number, "rawId": number, "type": "public-key", "response": encoded, "clientExtensionResults": {}}
