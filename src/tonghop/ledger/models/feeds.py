"""Addresses that nobody can guess, for those who read something of the office without signing in."""

from django.db import models

from tonghop.ledger.models.cases import Case
from tonghop.ledger.models.people import Account


class Feed(models.Model):
    """The address at which a calendar fetches the deadlines of an account; only the hash of its key is kept."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)


class Tracking(models.Model):
    """The code with which whoever sent a case without an account asks what became of it; only its hash is kept."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="tracking")
    digest = models.CharField(max_length=64, unique=True)
