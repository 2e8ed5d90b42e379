"""Background jobs: how many wait, are under way or have failed, and the failed ones tried again."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from tonghop.ledger import access
from tonghop.ledger.accounts import note
from tonghop.ledger.rights import Action
from tonghop.web.administration.frame import framed
from tonghop.web.people import MemberRequest, members

_MOST = 100
_SILENCE = timedelta(seconds=60)
_STATES = {
    "todo": "đang chờ",
    "doing": "đang làm",
    "failed": "không làm được",
    "succeeded": "đã xong",
    "cancelled": "đã hủy",
    "aborted": "đã dừng",
}
_TASKS = {"inbox.read": "đọc văn bản", "inbox.take_up": "nhận lại việc bỏ dở", "reports.examine": "kiểm tra dự thảo"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many jobs wait, are under way and have failed, and whether somebody does them."""

    todo: int
    doing: int
    failed: int
    alive: bool


def tally() -> Tally:
    """How the queue is; two queries."""
    counted = dict(ProcrastinateJob.objects.values_list("status").annotate(Count("pk")))
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=now() - _SILENCE).exists()
    return Tally(counted.get("todo", 0), counted.get("doing", 0), counted.get("failed", 0), alive)


@require_GET
@members
def jobs(request: MemberRequest) -> HttpResponse:
    """The jobs that are not done, those that failed first."""
    access.require_over_all(request.account, Action.MANAGE_OFFICE)
    rows = ProcrastinateJob.objects.exclude(status="succeeded").annotate(at=Max("procrastinateevent__at"))
    found = sorted(rows.order_by("-id")[:_MOST], key=lambda row: row.status != "failed")
    return framed(request, "admin/jobs.html.j2", rows=found, tally=tally(), states=_STATES, tasks=_TASKS)


@require_POST
@members
def retry(request: MemberRequest, number: int) -> HttpResponse:
    """Let a failed job be tried again."""
    access.require_over_all(request.account, Action.MANAGE_OFFICE)
    job = ProcrastinateJob.objects.filter(id=number, status="failed").first()
    if job is None:
        raise Http404
    with transaction.atomic():
        app.job_manager.retry_job_by_id(number, now())
        note(request.account, "job.retry", f"job {number}", before={"state": "failed"}, after={"task": job.task_name})
    return redirect("jobs")
