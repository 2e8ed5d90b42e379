"""Facts: the value of an indicator in a unit over a span of months, planned, estimated or done, as it was known."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.db.models.lookups import GreaterThanOrEqual

from tonghop.ledger.fields import ExactField


class Measure(models.IntegerChoices):
    """Which of the three kinds of value of one indicator, unit and period."""

    PLAN = 1, "kế hoạch"
    ESTIMATE = 2, "ước thực hiện"
    ACTUAL = 3, "thực hiện"


class Standing(models.IntegerChoices):
    """A value (which may be zero), a value that is missing, or an indicator that does not apply to the unit."""

    VALUE = 1, "có số liệu"
    MISSING = 2, "chưa có số liệu"
    NOT_APPLICABLE = 3, "không phát sinh, không áp dụng"


class State(models.IntegerChoices):
    """How far a fact has come. Up to RETURNED it is a proposal; from ACCEPTED on it is settled."""

    DRAFT = 1, "dự thảo"
    SUBMITTED = 2, "đã gửi"
    RETURNED = 3, "trả lại"
    ACCEPTED = 4, "đã tiếp nhận"
    PUBLISHED = 5, "đã công bố"


KEY = ("indicator", "year", "last", "first", "measure", "authority", "version", "breakdown", "unit")
"""The fields that say which cell of the ledger a fact fills; all units of one indicator and span lie together."""

TOTAL_KEY = ("unit", "year", "last", "first", "measure", "indicator", "authority", "version", "breakdown")
"""The same for a total; all indicators of one unit and span lie together."""


class CellColumns(models.Model):
    """What a value belongs to. `year`, `first`, `last` are those of `tonghop.core.span.Span`.

    Values are cumulated from January by convention (`first` = 1), stocks too; a single month has `first` = `last`.
    Of a plan, `authority` is who assigned it (codes of plan_authorities.tsv) and `version` 0 the original, n the
    n-th adjustment. `breakdown` is empty or `dimension=member`, several joined by `;` in alphabetical order.
    That references lead somewhere is seen to by the trigger of facts, once a statement instead of once a row.
    """

    indicator = models.ForeignKey(
        "ledger.Indicator", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    year = models.SmallIntegerField()
    first = models.SmallIntegerField()
    last = models.SmallIntegerField()
    measure = models.SmallIntegerField(choices=Measure)
    authority = models.CharField(max_length=20, blank=True, default="")
    version = models.SmallIntegerField(default=0)
    breakdown = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True


class FactVersion(CellColumns):
    """One version of one cell. A correction supersedes it: the old version keeps its value and gets `known_to`.

    A cell has at most one open version that is settled and one that is a proposal (draft, submitted, returned).
    """

    standing = models.SmallIntegerField(choices=Standing, default=Standing.VALUE)
    value = ExactField(null=True)
    low = ExactField(null=True, help_text="the bounds that the printed rounding allows, where it does")
    high = ExactField(null=True)
    as_of = models.DateField(null=True)
    state = models.SmallIntegerField(choices=State)
    settled = GeneratedField(
        expression=GreaterThanOrEqual(F("state"), State.ACCEPTED), output_field=models.BooleanField(), db_persist=True
    )
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="facts", db_index=False, db_constraint=False)
    superseded_by = models.ForeignKey(
        "ledger.Entry", models.PROTECT, null=True, related_name="superseded", db_index=False, db_constraint=False
    )
    source = models.ForeignKey(
        "ledger.Source", models.PROTECT, null=True, related_name="facts", db_index=False, db_constraint=False
    )
    start = models.IntegerField(null=True, help_text="offsets of the quotation in the text of the source")
    end = models.IntegerField(null=True)
    duty = models.ForeignKey(
        "ledger.Duty", models.PROTECT, null=True, related_name="facts", db_index=False, db_constraint=False
    )

    class Meta:
        db_table = "ledger_fact"
        constraints = (
            models.UniqueConstraint(
                fields=["settled", *KEY], include=["value"], condition=Q(known_to=None), name="fact_one_open_version"
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.VALUE, value__isnull=False)
                | ~Q(standing=Standing.VALUE) & Q(value__isnull=True, low__isnull=True, high__isnull=True),
                name="fact_value_when_standing",
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1, first__lte=12, last__gte=F("first"), last__lte=1200), name="fact_months"
            ),
            models.CheckConstraint(
                condition=Q(measure=Measure.PLAN) | Q(authority="", version=0), name="fact_authority_of_plan"
            ),
        )
        indexes = (
            models.Index(fields=["unit", "year", "last", "indicator"], name="fact_history"),
            models.Index(fields=["duty"], condition=Q(duty__isnull=False), name="fact_of_duty"),
            BrinIndex(fields=["entry"], name="fact_of_entry", autosummarize=True),
        )


class Total(CellColumns):
    """The sum of what the children of `unit` state or add up to, kept by the database with every settled fact.

    `parts` is how many stated values it is made of; 0 means that there is nothing. The unit's own fact goes before it.
    """

    total = ExactField()
    parts = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=TOTAL_KEY, name="total_once"),)
