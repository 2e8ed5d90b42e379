"""What is refused where a PDF is signed or verified."""

from tonghop.core.errors import Refusal


class SigningRefused(Refusal):
    """A signature that cannot be put on or verified; the sentence says why and what to do."""
