"""Digital signatures of PDF files (PAdES): put on with a key in a file or a token, and verified."""

import logging

from tonghop.drafting.signing.additions import only_signed
from tonghop.drafting.signing.errors import SigningRefused
from tonghop.drafting.signing.keys import Key, from_file, from_token
from tonghop.drafting.signing.marks import Attachment, Mark, Person, Seal
from tonghop.drafting.signing.sign import sign
from tonghop.drafting.signing.verify import Signature, State, verify

__all__ = [
    "Attachment",
    "Key",
    "Mark",
    "Person",
    "Seal",
    "Signature",
    "SigningRefused",
    "State",
    "from_file",
    "from_token",
    "only_signed",
    "sign",
    "verify",
]

for _name in ("pyhanko", "pyhanko_certvalidator", "fontTools"):  # what they find is told in the words of `Signature`
    logging.getLogger(_name).addHandler(logging.NullHandler())
