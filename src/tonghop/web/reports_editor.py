"""A draft of a report: one section open to be written, its outline, figures out of date, findings, comments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.core.paper import Block, Chip, Section, chips, numbered
from tonghop.core.paper_text import lines
from tonghop.drafting.background import ask_for_check
from tonghop.drafting.renewal import Moved, moved, renew
from tonghop.ledger import access, papers, reports, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Comment, Report, ReportSection, SectionVersion
from tonghop.ledger.reports import Found, Head
from tonghop.ledger.reports.errors import SectionConflict, UnknownReport
from tonghop.ledger.rights import Action
from tonghop.review.words import Way, Words, by_line, changes
from tonghop.web.asked import number_in
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.reports_issued import issued_page
from tonghop.web.reports_posted import blocks_in
from tonghop.web.saying import sentence_of

_Part = ReportSection.Part
_HEAD = "chung"
_ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the outline: a section with its number, and how many figures, findings and comments wait there."""

    row: ReportSection
    number: str
    changed: int = 0
    found: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was refused; where a section was not saved, what its writer has before him instead of what is kept."""

    sentence: str
    status: int = 422
    title: str | None = None
    blocks: tuple[Block, ...] | None = None
    theirs: tuple[str, str] | None = None


@require_GET
@members
def report(request: MemberRequest, number: int) -> HttpResponse:
    """A draft, to be written by those who may; what was issued, with its files."""
    row = reports.find(request.account, number)
    return editor_page(request, row) if row.state == Report.State.DRAFT else issued_page(request, row)


@require_POST
@members
def save(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Save a section as its editor sends it; then, where asked, let chips say what the ledger holds now."""
    row = reports.section_of(request.account, number, section)
    sent = request.POST
    seen = number_in(sent.get("version", "")) or 0
    base = SectionVersion.objects.filter(section=row, number=seen).first()
    if base is None:
        raise UnknownReport
    title = sent.get("title", "").strip()
    before = reports.blocks_of(base)
    known = {reports.key_of(chip): chip for chip in chips(before)} | reports.known(row.report.sections.all())
    try:
        blocks = blocks_in(sent.get("blocks", ""), before, known)
        reports.save(request.account, number, section, seen, title, blocks)
        if asked := sent.get("renew"):
            renew(request.account, number, None if asked == _ALL else {asked})
    except SectionConflict as refusal:
        theirs = ("\n".join(lines(reports.blocks_of(row))), "\n".join(lines(blocks)))
        trouble = Trouble(sentence_of(request, refusal), 409, title, blocks, theirs)
        return editor_page(request, row.report, trouble, section)
    except Forbidden:
        raise
    except Refusal as refusal:
        return editor_page(request, row.report, Trouble(sentence_of(request, refusal), 422, title), section)
    return _back(number, section)


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """What is done to a draft besides writing; a refusal is told above it, and nothing has changed then."""
    open_ = number_in(request.POST.get("section", ""))
    try:
        open_ = _do(request, number, action, open_) or open_
    except (Forbidden, UnknownReport):
        raise
    except Refusal as refusal:
        row = reports.find(request.account, number)
        return editor_page(request, row, Trouble(sentence_of(request, refusal)), open_)
    if action == "bo":
        return redirect("reports")
    if "issuing" in request.POST:
        return redirect("report-issue", number)
    return _back(number, _HEAD if action == "thong-tin" else open_)


def _do(request: MemberRequest, number: int, action: str, section: int | None) -> int | None:
    account, sent, at = request.account, request.POST, section or 0
    match action:
        case "kiem-tra":
            ask_for_check(account, number)
        case "cap-nhat":
            renew(account, number, None)
        case "giai-trinh":
            _explain(request, number)
        case "gop-y":
            reports.comment(account, number, at, sent.get("text", ""))
        case "xong":
            reports.resolve(account, number, number_in(sent.get("comment", "")) or 0)
        case "giao":
            reports.assign(account, number, at, sent.get("to", ""), sent.get("seen", ""))
        case "them-muc":
            return reports.add(account, number, at, number_in(sent.get("level", "")) or 0, sent.get("title", "")).pk
        case "len" | "xuong":
            reports.move(account, number, at, down=action == "xuong")
        case "bo-muc" | "lay-lai-muc":
            reports.leave_out(account, number, at, out=action == "bo-muc")
        case "thong-tin":
            reports.head(account, number, _head(request))
        case "bo":
            reports.abandon(account, number, sent.get("reason", ""))
        case _:
            raise Http404
    return None


def _explain(request: MemberRequest, number: int) -> None:
    """Explain a finding or a change that there is; raises UnknownReport for one that there is not."""
    row = reports.find(request.account, number)
    sent, fingerprint = request.POST, request.POST.get("finding", "")
    said = {each.fingerprint: each.message("vi") for each in reports.last_findings(row)}
    if fingerprint not in said:
        said |= {each.fingerprint: each.chip.text for each in moved(row, row.sections.all()).values()}
    if fingerprint not in said:
        raise UnknownReport
    reports.explain(request.account, number, fingerprint, said[fingerprint], sent.get("reason", ""))


def _head(request: MemberRequest) -> Head:
    def line(name: str) -> str:
        return " ".join(request.POST.get(name, "").split())[:500]

    recipients = (each.strip(" -;\t") for each in request.POST.get("recipients", "").splitlines())
    return Head(
        line("title"),
        line("subject"),
        line("superior"),
        line("issuer"),
        line("place"),
        tuple(each[:300] for each in recipients if each)[:40],
        line("remark"),
    )


def _back(number: int, section: int | str | None) -> HttpResponse:
    return redirect(reverse("report", args=[number]) + (f"?muc={section}" if section else ""))


@require_GET
@members
def checking(request: MemberRequest, number: int) -> HttpResponse:
    """What the checker found in a draft, or how far it is: the part of its page that is asked for again meanwhile."""
    row = reports.find(request.account, number)
    if row.state != Report.State.DRAFT:
        raise Http404
    rows = list(row.sections.all())
    chosen = number_in(request.GET.get("muc", ""))
    open_ = next((each for each in rows if each.pk == chosen), None)
    return page(request, "report_checking.html.j2", open=open_, **_checked(request, row, rows))


def _checked(request: MemberRequest, row: Report, rows: Sequence[ReportSection]) -> dict[str, Any]:
    """What the card of the checker says."""
    may = access.allowed(request.account, row.unit)
    return {
        "report": row,
        "found": reports.last_findings(row),
        "fresh": reports.findings_of(row) is not None,
        "underway": reports.underway(row),
        "sections": {each.key: each for each in rows},
        "explained": reports.explained(row),
        "may_draft": Action.DRAFT_REPORTS in may,
        "may_check": bool({Action.DRAFT_REPORTS, Action.COMMENT_REPORTS, Action.ISSUE_REPORTS} & may),
    }


@require_GET
@members
def history(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Every version of a section with what changed in it, word by word."""
    row = reports.section_of(request.account, number, section)
    versions = reports.versions(row)
    texts = ["\n".join((each.title, *lines(each.blocks))).strip() for each in versions]
    told = [
        (version, _passages(changes(before, text)))
        for version, text, before in zip(versions, texts, [*texts[1:], texts[-1]], strict=True)
    ]
    return page(request, "report_history.html.j2", report=row.report, row=row, versions=told)


def _passages(parts: Iterable[Words]) -> list[tuple[bool, list[list[Words]]]]:
    """What changed paragraph by paragraph; neighbours without a change together, marked so."""
    found = groupby(by_line(parts), lambda line: all(part.way is Way.KEPT for part in line))
    return [(kept, list(together)) for kept, together in found]


def editor_page(
    request: MemberRequest, row: Report, trouble: Trouble | None = None, section: int | None = None
) -> HttpResponse:
    """The page of a draft with one section open, and what was refused above it."""
    account, asked = request.account, request.GET.get("muc", "")
    rows = list(row.sections.select_related("assigned"))
    for each in rows:
        each.report = row
    changed, checked = moved(row, rows), _checked(request, row, rows)
    may = access.allowed(account, row.unit)
    heading = asked == _HEAD and section is None
    open_ = None if heading else _open(rows, section if section is not None else number_in(asked))
    may_edit = open_ is not None and reports.may_edit(account, open_)
    return page(
        request,
        "report_editor.html.j2",
        status=trouble.status if trouble else 200,
        name=units.name_of(row.unit.code, reports.span_of(row).ends),
        span=reports.span_of(row),
        paper=reports.assembled(row, rows) if heading else None,
        outline=_outline(rows, changed, checked["found"]),
        left_out=[each for each in rows if each.left_out],
        open=open_,
        section=_section(open_, changed, trouble) if open_ else None,
        changed=changed,
        own_template=papers.template_name(row.unit.code, row.kind),
        may_issue=Action.ISSUE_REPORTS in may,
        may_edit=may_edit,
        may_comment=open_ is not None and reports.may_comment(account, open_),
        people=reports.assignable(row.unit) if open_ and Action.DRAFT_REPORTS in may else (),
        assigned=reports.last_assigned(open_) if open_ and Action.DRAFT_REPORTS in may else None,
        told=trouble.sentence.splitlines() if trouble else (),
        theirs=list(changes(*trouble.theirs)) if trouble and trouble.theirs else (),
        **checked,
    )


def _open(rows: Sequence[ReportSection], section: int | None) -> ReportSection:
    """The section that is asked for, else the first in which something stands."""
    for each in rows:
        if each.pk == section:
            return each
    held = [each for each in rows if not each.left_out and each.part == _Part.BODY]
    return next((each for each in held if each.blocks), next(iter(held), rows[0]))


def _outline(rows: Sequence[ReportSection], changed: Mapping[str, Moved], found: Sequence[Found]) -> list[Item]:
    held = [each for each in rows if not each.left_out]
    body = [each for each in held if each.part == _Part.BODY]
    bare = [Section(each.key, each.level, each.title) for each in body]
    numbers = {section.key: number for number, section in numbered(bare)}
    open_ = list(Comment.objects.filter(section__in=held, resolved=None).values_list("section_id", flat=True))
    return [
        Item(
            each,
            numbers.get(each.key, ""),
            sum(reports.key_of(chip) in changed for chip in chips(reports.blocks_of(each))) if changed else 0,
            sum(one.section == each.key for one in found),
            open_.count(each.pk),
        )
        for each in held
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """The section that is open: what stands in it, which of its chips are out of date, what is said of it."""

    title: str
    blocks: tuple[Block, ...]
    version: int
    changed: tuple[Moved, ...]
    comments: tuple[Comment, ...]
    keys: Mapping[Chip, str]


def _section(row: ReportSection, changed: Mapping[str, Moved], trouble: Trouble | None) -> Shown:
    blocks, title = reports.blocks_of(row), row.title
    if trouble and trouble.blocks is not None:
        blocks, title = trouble.blocks, trouble.title or title
    keys = {chip: reports.key_of(chip) for chip in chips(blocks)}
    comments = Comment.objects.filter(section=row).select_related("entry__actor", "resolved__actor").order_by("id")
    out = tuple(changed[key] for key in dict.fromkeys(keys.values()) if key in changed)
    return Shown(title, blocks, row.version, out, tuple(comments), keys)
