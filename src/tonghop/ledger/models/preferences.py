"""How somebody likes to see things. It changes no figure, so it has no entry."""

from django.db import models

from tonghop.ledger.models.people import Account


class Preference(models.Model):
    """What an account has chosen, by key."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="preferences")
    key = models.SlugField(max_length=40)
    value = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "key"], name="preference_once"),)
