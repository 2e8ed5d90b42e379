"""Letters by e-mail, whatever they say: through the server of the office, one process at a time."""

from collections.abc import Callable, Sequence
from smtplib import SMTPAuthenticationError, SMTPException, SMTPResponseException
from socket import gaierror
from typing import Protocol, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account

_LOCK = 711_200_506
_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (SMTPAuthenticationError, "sai tài khoản hoặc mật khẩu"),
    (SMTPResponseException, "máy chủ từ chối"),
    (ConnectionRefusedError, "không có máy chủ ở cổng này"),
    (gaierror, "không tìm thấy tên máy chủ"),
    (TimeoutError, "máy chủ không trả lời"),
)
_OTHER_CAUSE = "đường truyền bị gián đoạn"


class NoMailServer(LedgerError):
    """Nobody said which server sends the letters of the office."""

    def __init__(self) -> None:
        super().__init__("Chưa có máy chủ thư. Đặt TONGHOP_EMAIL_HOST và các biến TONGHOP_EMAIL_ khác rồi thử lại.")


class MailServerSilent(LedgerError):
    """The server of the letters does not take them."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            "Máy chủ thư {host} không nhận thư: {cause}. Kiểm tra các biến TONGHOP_EMAIL_.",
            host=settings.EMAIL_HOST,
            cause=next((cause for kind, cause in _CAUSES if isinstance(error, kind)), _OTHER_CAUSE),
        )

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message, the cause too in the language of `say`."""
        return say(self.message).format_map(self.values | {"cause": say(str(self.values["cause"]))})


class Letter(Protocol):
    """What one person is told."""

    @property
    def account(self) -> Account:
        """Who is told."""

    @property
    def subject(self) -> str:
        """What stands above the letter."""

    @property
    def text(self) -> str:
        """The letter."""


L = TypeVar("L", bound=Letter)


def wait_for_others() -> None:
    """Let only one process at a time write letters, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def deliver(letters: Sequence[L]) -> list[L]:
    """Send letters; those that the server took. Raises NoMailServer, MailServerSilent."""
    if not settings.EMAIL_HOST:
        raise NoMailServer
    try:
        with get_connection() as server:
            return [letter for letter in letters if _send(letter, server)]
    except (OSError, SMTPException) as error:
        raise MailServerSilent(error) from error


def _send(letter: Letter, server: BaseEmailBackend) -> bool:
    """Whether the server took the letter; one that it refuses does not hold up the others."""
    message = EmailMessage(letter.subject, letter.text, to=[letter.account.email], connection=server)
    try:
        return message.send() == 1
    except SMTPException:
        return False
