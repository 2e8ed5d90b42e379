"""Accounts, the roles they hold over parts of the hierarchy, their sessions, and the tokens of programs."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

if TYPE_CHECKING:
    from tonghop.ledger.sessions import SessionStore


class Role(models.TextChoices):
    """What somebody is in the office; what each may do is in `tonghop.ledger.access`."""

    ADMINISTRATOR = "administrator", "quản trị hệ thống"
    SYNTHESIS = "synthesis", "chuyên viên tổng hợp"
    OFFICER = "officer", "cán bộ phòng, ban, phường, xã"
    HEAD = "head", "thủ trưởng đơn vị"
    LEADER = "leader", "lãnh đạo UBND"
    DEPUTY = "deputy", "đại biểu HĐND"
    VISITOR = "visitor", "người dân"


class Account(AbstractUser):
    """A person who signs in. `scopes` are those of the token through which he acts; None where he acts himself.

    Until `provisional`, a password that somebody else knows lets him in, to choose his own. `single` is what the
    provider of single sign-on calls him, as an administrator has arranged it.
    """

    full_name = models.CharField(max_length=200, blank=True)
    provisional = models.DateTimeField(null=True)
    single = models.CharField(max_length=255, null=True, unique=True)
    scopes: frozenset[str] | None = None


class Grant(models.Model):
    """A role over a unit and everything below it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=14, choices=Role)
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="grants")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "role", "unit"], name="grant_once"),)


class Token(models.Model):
    """A key with which a program acts for an account, within `scopes`, until it expires; only its hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)


class Session(AbstractBaseSession):
    """The session of a browser, with the account that signed in to it."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """What reads and writes sessions."""
        from tonghop.ledger.sessions import SessionStore

        return SessionStore
