"""Measures of registers that became facts: what was counted, and of which cases."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Posting(models.Model):
    """A measure of a register, counted over the units at and below `unit` from `first` to `last`, posted as a fact.

    The fact names the same `source` and `indicator`; the entry of the source says when it was counted. `cases` are the
    ids of those that counted, `versions` how many steps each of them had taken by then.
    """

    source = models.ForeignKey("ledger.Source", models.PROTECT, related_name="postings")
    register = models.CharField(max_length=40)
    measure = models.CharField(max_length=40)
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, related_name="+")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    cases = ArrayField(models.BigIntegerField())
    versions = ArrayField(models.IntegerField())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "indicator"], name="posting_of_fact"),)
        indexes = (models.Index(fields=["unit", "register", "-last", "-id"], name="posting_of_register"),)
