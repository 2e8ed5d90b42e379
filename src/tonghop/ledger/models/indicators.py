"""Indicators of the catalog, and those of the office, as facts refer to them."""

from django.db import models


class Indicator(models.Model):
    """What is measured. Its meaning comes from the catalog by `key`; kept here to join with facts."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, help_text="canonical unit of measure or counted noun")
    direction = models.CharField(max_length=10)
    time = models.CharField(max_length=10)
    over_units = models.CharField(max_length=10)
    over_time = models.CharField(max_length=10)
    group = models.CharField(max_length=60)
    owner = models.ForeignKey("ledger.Unit", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.key
