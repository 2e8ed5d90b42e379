"""The inbox: documents that came in and wait to be read and decided on, and what people say of how they were read."""

from django.db import models

from tonghop.ledger.models.facts import Measure


class Arrival(models.Model):
    """A document in the inbox of `unit`, whose figures it is taken to state; `given` where somebody said that it does.

    `reading` is what reading it came to (`tonghop.intake.keeping`), `tally` how many figures and findings that are,
    `problem` why it could not be read: the name, problem, remedy, place and values of an UnreadableDocument.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "chờ đọc"
        READING = "reading", "đang đọc"
        READY = "ready", "đã đọc"
        FAILED = "failed", "không đọc được"
        REMOVED = "removed", "đã gỡ"

    source = models.ForeignKey("ledger.Source", models.PROTECT, related_name="arrivals")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="arrivals")
    given = models.BooleanField(default=False)
    round = models.ForeignKey("ledger.Round", models.PROTECT, null=True, related_name="arrivals")
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    problem = models.JSONField(null=True)
    reading = models.JSONField(null=True)
    tally = models.JSONField(default=dict)
    kind = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=20, blank=True)
    dated = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "unit"], name="arrival_once"),)


class Correction(models.Model):
    """What somebody says of the figure that begins at `start` in the text of an arrival; what is empty stays as read.

    With `left_out`, the reason, the figure is not taken over.
    """

    arrival = models.ForeignKey(Arrival, models.CASCADE, related_name="corrections")
    start = models.IntegerField()
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=20, blank=True)
    measure = models.SmallIntegerField(choices=Measure, null=True)
    left_out = models.TextField(blank=True)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["arrival", "start"], name="correction_once"),)


class AliasProposal(models.Model):
    """Words by which documents speak of an indicator, proposed by whoever corrected a reading.

    `folded` is the words without case and diacritics; accepted ones are known to intake from then on.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "đề xuất"
        ACCEPTED = "accepted", "đã duyệt"
        REFUSED = "refused", "không duyệt"

    words = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, related_name="+")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="+", help_text="in whose document they stand")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
    decided = models.ForeignKey("ledger.Entry", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["folded", "indicator"], name="alias_once"),)
