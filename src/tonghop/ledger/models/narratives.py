"""What a unit writes with its form that no figure can say."""

from django.db import models


class Narrative(models.Model):
    """The text of a unit under one heading of the report to come, with who wrote it last."""

    class Heading(models.TextChoices):
        RESULTS = "results", "Kết quả khác"
        THEME = "theme", "Thực hiện chủ đề của năm"
        DIFFICULTIES = "difficulties", "Tồn tại, hạn chế"
        CAUSES = "causes", "Nguyên nhân"
        TASKS = "tasks", "Nhiệm vụ kỳ tới"

    duty = models.ForeignKey("ledger.Duty", models.PROTECT, related_name="narratives")
    heading = models.CharField(max_length=12, choices=Heading)
    text = models.TextField()
    author = models.ForeignKey("ledger.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["duty", "heading"], name="narrative_once"),)
