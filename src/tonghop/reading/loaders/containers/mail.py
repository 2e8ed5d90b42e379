"""E-mail (eml, and web pages saved as mht): what it says, and what is attached to it."""

import email
import html
import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.message import EmailMessage, Message

from tonghop.reading.loaders.containers.budget import Budget
from tonghop.reading.loaders.containers.names import safe
from tonghop.reading.loaders.refusal import TOO_LARGE, Refusal

_LARGEST = 100 * 2**20
_SEALS = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_MAIL = "message/rfc822"
_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)


def parts(data: bytes, _password: str | None, budget: Budget) -> Iterator[tuple[str, bytes | Refusal]]:
    """Its own text, where it has any, then its attachments."""
    if len(data) > _LARGEST:
        raise Refusal(TOO_LARGE)
    message = email.message_from_bytes(data.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("html", "plain"))
    if body is not None and (said := said_in(_subject(message), _text(body), body.get_content_subtype())):
        yield "", said
    for number, attached in enumerate(_attachments(message, body), 1):
        content = _content(attached)
        budget.take(len(content))
        yield _name(attached, number), content


def said_in(subject: str, text: str, kind: str) -> bytes:
    """What a mail says as a document of its own, its subject first; empty where it says nothing."""
    if not text.strip():
        return b""
    if kind == "html":
        return f"<h1>{html.escape(subject)}</h1>{text}".encode()
    return f"{subject}\n\n{_QUOTED.sub('', text)}".strip().encode()


def _subject(message: Message) -> str:
    return str(message.get("subject", "")).strip()


def _text(body: Message) -> str:
    """The characters of a text; bytes that are not in the encoding they claim are kept as Latin-1."""
    payload = body.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    for encoding in (body.get_content_charset("utf-8"), "utf-8"):
        with suppress(UnicodeDecodeError, LookupError):
            return content.decode(encoding)
    return content.decode("latin-1")


def _attachments(part: Message, body: Message | None) -> Iterator[Message]:
    if part.is_multipart() and part.get_content_type() != _MAIL:
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _attachments(inner, body)
    elif part is not body and _is_document(part):
        yield part


def _is_document(part: Message) -> bool:
    """Whether a part is attached, and not a seal, a picture within the text, or the text once more."""
    kind, attached = part.get_content_type(), part.get_content_disposition() == "attachment"
    if kind in _SEALS:
        return False
    if part.get_content_maintype() == "image":
        return attached or "content-id" not in part
    return attached or bool(part.get_filename()) or part.get_content_maintype() != "text"


def _name(part: Message, number: int) -> str:
    inner = part.get_payload(0) if part.get_content_type() == _MAIL and part.is_multipart() else None
    subject = f"{_subject(inner)}.eml" if isinstance(inner, Message) else ""
    return safe(part.get_filename() or subject, str(number))


def _content(part: Message) -> bytes:
    if part.get_content_type() == _MAIL and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
