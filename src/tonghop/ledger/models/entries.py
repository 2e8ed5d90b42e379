"""Entries: who changed what, when and why; and the sources that figures come from."""

from django.conf import settings
from django.db import models


class Clock(models.Func):
    """The moment at which the row is written, not that at which its transaction began."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class Entry(models.Model):
    """One change of the ledger, written in the transaction of the change; never altered.

    Facts point to the entry that recorded them and the one that superseded them, so theirs need no copy here;
    every other change carries what it changed as `before` and `after`.
    """

    at = models.DateTimeField(db_default=Clock(), db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True, help_text="kind and key of what changed")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "at"], name="entry_of_subject"),
            models.Index(fields=["id"], condition=models.Q(action__startswith="unit."), name="entry_of_units"),
        )


class Source(models.Model):
    """Where figures come from: a document with its bytes, a form, an interface, a register."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "văn bản"
        FILE = "file", "tệp số liệu"
        FORM = "form", "biểu nhập"
        API = "api", "giao diện lập trình"
        REGISTER = "register", "sổ theo dõi"

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    content = models.BinaryField(null=True)
    text = models.TextField(blank=True, help_text="what was read, to which the offsets of facts refer")
    unit = models.ForeignKey("ledger.Unit", models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sources")
