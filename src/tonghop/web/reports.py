"""Soạn báo cáo: the reports of the units in reach, and how a new one is begun."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from tonghop.catalog.outlines import outlines
from tonghop.core.errors import Refusal
from tonghop.core.span import Span, month_meant
from tonghop.drafting.compose import Wanted, draft, title_of
from tonghop.ledger import access, ask, units
from tonghop.ledger import reports as kept
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Report, Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import TIMES, last_month
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of

_MOST, _UNITS = 100, 200


class NoPeriod(LedgerError):
    """A new report without a period, or with one that is none."""

    def __init__(self, text: str) -> None:
        month = month_meant(text)
        message = "Chưa chọn kỳ báo cáo. Ghi như 2026-10, 2026-Q3, 2026-M1..M10, 2026-H1, 2026."
        if month:
            message = "Kỳ báo cáo “{text}” không hợp lệ. Nếu là tháng, ghi {month}; kỳ khác như 2026-Q3, 2026-M1..M10."
        elif text:
            message = "Kỳ báo cáo “{text}” không hợp lệ. Ghi như 2026-10, 2026-Q3, 2026-M1..M10, 2026-H1, 2026."
        super().__init__(message, text=text, month=month)


@require_GET
@members
def reports(request: MemberRequest) -> HttpResponse:
    """The reports that the account may see, the newest period first; of one unit or in one state where asked."""
    code, state = request.GET.get("unit", ""), request.GET.get("state", "")
    seen = Report.objects.filter(kept.visible(request.account)).defer("frame", "examined")
    codes = set(seen.values_list("unit__code", flat=True).distinct())
    rows = seen.select_related("unit", "issue__number__register").defer("frame", "examined", "issue__paper")
    if code:
        rows = rows.filter(unit__code=code)
    if state in Report.State.values:
        rows = rows.filter(state=state)
    found = list(rows.order_by("-year", "-last", "-id")[:_MOST])
    return page(
        request,
        "reports.html.j2",
        rows=[(row, kept.span_of(row)) for row in found],
        kinds=outlines().kinds,
        names=units.names_of(codes, localdate()),
        states=Report.State,
        unit=code,
        state=state,
        may_draft=bool(drafters(request)),
        may_number=Action.ISSUE_REPORTS in request.held or Action.DRAFT_REPORTS in request.held,
    )


@require_http_methods(["GET", "POST"])
@members
def new_report(request: MemberRequest) -> HttpResponse:
    """Draft a report of a unit from what the ledger knows of a period; where there is one, only if asked again."""
    access.require_some(request.account, Action.DRAFT_REPORTS)
    sentence, sent = "", request.POST if request.method == "POST" else request.GET
    present: Sequence[Report] = ()
    if request.method == "POST":
        try:
            unit = units.find(sent.get("unit", "").strip() or request.home.code)
            wanted = _wanted(request, unit)
            present = () if sent.get("another") == "1" else _present(request, wanted, unit)
            if not present:
                made = kept.create(request.account, wanted.kind, unit, wanted.span, draft(request.account, wanted))
                return redirect("report", made.pk)
        except access.Forbidden:
            raise
        except Refusal as refusal:
            sentence = sentence_of(request, refusal)
    return page(
        request,
        "report_new.html.j2",
        status=422 if sentence else 409 if present else 200,
        sentence=sentence,
        present=[(row, kept.span_of(row)) for row in present],
        sent=sent,
        kinds=outlines().kinds,
        topics=outlines().topics,
        units=drafters(request),
        home=request.home,
        span=ask.latest(request.home.code) or last_month(),
    )


def _wanted(request: MemberRequest, unit: Unit) -> Wanted:
    sent, span = request.POST, _span(request.POST.get("period", ""))
    access.require(request.account, Action.DRAFT_REPORTS, unit)
    return Wanted(sent.get("kind", ""), unit.code, span, theme=sent.get("theme", ""), topic=sent.get("topic", ""))


def _present(request: MemberRequest, wanted: Wanted, unit: Unit) -> Sequence[Report]:
    """The reports like the one that is wanted."""
    return kept.alike(request.account, wanted.kind, unit, wanted.span, title_of(wanted))


def drafters(request: MemberRequest) -> Sequence[tuple[str, str]]:
    """The codes and names of the units whose reports the account may draft."""
    own = access.within(request.account, Action.DRAFT_REPORTS, "id")
    codes = Unit.objects.filter(own, closed=None).order_by("code").values_list("code", flat=True)[:_UNITS]
    return sorted(units.names_of(set(codes), localdate()).items())


def _span(text: str) -> Span:
    try:
        span = Span.of(text.strip())
    except ValueError:
        raise NoPeriod(text.strip()) from None
    if span.year not in TIMES:
        raise NoPeriod(text.strip())
    return span
