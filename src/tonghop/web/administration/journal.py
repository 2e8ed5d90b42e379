"""The journal: who changed what, when and why, with what was before and after."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime, make_aware
from django.views.decorators.http import require_GET

from tonghop.core.formulas import inert
from tonghop.core.language import translator
from tonghop.ledger import access, entries, units
from tonghop.ledger.entries import Asked
from tonghop.ledger.models import Entry, FactVersion
from tonghop.ledger.rights import Action
from tonghop.web.administration.frame import framed
from tonghop.web.administration.telling import field, subjects, value
from tonghop.web.administration.words import ACTIONS, KINDS
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language

_ON_A_PAGE = 50
_IN_A_FILE = 100_000
_FILTERS = ("actor", "action", "subject", "unit", "since", "until")
_HEADINGS = ("Thời điểm", "Người làm", "Việc", "Đối tượng", "Đơn vị", "Lý do", "Thay đổi")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry, what it is about and what it changed in words, and how many figures it recorded.

    Of each change: what is called so in the journal, what it is called in words, before and after.
    """

    entry: Entry
    label: str
    subject: str
    differences: Sequence[tuple[str, str, str, str]]
    facts: int


@require_GET
@members
def journal(request: MemberRequest) -> HttpResponse:
    """The entries that answer the address, the newest first; `before` is the last of the page before."""
    found = _found(request)
    if (before := request.GET.get("before", "")).isdecimal():
        found = found.filter(pk__lt=min(int(before), 2**62))
    shown = list(found.order_by("-pk")[: _ON_A_PAGE + 1])
    asked = {name: request.GET.get(name, "").strip() for name in _FILTERS}
    query = request.GET.copy()
    query.pop("before", None)
    return framed(
        request,
        "admin/journal.html.j2",
        rows=_rows(shown[:_ON_A_PAGE], translator(language(request)).gettext),
        asked=asked,
        query=query.urlencode(),
        before=shown[_ON_A_PAGE - 1].pk if len(shown) > _ON_A_PAGE else None,
        kinds=KINDS,
        actions=ACTIONS,
    )


@require_GET
@members
def exported(request: MemberRequest) -> HttpResponseBase:
    """The same as a CSV file, one line for each entry."""
    say = translator(language(request)).gettext
    found = _found(request).order_by("-pk")[:_IN_A_FILE]
    lines = csv.writer(_Echo(), delimiter=";")
    told = (_line(entry) for entry in found.iterator(chunk_size=500))
    content = (
        lines.writerow([inert(text) for text in line]) for line in _chained([say(word) for word in _HEADINGS], told)
    )
    answer = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="nhat-ky.csv"'
    return answer


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _chained(heading: Sequence[str], lines: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield ["\ufeff" + heading[0], *heading[1:]]
    yield from lines


def _line(entry: Entry) -> list[str]:
    changed = "; ".join(
        f"{item.name}: {_json(item.before)} → {_json(item.after)}"
        for item in entries.differences(entry.before, entry.after)
    )
    return [
        f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}",
        entry.actor.get_username() if entry.actor else "",
        entry.action,
        entry.subject,
        entry.unit.code if entry.unit else "",
        entry.reason,
        changed,
    ]


def _json(value: Any) -> str:
    return value if isinstance(value, str) else "–" if value is None else json.dumps(value, ensure_ascii=False)


def _rows(shown: Sequence[Entry], say: Callable[[str], str]) -> list[Row]:
    counted = FactVersion.objects.filter(entry__in=shown).values("entry").annotate(count=Count("pk"))
    facts = dict(counted.values_list("entry", "count"))
    told = subjects({entry.subject for entry in shown}, say)
    return [
        Row(
            entry,
            ACTIONS.get(entry.action, entry.action),
            told.get(entry.subject, entry.subject),
            [
                (
                    item.name,
                    field(item.name, say),
                    value(item.name, item.before, say),
                    value(item.name, item.after, say),
                )
                for item in entries.differences(entry.before, entry.after)
            ],
            facts.get(entry.pk, 0),
        )
        for entry in shown
    ]


def _found(request: MemberRequest) -> QuerySet[Entry]:
    access.require_some(request.account, Action.SEE_ENTRIES)
    actor, action, subject, unit, since, until = (request.GET.get(name, "").strip() for name in _FILTERS)
    asked = Asked(
        actor=actor,
        action=action,
        subject=subject,
        unit=units.find(unit) if unit else None,
        since=_midnight(since),
        until=_midnight(until, days=1),
    )
    return entries.answering(entries.seen(request.account), asked)


def _midnight(text: str, days: int = 0) -> datetime | None:
    """The beginning of a day, or that of the day after; None for what is no day."""
    try:
        day = parse_date(text)
        return make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None
    except (ValueError, OverflowError):
        return None
