"""What a signature shows on the page, as Nghị định 30/2020 (Phụ lục I) has it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """The signature of who signs: its image (PNG) between title and name; without image, who signed and when.

    `name` is the name as printed below the signature; empty where it is that of the certificate.
    """

    image: bytes | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """The red seal of the body in its real size, over the left third of the signature of the person."""

    image: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """The signature of the body on a separate attachment: number and symbol, and when; no image."""

    number: str


Mark = Person | Seal | Attachment
