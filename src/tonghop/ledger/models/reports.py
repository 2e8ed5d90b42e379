"""Reports: drafts that several people write, the registers of numbers, what was issued, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Report(models.Model):
    """A report of `unit` over a span; its text is in its sections, what stands around them in `frame`.

    `revision` counts the changes of its content. `examined` are the findings of the checker about one revision:
    `{"revision": …, "findings": […]}`; `examining` is the check that is under way: `{"revision": …, "stage": …}`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn"
        ABANDONED = "abandoned", "không ban hành"
        ISSUED = "issued", "đã ban hành"
        CORRECTED = "corrected", "đã đính chính"
        REPLACED = "replaced", "đã bị thay thế"
        WITHDRAWN = "withdrawn", "đã thu hồi"

    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    first = models.SmallIntegerField()
    last = models.SmallIntegerField()
    title = models.CharField(max_length=500, help_text="what it is about, as printed below its type")
    frame = models.JSONField(
        help_text="letterhead, type, signature, recipients and remark, as core.paper_json has them"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    examined = models.JSONField(null=True)
    examining = models.JSONField(null=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    reason = models.TextField(blank=True, help_text="why it replaces another")
    public = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["unit", "-year", "-last"], name="reports_of_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(public=False) | ~Q(state__in=("draft", "abandoned")), name="report_public_once_issued"
            ),
        )


class ReportSection(models.Model):
    """A part of a report that one person edits at a time; whoever saves says which `version` he saw."""

    class Part(models.TextChoices):
        OPENING = "opening", "phần mở đầu"
        BODY = "body", "nội dung"
        CLOSING = "closing", "phần kết"
        APPENDIX = "appendix", "phụ lục"

    report = models.ForeignKey(Report, models.PROTECT, related_name="sections")
    part = models.CharField(max_length=10, choices=Part, default=Part.BODY)
    key = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=500, blank=True)
    blocks = models.JSONField(default=list)
    wide = models.BooleanField(default=False, help_text="an appendix on pages turned on their side")
    left_out = models.BooleanField(default=False)
    assigned = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["report", "key"], name="report_section_once"),)


class SectionVersion(models.Model):
    """What a section said from one saving to the next."""

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500, blank=True)
    blocks = models.JSONField()
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["section", "number"], name="section_version_once"),)


class Comment(models.Model):
    """What somebody says of a section, until somebody settles it."""

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="comments")
    text = models.TextField()
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
    resolved = models.ForeignKey("ledger.Entry", models.PROTECT, null=True, related_name="+")


class Explanation(models.Model):
    """Why a report is issued although the checker, or the ledger, holds something against it."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="explanations")
    fingerprint = models.CharField(max_length=64)
    message = models.TextField()
    reason = models.TextField()
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "fingerprint"], name="explanation_once"),)


class Register(models.Model):
    """The numbers that a unit gives to its documents of one symbol (`BC-UBND`) in a year, from `first` on without gap.

    It ends with `last` where that is set, and gives no more once it is closed.
    """

    unit = models.ForeignKey("ledger.Unit", models.PROTECT, related_name="registers")
    year = models.SmallIntegerField()
    symbol = models.CharField(max_length=40)
    first = models.PositiveIntegerField(default=1)
    last = models.PositiveIntegerField(null=True)
    closed = models.DateTimeField(null=True)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "year", "symbol"], name="register_once"),
            models.CheckConstraint(condition=Q(first__gte=1), name="register_from_one"),
        )


class RegisterNumber(models.Model):
    """A number of a register that was given, to what `purpose` says: a report issued here, or another document."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=500)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["register", "number"], name="register_number_once"),)


class Issue(models.Model):
    """A report as it was issued: its number, its day, and the whole paper with what was known then."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="issue")
    number = models.OneToOneField(RegisterNumber, models.PROTECT, related_name="issue")
    dated = models.DateField()
    known_on = models.DateTimeField()
    paper = models.JSONField()
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")


class ReportFile(models.Model):
    """The bytes of an issued report; the database lets nobody change them."""

    class Form(models.TextChoices):
        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"
        HTML = "html", "HTML"
        SIGNED = "signed", "PDF đã ký số"

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="files")
    form = models.CharField(max_length=10, choices=Form)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["issue", "form"], name="report_file_once"),)


class Amendment(models.Model):
    """What was done about an issued report that is wrong, why, and by which document or report."""

    class Kind(models.TextChoices):
        CORRECTED = "corrected", "đính chính"
        REPLACED = "replaced", "thay thế"
        WITHDRAWN = "withdrawn", "thu hồi"

    report = models.ForeignKey(Report, models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField()
    document = models.CharField(max_length=200, blank=True, help_text="number and day of the letter that says so")
    successor = models.ForeignKey(Report, models.PROTECT, null=True, related_name="amends")
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
