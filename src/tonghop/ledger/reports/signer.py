"""Who signs, in which form: the lines above the name, as Nghị định 30/2020/NĐ-CP has them."""

from dataclasses import dataclass
from enum import StrEnum

from tonghop.core.paper import Signature
from tonghop.ledger.reports.errors import WrongSigner


class Form(StrEnum):
    """In whose place somebody signs."""

    COLLECTIVE = "TM."  # the head, on behalf of a body that decides together
    COLLECTIVE_DEPUTY = "TM. KT."  # a deputy in place of the head, on behalf of that body
    OWN = ""  # the head of a body that he leads alone
    DEPUTY = "KT."  # a deputy in place of the head
    ORDER = "TL."  # by order of the head
    AUTHORITY = "TUQ."  # by written authority of the head
    ACTING = "Q."  # who acts as the head


@dataclass(frozen=True, slots=True)
class Signer:
    """The form of signing, the name, the own title; the body and the title of its head as far as the form names them.

    `body` is `Ủy ban nhân dân`, `head` is `Chủ tịch`, `title` is `Phó Chủ tịch`.
    """

    form: Form
    name: str
    title: str
    body: str = ""
    head: str = ""


def signature(signer: Signer) -> Signature:
    """The signature block of a signer; raises WrongSigner where something that its form names is missing."""
    body, head, title = (text.strip().upper() for text in (signer.body, signer.head, signer.title))
    parts: tuple[tuple[str, str], ...]
    match signer.form:
        case Form.COLLECTIVE:
            parts = (("TM. ", body), ("", title))
        case Form.COLLECTIVE_DEPUTY:
            parts = (("TM. ", body), ("KT. ", head), ("", title))
        case Form.OWN:
            parts = (("", title),)
        case Form.ACTING:
            parts = (("Q. ", title),)
        case _:
            parts = ((f"{signer.form} ", head), ("", title))
    if not signer.name.strip() or not all(text for _, text in parts):
        raise WrongSigner
    return Signature(tuple(mark + text for mark, text in parts), signer.name.strip())


def signer_of(block: Signature) -> Signer:
    """Who signs a block as `signature` makes it: what it does not say is empty."""
    lines = list(block.lines)
    body = _after("TM.", lines)
    deputy = body and lines and lines[0].startswith("KT.")
    for form in (Form.DEPUTY, Form.ORDER, Form.AUTHORITY):
        if head := _after(form, lines):
            shown = Form.COLLECTIVE_DEPUTY if deputy else form
            return Signer(shown, block.name, "".join(lines[:1]).capitalize(), body, head)
    if acting := _after(Form.ACTING, lines):
        return Signer(Form.ACTING, block.name, acting)
    return Signer(Form.COLLECTIVE if body else Form.OWN, block.name, "".join(lines[:1]).capitalize(), body)


def _after(mark: str, lines: list[str]) -> str:
    """What the first line says after a mark, as in a sentence; the line is taken away. Nothing without the mark."""
    if lines and lines[0].startswith(mark):
        return lines.pop(0).removeprefix(mark).strip().capitalize()
    return ""
