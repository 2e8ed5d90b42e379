"""Reporting: calendars, forms, rounds, and what each unit owes in a round."""

from django.db import models
from django.db.models import F, Q

from tonghop.ledger.models.facts import Measure
from tonghop.ledger.models.units import Dated


class Calendar(Dated):
    """When the figures of a month close: on `closing_day` of the month, or its last day where that is 0.

    A month is then counted from the day after the closing of the month before (15→14, calendar month, 25→25 where
    `overlaps`). Rules of one `key` follow one another in time; with a `province` they hold there only.
    """

    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    closing_day = models.PositiveSmallIntegerField()
    overlaps = models.BooleanField(default=False, help_text="the closing day belongs to both months")
    province = models.ForeignKey("ledger.Unit", models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=200, blank=True, help_text="the legal basis")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(closing_day__lte=28), name="calendar_closing_day"),
            models.UniqueConstraint(
                fields=["key", "province", "start"], nulls_distinct=False, name="calendar_one_rule_a_day"
            ),
        )


class Form(models.Model):
    """A form of figures that units fill in."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    calendar = models.CharField(max_length=40, help_text="key of its calendar")
    kind = models.CharField(max_length=10, help_text="which units owe it, by their kind")


class FormLine(models.Model):
    """One line of a form: an indicator, what of it is asked, and whether it may be left out."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, related_name="+")
    measure = models.SmallIntegerField(choices=Measure, default=Measure.ACTUAL)
    breakdown = models.CharField(max_length=200, blank=True, default="")
    label = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=True)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["form", "indicator", "measure", "breakdown"], name="form_line_once"),
        )


class Round(models.Model):
    """The collection of figures of one span: from `opens` on, due on `due`, closed at `closed`."""

    name = models.CharField(max_length=200)
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="rounds", help_text="who collects")
    year = models.SmallIntegerField()
    first = models.SmallIntegerField()
    last = models.SmallIntegerField()
    opens = models.DateField()
    due = models.DateField()
    closed = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(due__gte=F("opens")), name="round_due_after_opening"),
            models.UniqueConstraint(fields=["unit", "name"], name="round_name_once"),
        )


class Duty(models.Model):
    """What one unit owes in a round: one form, by a date of its own where it was given one."""

    class State(models.TextChoices):
        WAITING = "waiting", "chưa nhập"
        DRAFT = "draft", "đang nhập"
        SUBMITTED = "submitted", "đã gửi"
        RETURNED = "returned", "trả lại"
        ACCEPTED = "accepted", "đã tiếp nhận"

    round = models.ForeignKey(Round, models.PROTECT, related_name="duties")
    form = models.ForeignKey(Form, models.PROTECT, related_name="duties")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="duties")
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    submitted = models.DateTimeField(null=True, help_text="when it was first submitted")
    accepted = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was returned")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "form", "unit"], name="duty_once"),)


class Dismissal(models.Model):
    """A finding that somebody looked at and set aside, with the reason; it stays aside in the next draft."""

    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="dismissals")
    fingerprint = models.CharField(max_length=64)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "fingerprint"], name="dismissal_once"),)
