"""What came of documents taken in: in words for a terminal, as a page, as plain values for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tonghop.catalog import indicators
from tonghop.core.contract import plain
from tonghop.core.errors import Refusal, TonghopError, UnreadableDocument
from tonghop.core.fact import Fact, Measure
from tonghop.core.finding import Finding, Severity
from tonghop.intake.backfill import Year
from tonghop.intake.known import Compared, Known, Outcome
from tonghop.intake.taking import Failed, Taken
from tonghop.intake.values import LeftOut, Reason, _
from tonghop.ledger.ask import Origin
from tonghop.review.pages import page
from tonghop.review.wording import Wording

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.NEW: _("mới"),
    Outcome.CONFIRMED: _("khớp sổ"),
    Outcome.PROPOSED: _("đã đề xuất"),
    Outcome.REVISED: _("ước mới"),
    Outcome.OUTDATED: _("ước cũ"),
    Outcome.CONFLICT: _("MÂU THUẪN"),
}
_MEASURES = {Measure.PLAN: _("kế hoạch"), Measure.ESTIMATE: _("ước"), Measure.ACTUAL: _("thực hiện")}
_ORIGINS = {
    Origin.CHILDREN: _("cộng từ đơn vị trực thuộc"),
    Origin.MONTHS: _("cộng từ các tháng"),
    Origin.PREDECESSORS: _("cộng từ đơn vị tiền thân"),
}
FACT_TITLES = (_("Kết quả"), _("Chỉ tiêu"), _("Đơn vị"), _("Kỳ"), _("Loại"), _("Văn bản ghi"), _("Sổ số liệu"))
LEFT_TITLES = (_("Văn bản ghi"), _("Chỉ tiêu"), _("Lý do để lại"))


@dataclass(frozen=True, slots=True)
class Shown:
    """One document in words: lines above, rows of facts, rows of figures left out, findings with their standing."""

    name: str
    head: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    left_out: tuple[tuple[str, ...], ...]
    findings: tuple[str, ...]
    foot: tuple[str, ...]


def shown(result: Taken | Failed, language: str = "vi") -> Shown:
    """A document in the words of a language."""
    wording = Wording(language)
    if isinstance(result, Failed):
        return Shown(result.name, (), (), (), (), (problem(result.error, wording),))
    return Shown(
        result.name,
        tuple(_head(result, wording)),
        tuple(_row(item, wording) for item in sorted(result.compared, key=_order)),
        tuple(_left(item, wording) for item in result.left_out if item.reason is not Reason.COMPUTED),
        tuple(_told(item, result.dismissed, wording) for item in (*result.findings, *result.doubts)),
        tuple(_foot(result, wording)),
    )


def problem(error: TonghopError, wording: Wording) -> str:
    """Why a document was not taken in."""
    return error.sentence(wording.say) if isinstance(error, UnreadableDocument | Refusal) else str(error)


def _head(taken: Taken, wording: Wording) -> Iterator[str]:
    if taken.unit:
        yield wording.say("Đơn vị: {name} ({code})", name=taken.unit_name, code=taken.unit)
    else:
        yield wording.say("Chưa rõ số liệu của đơn vị nào. Chọn đơn vị bằng --unit.")
    if taken.dated:
        yield wording.say("Ngày văn bản: {day}", day=f"{taken.dated:%d/%m/%Y}")
    if taken.before:
        yield wording.say("Tệp này đã được nhận ngày {day}.", day=f"{taken.before:%d/%m/%Y}")


def _order(item: Compared) -> int:
    return 0 if item.outcome is Outcome.CONFLICT else 1


def _row(item: Compared, wording: Wording) -> tuple[str, ...]:
    cell = item.fact.cell
    measure = wording.say(_MEASURES[cell.measure])
    if cell.authority:
        measure += f" ({cell.authority})"
    if cell.version:
        measure += wording.say(", điều chỉnh lần {count}", count=cell.version)
    return (
        wording.say(OUTCOMES[item.outcome]),
        wording.indicator(cell.indicator),
        cell.unit,
        wording.period(cell.span.code),
        measure,
        item.proposal.figure.text,
        _known(item.known, cell.indicator, wording) if item.known else "",
    )


def _known(known: Known, indicator: str, wording: Wording) -> str:
    unit = indicators()[indicator].unit if indicator in indicators() else None
    value = wording.say("không áp dụng") if known.value is None else _quantity(known.value, unit, wording)
    notes = [] if known.settled else [wording.say("dự thảo")]
    notes += [wording.say(_ORIGINS[known.origin])] if known.origin in _ORIGINS else []
    notes += dict.fromkeys(f"{source.name}: “{source.quotation}”" for source in known.quoted[:2])
    return value + (f" ({'; '.join(notes)})" if notes else "")


def _quantity(value: Fraction, unit: str | None, wording: Wording) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        return wording.quantity(exact, unit)
    return f"≈ {wording.quantity(Decimal(round(value)), unit)}"


def _left(item: LeftOut, wording: Wording) -> tuple[str, ...]:
    return item.figure.text, wording.indicator(item.figure.indicator), item.sentence(wording.say)


def _told(finding: Finding, dismissed: Mapping[str, str], wording: Wording) -> str:
    text = f"{wording.severity(finding.severity)} [{finding.fingerprint}]: {finding.message}"
    if finding.fingerprint in dismissed:
        text += " " + wording.say("(Đã bỏ qua, lý do: {reason})", reason=dismissed[finding.fingerprint])
    return text


def _foot(taken: Taken, wording: Wording) -> Iterator[str]:
    outcomes = Counter(item.outcome for item in taken.compared)
    counts = ", ".join(f"{wording.say(label)} {outcomes[key]}" for key, label in OUTCOMES.items() if outcomes[key])
    computed = sum(item.reason is Reason.COMPUTED for item in taken.left_out)
    yield wording.say(
        "{facts} số liệu ({counts}); để lại {left} và {computed} tỷ lệ, mức tăng giảm.",
        facts=len(taken.compared),
        counts=counts or "–",
        left=len(taken.left_out) - computed,
        computed=computed,
    )
    written = taken.written
    yield wording.say("Đã ghi {drafts} đề xuất, tiếp nhận {settled}.", drafts=written.drafts, settled=written.settled)


def is_contradicted(result: Taken | Failed) -> bool:
    """Whether a document conflicts with the ledger or with itself, as far as nobody set that aside."""
    if isinstance(result, Failed):
        return False
    told = (*result.findings, *result.doubts)
    errors = any(item.severity is Severity.ERROR and item.fingerprint not in result.dismissed for item in told)
    return errors or any(item.outcome is Outcome.CONFLICT for item in result.compared)


def render_text(results: Iterable[Taken | Failed], notes: Sequence[str] = (), language: str = "vi") -> str:
    """All documents as plain text, the notes last."""
    say = Wording(language).say
    lines: list[str] = []
    for item in (shown(result, language) for result in results):
        lines += [item.name, *(f"  {line}" for line in item.head)]
        for titles, rows in ((FACT_TITLES, item.facts), (LEFT_TITLES, item.left_out)):
            lines += _columns([tuple(map(say, titles)), *rows]) if rows else []
        lines += [*(f"  {line}" for line in (*item.findings, *item.foot)), ""]
    return "\n".join([*lines, *notes]) + "\n"


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as lines with their columns aligned, under a blank line."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lined = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows)
    return ["", *(f"  {line.rstrip()}" for line in lined), ""]


def year_in_words(year: Year, language: str = "vi") -> str:
    """The line of a year in the summary of old documents."""
    say = Wording(language).say
    stated = ", ".join(f"{say(label)} {year.measures[key]}" for key, label in _MEASURES.items() if year.measures[key])
    stands = ", ".join(f"{say(label)} {year.outcomes[key]}" for key, label in OUTCOMES.items() if year.outcomes[key])
    return say("Năm {year}: {stated}; {stands}.", year=year.year, stated=stated, stands=stands)


def render_html(results: Iterable[Taken | Failed], notes: Sequence[str] = (), language: str = "vi") -> str:
    """All documents on one self-contained page, under the notes."""
    wording = Wording(language)
    titles = {
        "facts": [wording.say(title) for title in FACT_TITLES],
        "left": [wording.say(item) for item in LEFT_TITLES],
    }
    return page(
        "intake.html.j2", wording, documents=[shown(item, language) for item in results], notes=notes, titles=titles
    )


def as_values(result: Taken | Failed, language: str = "vi") -> dict[str, Any]:
    """A document as plain values, numbers as strings in canonical units."""
    wording = Wording(language)
    if isinstance(result, Failed):
        return {"name": result.name, "problem": problem(result.error, wording)}
    return {
        "name": result.name,
        "sha256": result.document.source.sha256,
        "unit": result.unit,
        "dated": result.dated.isoformat() if result.dated else None,
        "facts": [_fact(item) for item in result.compared],
        "left_out": [
            {"text": item.figure.text, "start": item.figure.start, "end": item.figure.end,
             "indicator": item.figure.indicator, "reason": item.reason.value, "message": item.sentence(wording.say)}
            for item in result.left_out
        ],
        "findings": [
            {"fingerprint": item.fingerprint, "severity": item.severity.value, "message": item.message,
             "dismissed": result.dismissed.get(item.fingerprint)}
            for item in (*result.findings, *result.doubts)
        ],
        "drafts": result.written.drafts,
        "settled": result.written.settled,
    }  # fmt: skip


def _fact(item: Compared) -> dict[str, Any]:
    fact: Fact = item.fact
    return {
        "outcome": item.outcome.value,
        "indicator": fact.cell.indicator,
        "unit": fact.cell.unit,
        "period": fact.cell.span.code,
        "measure": fact.cell.measure.value,
        "authority": fact.cell.authority,
        "version": fact.cell.version,
        "value": plain(fact.value),
        "low": plain(fact.low),
        "high": plain(fact.high),
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "start": fact.start,
        "end": fact.end,
        "text": item.proposal.figure.text,
        "known": _known_values(item.known) if item.known else None,
    }


def _known_values(known: Known) -> dict[str, Any]:
    return {
        "value": None if known.value is None else str(known.value),
        "origin": known.origin.value,
        "settled": known.settled,
        "sources": [
            {"name": item.name, "text": item.quotation, "start": item.start, "end": item.end} for item in known.quoted
        ],
    }
