"""Answers of the ledger as text, tables and JSON. Numbers are rounded where they are printed and nowhere else."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tonghop.cli.formats import dump
from tonghop.cli.tables import rendered
from tonghop.core.exact import exact
from tonghop.core.fact import Cell, Fact, Standing
from tonghop.core.formulas import inert
from tonghop.core.period import date_in_words
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.exchange.writer import text_cell
from tonghop.ledger.models import Indicator, State
from tonghop.review.wording import Wording

_PLACES = 2
_HEADINGS = (
    "Chỉ tiêu", "Đơn vị tính", "Cơ quan giao", "Kế hoạch năm", "Thực hiện", "% kế hoạch", "Cùng kỳ năm trước",
    "Tăng, giảm (%)", "Đánh giá", "Dự báo cả năm",
)  # fmt: skip
_MISS_HEADINGS = ("Đơn vị", "Tên", "Kỳ", "Ước thực hiện", "Thực hiện", "Chênh lệch", "Chênh lệch (%)")
_ORIGINS = {
    ask.Origin.OWN: "đơn vị báo cáo",
    ask.Origin.CHILDREN: "tổng hợp từ {parts} số liệu của các đơn vị trực thuộc",
    ask.Origin.MONTHS: "cộng từ số liệu các tháng",
    ask.Origin.PREDECESSORS: "tính từ số liệu các đơn vị trước sắp xếp",
    ask.Origin.NOTHING: "không có báo cáo",
}
_STANDINGS = {Standing.MISSING: "chưa có số liệu", Standing.NOT_APPLICABLE: "không phát sinh"}


def plan_board(unit: str, span: Span, known_on: datetime | None, format: str, language: str) -> bytes:
    """The plan board of a unit in a format, with the thresholds and the methods of comparison it rests on."""
    lines = ask.board(unit, span, known_on)
    ahead = ask.outlooks([Cell(line.indicator.key, unit, span) for line in lines], known_on)
    outlooks = {cell.indicator: found for cell, found in ahead.items()}
    if format == "json":
        return dump(_board_as_json(unit, span, known_on, lines, outlooks))
    wording = Wording(language)
    headings = [wording.say(heading) for heading in _HEADINGS]
    rows = [row for line in lines for row in _rows(line, outlooks[line.indicator.key], wording)]
    title = wording.say(
        "{unit}, {period}", unit=units.name_of(unit, span.ends, known_on), period=wording.period(span.code)
    ) + _known(known_on, wording)
    match format:
        case "csv":
            return _csv(headings, rows)
        case "xlsx":
            return _xlsx(title, headings, rows, _notes(unit, lines, wording))
    return "\n".join([title, rendered(headings, rows).rstrip("\n"), *_notes(unit, lines, wording), ""]).encode()


def figure(cell: Cell, known_on: datetime | None, format: str, language: str) -> bytes:
    """One value with how it came about, its sources down to the characters, and who changed it, when and why."""
    value = ask.values([cell], known_on)[cell]
    before = ask.same_period([cell], known_on)[cell]
    versions = value.versions or (ask.added(cell, known_on) if value.origin is ask.Origin.CHILDREN else ())
    quotations, history = ask.quotations(versions), ask.history(cell)
    if format == "json":
        return dump(
            {
                "indicator": cell.indicator,
                "unit": cell.unit,
                "period": cell.span.code,
                "known_on": known_on.isoformat() if known_on else None,
                "actual": _value_as_json(value),
                "before": _value_as_json(before),
                "sources": [_fields(item) for item in quotations],
                "history": [_version_as_json(item) for item in history],
            }
        )
    wording = Wording(language)
    indicator = Indicator.objects.get(key=cell.indicator)
    title = f"{indicator.name}, {units.name_of(cell.unit, cell.span.ends, known_on)}, {wording.period(cell.span.code)}"
    said = f"{_number(value, wording)} {wording.unit(indicator.unit) if value.value is not None else ''}".rstrip()
    lines = [
        f"{title}{_known(known_on, wording)}: {said} ({wording.say(_ORIGINS[value.origin], parts=value.parts)})",
        wording.say("Cùng kỳ năm trước: {value}", value=_base(before, wording)),
        *(_step(step, wording) for step in before.steps),
        *(_quotation(item, wording) for item in quotations),
        *(_change(item, wording) for item in history),
    ]
    return ("\n".join(lines) + "\n").encode()


def estimates(unit: str, indicator: str, year: int, known_on: datetime | None, format: str, language: str) -> bytes:
    """How far the estimates of a year were from what was then done, by a unit and each unit below it."""
    misses = ask.accuracy(unit, indicator, year, known_on)
    if format == "json":
        return dump([_miss_as_json(miss) for miss in misses])
    wording = Wording(language)
    names = units.names_of({miss.unit for miss in misses}, date(year, 12, 31), known_on)
    headings = [wording.say(heading) for heading in _MISS_HEADINGS]
    rows: list[tuple[str, ...]] = [
        (
            miss.unit, names.get(miss.unit, ""), wording.period(miss.span.code), wording.number(miss.estimate),
            wording.number(miss.actual), wording.number(miss.error), _percent(miss.relative, wording),
        )
        for miss in misses
    ]  # fmt: skip
    if format == "csv":
        return _csv(headings, rows)
    if not misses:
        return (wording.say("Chưa có số ước nào có số thực hiện để đối chiếu.") + "\n").encode()
    return rendered(headings, rows).encode()


def _rows(line: ask.Line, ahead: ask.Outlook | None, wording: Wording) -> list[tuple[str, ...]]:
    item, growth = line.indicator, line.growth
    reached = _number(line.reached, wording) + (wording.say(" (ước)") if line.estimated else "")
    tail = (_base(line.before, wording), _percent(growth, wording))
    outlook = _outlook(ahead, wording)
    head = (item.name, wording.unit(item.unit))
    if not line.plans:
        return [(*head, "", "", reached, "", *tail, wording.say(ask.Status.OPEN.value), outlook)]
    return [
        (
            *head, _authority(plan, wording), _number(plan.value, wording), reached, _percent(plan.ratio, wording),
            *tail, wording.say(plan.status.value), outlook,
        )
        for plan in line.plans
    ]  # fmt: skip


def _authority(plan: ask.Plan, wording: Wording) -> str:
    adjusted = wording.say("điều chỉnh lần {version}", version=plan.version) if plan.version else ""
    return ", ".join(filter(None, (plan.authority, adjusted)))


def _round(number: Fraction) -> Decimal:
    return Decimal(round(number * 10**_PLACES)).scaleb(-_PLACES)


def _number(value: ask.Value, wording: Wording) -> str:
    if value.value is None:
        return wording.say(_STANDINGS[value.standing])
    return wording.number(_round(value.value))


def _base(before: ask.Value, wording: Wording) -> str:
    return wording.say("không có số liệu so sánh") if before.value is None else _number(before, wording)


def _percent(part: Fraction | None, wording: Wording) -> str:
    return "" if part is None else wording.number(_round(part * 100))


def _outlook(ahead: ask.Outlook | None, wording: Wording) -> str:
    if ahead is None:
        return ""
    expected = wording.number(_round(ahead.expected))
    if ahead.low is None or ahead.high is None:
        return expected
    return f"{expected} ({wording.number(_round(ahead.low))}–{wording.number(_round(ahead.high))})"


def _known(known_on: datetime | None, wording: Wording) -> str:
    if known_on is None:
        return ""
    return wording.say(" (theo số liệu đã biết đến {moment})", moment=f"{known_on:%H:%M %d/%m/%Y}")


def _notes(unit: str, lines: tuple[ask.Line, ...], wording: Wording) -> list[str]:
    nearly = wording.number(ask.thresholds(unit).nearly)
    steps = dict.fromkeys(step for line in lines for step in line.before.steps)
    return [
        wording.say("Cơ bản đạt: từ {percent}% kế hoạch năm trở lên.", percent=nearly),
        wording.say("Dự báo cả năm: theo tỷ trọng cùng kỳ trong {years} năm trước.", years=3),
        *(_step(step, wording) for step in steps),
    ]


def _step(step: units.Step, wording: Wording) -> str:
    share = "" if step.share is None else wording.number(_round(step.share * 100)) + "% "
    return wording.say(
        "So sánh cùng kỳ: {share}của {before} thuộc {after} từ {date}, {method}.",
        share=share,
        before=units.name_of(step.predecessor, step.date),
        after=units.name_of(step.successor, step.date),
        date=date_in_words(step.date.isoformat()),
        method=wording.say(str(step.method.label)),
    )


def _quotation(item: ask.Quotation, wording: Wording) -> str:
    said = f"“…{item.lead}[{item.quotation}]{item.tail}…”".replace("\n", " ") if item.quotation else ""
    place = wording.say(", ký tự {start}–{end}: ", start=item.start, end=item.end) if said else ""
    return wording.say("Nguồn ({unit}): {name}", unit=item.unit, name=item.name) + place + said


def _change(item: ask.Version, wording: Wording) -> str:
    def said(fact: Fact) -> str:
        return wording.number(fact.value) if fact.value is not None else wording.say(_STANDINGS[fact.standing])

    moved = f"{said(item.before)} → {said(item.fact)}" if item.before else said(item.fact)
    act = item.recorded
    who = ", ".join(filter(None, (act.actor, act.action, act.reason)))
    return f"{act.at:%d/%m/%Y %H:%M}: {moved} ({wording.say(str(State(item.state).label))}); {who}"


def _csv(headings: list[str], rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(map(inert, row) for row in (headings, *rows))
    return text.getvalue().encode("utf-8-sig")


def _xlsx(title: str, headings: list[str], rows: list[tuple[str, ...]], notes: list[str]) -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in ([title], headings, *rows, *([note] for note in notes)):
        sheet.append([text_cell(sheet, text) for text in row])
    book.save(file)
    return file.getvalue()


def _value_as_json(value: ask.Value) -> dict[str, Any]:
    return {
        "value": exact(value.value),
        "standing": value.standing.value,
        "origin": value.origin.value,
        "parts": value.parts,
        "versions": list(value.versions),
        "method": [_step_as_json(step) for step in value.steps],
    }


def _step_as_json(step: units.Step) -> dict[str, Any]:
    return {
        "predecessor": step.predecessor,
        "successor": step.successor,
        "date": step.date.isoformat(),
        "share": exact(step.share),
        "method": str(step.method.value),
        "decision": step.decision,
    }


def _version_as_json(item: ask.Version) -> dict[str, Any]:
    act = item.recorded
    return {
        "version": item.id,
        "value": None if item.fact.value is None else str(item.fact.value),
        "standing": item.fact.standing.value,
        "state": item.state.name.lower(),
        "before": str(item.before.value) if item.before and item.before.value is not None else None,
        "at": act.at.isoformat(),
        "actor": act.actor,
        "action": act.action,
        "reason": act.reason,
        "source": item.source,
    }


def _fields(item: ask.Quotation) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ("version", "unit", "name", "start", "end", "quotation")}


def _miss_as_json(miss: ask.Miss) -> dict[str, Any]:
    return {
        "unit": miss.unit,
        "period": miss.span.code,
        "estimate": str(miss.estimate),
        "actual": str(miss.actual),
        "error": str(miss.error),
        "relative": exact(miss.relative),
    }


def _board_as_json(
    unit: str,
    span: Span,
    known_on: datetime | None,
    lines: tuple[ask.Line, ...],
    outlooks: dict[str, ask.Outlook | None],
) -> dict[str, Any]:
    return {
        "unit": unit,
        "period": span.code,
        "known_on": known_on.isoformat() if known_on else None,
        "thresholds": {"nearly": str(ask.thresholds(unit).nearly)},
        "lines": [_line_as_json(line, outlooks[line.indicator.key]) for line in lines],
    }


def _line_as_json(line: ask.Line, ahead: ask.Outlook | None) -> dict[str, Any]:
    return {
        "indicator": line.indicator.key,
        "name": line.indicator.name,
        "unit_of_measure": line.indicator.unit,
        "plans": [
            {
                "authority": plan.authority,
                "version": plan.version,
                "value": exact(plan.value.value),
                "ratio": exact(plan.ratio),
                "status": plan.status.name.lower(),
            }
            for plan in line.plans
        ],
        "actual": _value_as_json(line.actual),
        "estimate": _value_as_json(line.estimate),
        "before": _value_as_json(line.before),
        "growth": exact(line.growth),
        "outlook": ahead
        and {
            "expected": exact(ahead.expected),
            "low": exact(ahead.low),
            "high": exact(ahead.high),
            "shares": {str(year): exact(share) for year, share in ahead.shares},
        },
    }
