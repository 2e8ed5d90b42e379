"""Rules that an office sets for itself instead of those of the catalog."""

from django.db import models
from django.db.models import Q


class Threshold(models.Model):
    """From which percentage of its plan on a missed target counts as nearly met, in a unit and all below it."""

    unit = models.OneToOneField("ledger.Unit", models.PROTECT, related_name="threshold")
    nearly = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(nearly__gt=0, nearly__lte=100), name="threshold_percent"),)
