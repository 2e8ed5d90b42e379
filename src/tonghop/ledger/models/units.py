"""Units: administrative units, their departments and residential groups, at any date.

The database keeps by itself what was known of names, parents and lineage before they were changed
(`migrations/0004_known.py`); the models hold what is known now.
"""

from django.db import models
from django.db.models import F, Q

from tonghop.ledger.fields import ExactField


class UnitKind(models.TextChoices):
    """What a unit is."""

    NATION = "nation", "cả nước"
    PROVINCE = "province", "tỉnh, thành phố"
    DISTRICT = "district", "quận, huyện, thị xã"
    COMMUNE = "commune", "xã, phường, đặc khu"
    DEPARTMENT = "department", "phòng, ban, đơn vị"
    GROUP = "group", "thôn, tổ dân phố"


class Unit(models.Model):
    """A unit from the day it is born (`born`) until the day before it is closed (`closed`); never deleted."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=UnitKind)
    born = models.DateField(null=True)
    closed = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(closed__gt=F("born")), name="unit_closed_after_born"),)

    def __str__(self) -> str:
        return self.code


class Dated(models.Model):
    """Something true of a unit from `start` (null: always) until the day before `end` (null: still)."""

    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        abstract = True


class UnitName(Dated):
    """The full name of a unit ("phường Bến Nứa"); two names of one unit never overlap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True, help_text="name without case and diacritics, for search")


class UnitParent(Dated):
    """The unit that a unit belongs to; two parents of one unit never overlap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="children")


class Ancestry(Dated):
    """Every unit below every unit, at any depth, itself included (depth 0): kept with `UnitParent`."""

    ancestor = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=["ancestor", "unit"], include=["start", "end", "depth"], name="subtree"),)


class Lineage(models.Model):
    """On `date`, `share` of `predecessor` became part of `successor`; the shares of a predecessor add up to one.

    `method` says how the share was found and is printed with each comparison; where it is UNKNOWN there is no share,
    and nothing to compare with. With an `indicator` it holds for that indicator only, before the general one.
    A predecessor that lives on is its own successor too; one that only takes in others need not be.
    """

    class Method(models.TextChoices):
        WHOLE = "whole", "nhập nguyên trạng"
        AREA = "area", "theo diện tích"
        POPULATION = "population", "theo dân số"
        COUNTED = "counted", "theo số liệu kiểm kê"
        UNKNOWN = "unknown", "chưa xác định tỷ lệ"

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    date = models.DateField()
    share = ExactField(null=True)
    method = models.CharField(max_length=12, choices=Method)
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, null=True)
    decision = models.CharField(max_length=200, blank=True, help_text="số, ký hiệu văn bản")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="lineage_share"),
            models.CheckConstraint(
                condition=Q(method="unknown", share=None) | ~Q(method="unknown") & Q(share__isnull=False),
                name="lineage_share_known",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "date", "indicator"], nulls_distinct=False, name="lineage_once"
            ),
        )
