"""Sections of a draft: written by one person at a time, every version kept; ordered, left out, given to people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from tonghop.core.paper import Block
from tonghop.core.paper_json import block_of, to_json
from tonghop.ledger import access
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Entry, Grant, Report, ReportSection, SectionVersion, Unit
from tonghop.ledger.reports import journal
from tonghop.ledger.reports.errors import (
    AssignedMeanwhile,
    NoHeading,
    NotAssignable,
    SectionConflict,
    UnknownReport,
    WrongReportState,
)
from tonghop.ledger.reports.finding import locked_draft, may_edit, section_of
from tonghop.ledger.rounds.journal import name_of

_TITLE = 500
_LEVELS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Version:
    """What a section said from one saving on: who saved it, when, and by doing what."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    at: datetime
    actor: str
    action: str


def versions(row: ReportSection) -> list[Version]:
    """All versions of a section, the newest first."""
    kept = SectionVersion.objects.filter(section=row).select_related("entry__actor").order_by("-number")
    return [
        Version(
            each.number,
            each.title,
            tuple(map(block_of, each.blocks)),
            each.entry.at,
            name_of(each.entry.actor),
            each.entry.action,
        )
        for each in kept
    ]


@transaction.atomic
def save(
    account: Account, number: int, section: int, seen: int, title: str, blocks: Sequence[Block], action: str = "edit"
) -> ReportSection:
    """Save a section of which version `seen` was seen; nothing happens where nothing is different.

    Raises UnknownReport, Forbidden, WrongReportState, NoHeading for a heading without words, and SectionConflict where
    somebody saved it meanwhile.
    """
    row = _locked(account, number, section)
    if row.version != seen:
        raise SectionConflict(_last_writer(row))
    kept = to_json(tuple(blocks))
    if row.part in (ReportSection.Part.BODY, ReportSection.Part.APPENDIX) and not title.strip():
        raise NoHeading
    if (title, kept) != (row.title, row.blocks):
        _write(account, row, title[:_TITLE], kept, action)
    return row


def _locked(account: Account, number: int, section: int) -> ReportSection:
    row = section_of(account, number, section)
    report = Report.objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.report_id)
    row = ReportSection.objects.select_for_update(of=("self",)).get(pk=row.pk)
    row.report = report
    if report.state != Report.State.DRAFT:
        raise WrongReportState(report)
    if not may_edit(account, row):
        raise Forbidden(report.unit)
    return row


def _write(account: Account, row: ReportSection, title: str, blocks: list[Any], action: str) -> None:
    before, after = {"section": row.title, "version": row.version}, {"section": title, "version": row.version + 1}
    entry = journal.of_report(row.report, action, account, before, after)
    row.title, row.blocks, row.version = title, blocks, row.version + 1
    row.save(update_fields=["title", "blocks", "version"])
    SectionVersion.objects.create(section=row, number=row.version, title=title, blocks=blocks, entry=entry)
    _revise(row.report)


def _revise(report: Report) -> None:
    report.revision += 1
    report.save(update_fields=["revision"])


def _last_writer(row: ReportSection) -> str:
    last = SectionVersion.objects.filter(section=row, number=row.version).select_related("entry__actor").get()
    return name_of(last.entry.actor)


@transaction.atomic
def add(account: Account, number: int, after: int, level: int, title: str) -> ReportSection:
    """Add a heading of a level behind a section of the body; raises what `locked_draft` raises, and NoHeading."""
    report = locked_draft(account, number)
    if not title.strip() or level not in _LEVELS:
        raise NoHeading
    before = _of(report, after)
    if before.part not in (ReportSection.Part.OPENING, ReportSection.Part.BODY):
        raise UnknownReport
    report.sections.filter(position__gt=before.position).update(position=F("position") + 1)
    entry = journal.of_report(report, "add", account, after={"section": title, "level": level})
    row = ReportSection.objects.create(
        report=report,
        key=f"new-{report.sections.count()}-{report.revision}",
        position=before.position + 1,
        level=level,
        title=title[:_TITLE],
    )
    SectionVersion.objects.create(section=row, number=1, title=row.title, blocks=[], entry=entry)
    _revise(report)
    return row


def _of(report: Report, section: int) -> ReportSection:
    if row := report.sections.filter(pk=section).first():
        return row
    raise UnknownReport


@transaction.atomic
def move(account: Account, number: int, section: int, down: bool) -> None:
    """Let a section of the body, with all that stands below it, change places with its neighbour of the same level.

    At an end nothing happens. Raises what `locked_draft` raises.
    """
    report = locked_draft(account, number)
    rows = list(report.sections.filter(part=ReportSection.Part.BODY))
    at = next((index for index, row in enumerate(rows) if row.pk == section), None)
    if at is None:
        raise UnknownReport
    end = _end(rows, at)
    if down and end < len(rows) and rows[end].level == rows[at].level:
        first, middle, last = at, end, _end(rows, end)
    elif not down and (before := _before(rows, at)) is not None:
        first, middle, last = before, at, end
    else:
        return
    positions = [row.position for row in rows]
    moved = rows[:first] + rows[middle:last] + rows[first:middle] + rows[last:]
    for row, position in zip(moved, positions, strict=True):
        row.position = position
    ReportSection.objects.bulk_update(moved, ["position"])
    journal.of_report(report, "move", account, after={"section": rows[at].title, "down": down})
    _revise(report)


def _end(rows: Sequence[ReportSection], at: int) -> int:
    """Behind the last section below the one at `at`."""
    return next((n for n in range(at + 1, len(rows)) if rows[n].level <= rows[at].level), len(rows))


def _before(rows: Sequence[ReportSection], at: int) -> int | None:
    """The neighbour of the same level before the section at `at`."""
    found = next((n for n in range(at - 1, -1, -1) if rows[n].level <= rows[at].level), None)
    return found if found is not None and rows[found].level == rows[at].level else None


@transaction.atomic
def leave_out(account: Account, number: int, section: int, out: bool) -> None:
    """Leave a section out, or take it in again; raises what `locked_draft` raises."""
    report = locked_draft(account, number)
    row = _of(report, section)
    row.left_out = out
    row.save(update_fields=["left_out"])
    journal.of_report(report, "leave_out" if out else "take_in", account, after={"section": row.title})
    _revise(report)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The last time a section changed hands: who had it before (his name, and how he signs in; "" for nobody)."""

    name: str
    username: str
    at: datetime
    actor: str


@transaction.atomic
def assign(account: Account, number: int, section: int, to: str, seen: str) -> None:
    """Give a section to a person by his name, or to nobody, from the person `seen` to have it; the journal says both.

    Raises what `locked_draft` raises, NotAssignable, and AssignedMeanwhile where somebody else has it by now.
    """
    report = locked_draft(account, number)
    row = ReportSection.objects.select_related("assigned").get(pk=_of(report, section).pk)
    person = next((each for each in assignable(report.unit) if each.username == to), None)
    if to and person is None:
        raise NotAssignable(to)
    if _username(row.assigned) != seen:
        raise AssignedMeanwhile(name_of(row.assigned))
    if row.assigned == person:
        return
    before, after = (
        {"section": row.title, "key": row.key, "assigned": name_of(each), "account": _username(each)}
        for each in (row.assigned, person)
    )
    row.assigned = person
    row.save(update_fields=["assigned"])
    journal.of_report(report, "assign", account, before, after)


def last_assigned(row: ReportSection) -> Assigned | None:
    """When a section last changed hands, and who had it before; None where it never did."""
    entries = Entry.objects.filter(subject=f"report {row.report_id}", action="report.assign", after__key=row.key)
    if (entry := entries.select_related("actor").order_by("-id").first()) is None:
        return None
    before = entry.before or {}
    return Assigned(before["assigned"], before["account"], entry.at, name_of(entry.actor))


def _username(account: Account | None) -> str:
    return account.username if account else ""


def assignable(unit: Unit) -> list[Account]:
    """The people who work in a unit or below it, by name."""
    held = Grant.objects.filter(unit__in=access.below([unit.pk])).exclude(role__in=("deputy", "visitor"))
    found = Account.objects.filter(is_active=True, pk__in=held.values("account_id"))
    return sorted(found, key=name_of)
