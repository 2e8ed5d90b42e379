"""Registers of work: cases, the steps they took, and what each was from one step to the next.

Which registers there are, and what their states and fields mean, is said by `tonghop.catalog.registers`.
"""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q


class Case(models.Model):
    """A case as it is now. `number` counts the cases of a unit's register within the year of reception.

    `receiver` entered it, `handler` is in charge of it. `fields` are its values (`registers.filling`), `title` and
    `folded` (without case and diacritics, for search) are made of those that everybody may see. `opened` is when it
    last became open, `closed` when it was closed since; `began` and `met` are when its main limit began and was met,
    `due` its end as it stands now, `first_due` without any extension, both None while the clock stands still. Of all
    limits that run in an open case, `next_limit` is the one that ends next, on `next_due`; None and empty where none
    runs. `version` counts its steps: whoever moves it says which he saw.
    """

    register = models.CharField(max_length=40)
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="cases")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    received = models.DateField()
    state = models.CharField(max_length=40)
    since = models.DateField()
    fields = models.JSONField(default=dict)
    title = models.CharField(max_length=300)
    folded = models.TextField()
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="cases")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened = models.DateField()
    closed = models.DateField(null=True)
    began = models.DateField(null=True)
    due = models.DateField(null=True)
    first_due = models.DateField(null=True)
    met = models.DateField(null=True)
    next_due = models.DateField(null=True)
    next_limit = models.CharField(max_length=40, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["register", "unit", "year", "number"], name="case_number_once"),
            models.CheckConstraint(condition=Q(closed__gte=F("opened")), name="case_closed_after_opened"),
        )
        indexes = (
            models.Index(fields=["register", "unit", "-received", "-id"], name="case_by_day"),
            models.Index(fields=["register", "unit", "state", "due"], name="case_by_state"),
            models.Index(fields=["register", "unit", "next_due"], condition=Q(closed=None), name="case_open_by_due"),
            models.Index(fields=["handler", "next_due"], condition=Q(closed=None), name="case_of_handler"),
            GinIndex(SearchVector("folded", config="simple"), name="case_words"),
            GinIndex(fields=["fields"], opclasses=["jsonb_path_ops"], name="case_fields"),
        )


class CaseStep(models.Model):
    """What happened to a case: its reception (no transition) or a transition, the fields it changed, its document.

    `on` is the day of the event, the entry says when it was entered and by whom.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    on = models.DateField()
    transition = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=dict)
    document = models.CharField(max_length=200, blank=True, help_text="number and symbol of the document issued")
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="case_steps")


class CaseStanding(models.Model):
    """What a case was from `since` on until the day before `until` (None: still); made of its steps."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="standings")
    register = models.CharField(max_length=40)
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    state = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=dict)
    received = models.DateField()
    opened = models.DateField()
    closed = models.DateField(null=True)
    began = models.DateField(null=True)
    due = models.DateField(null=True)
    met = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="case_standing_now"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="case_standing_in_order"),
        )
        indexes = (
            models.Index(fields=["register", "unit", "closed"], condition=Q(until=None), name="standing_now"),
            models.Index(fields=["register", "unit", "until"], condition=Q(until__isnull=False), name="standing_then"),
            models.Index(fields=["case", "since"], name="standing_of_case"),
        )


class CaseLink(models.Model):
    """That the case `target` was made of `source`, by a conversion (`kind`) of its register."""

    source = models.ForeignKey(Case, models.CASCADE, related_name="onward")
    target = models.ForeignKey(Case, models.CASCADE, related_name="origins")
    kind = models.CharField(max_length=40)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "target"], name="case_link_once"),)


class CaseFile(models.Model):
    """A file kept with a case, as private as one of its fields; `content` is gone once it was `removed`."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    privacy = models.CharField(max_length=12, help_text="as catalog.registers has it")
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
    removed = models.ForeignKey("ledger.Entry", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "sha256"], condition=Q(removed=None), name="case_file_once"),
        )
