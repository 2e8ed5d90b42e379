"""Files of others that an office fills: its own templates of reports, and forms of superiors."""

from django.db import models


class ReportTemplate(models.Model):
    """The Word file in which reports of one kind of `unit` are written, in place of our own form."""

    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200, help_text="of the file")
    content = models.BinaryField()
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "kind"], name="report_template_once"),)


class SuperiorForm(models.Model):
    """A form that a superior has `unit` fill, empty as it was last received, and what its cells ask for.

    `agreed` is `drafting.superior.to_json` of what an officer confirmed, null until one did; `fingerprint` that of the
    cells of `content`.
    """

    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="of the file")
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    agreed = models.JSONField(null=True)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "fingerprint"], name="superior_form_once"),)
