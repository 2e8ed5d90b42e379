"""A document of the inbox beside what is known: its figures, what is doubted, and how they are settled.

What is known changes while a document waits, so it is compared anew each time it is looked at.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from tonghop.catalog import units as measures
from tonghop.core.document import Document
from tonghop.core.errors import Refusal
from tonghop.core.fact import Said
from tonghop.core.figure import Figure, Role
from tonghop.core.finding import Finding, Severity
from tonghop.intake import recording, taking
from tonghop.intake.keeping import studied_of
from tonghop.intake.known import Compared, Outcome
from tonghop.intake.recording import Order, Written
from tonghop.intake.setting import Surroundings
from tonghop.intake.study import Studied
from tonghop.intake.taking import Taken, understood
from tonghop.intake.values import LeftOut, Measured, Reason
from tonghop.ledger import access, inbox, rounds
from tonghop.ledger.models import Account, Arrival, Indicator, Unit
from tonghop.ledger.rights import Action

AGREED = frozenset({Outcome.NEW, Outcome.PROPOSED, Outcome.REVISED})
OPEN = AGREED | {Outcome.CONFLICT}
_NEEDED = (Action.SEE_PROPOSED, Action.SEE_ACCEPTED)


class NotRead(Refusal):
    """A document that was not read yet, or could not be."""

    def __init__(self) -> None:
        super().__init__("Văn bản chưa được đọc xong. Chờ ít phút rồi mở lại.")


class NothingChosen(Refusal):
    """No figure that could be taken over."""

    def __init__(self) -> None:
        super().__init__("Không có số liệu nào được chọn để ghi vào sổ.")


class Doubted(Refusal):
    """A figure that a finding speaks against which nobody has set aside."""

    def __init__(self, text: str) -> None:
        super().__init__("Số liệu “{text}” đang bị nghi ngờ. Xử lý phát hiện bên cạnh trước khi tiếp nhận.", text=text)


class NeedsWhy(Refusal):
    """A figure of the ledger is to be replaced without saying why."""

    def __init__(self, text: str) -> None:
        super().__init__("Số liệu “{text}” khác với sổ số liệu. Đề nghị nêu lý do thay số trong sổ.", text=text)


class UnclearIndicator(Refusal):
    """Words that name no indicator of the ledger, or several."""

    def __init__(self, words: str) -> None:
        super().__init__("Không rõ “{words}” là chỉ tiêu nào. Chọn một tên trong danh sách.", words=words)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a document: as it is to be taken over, or why it is not. `doubted` where a finding speaks against
    it that nobody has set aside, `said` what a person says of it."""

    figure: Figure
    item: Compared | None
    left: LeftOut | None
    doubted: bool
    said: Said | None

    @property
    def agreed(self) -> bool:
        """Whether it can be settled with all others that contradict nothing."""
        return self.item is not None and self.item.outcome in AGREED and not self.doubted

    @property
    def open(self) -> bool:
        """Whether somebody can still decide on it."""
        return self.item is not None and self.item.outcome in OPEN


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the figures of the document that it is about; `reason` is why somebody set it aside.

    `mends` are the figures that are most likely wrong, each with the value with which it would be right.
    """

    finding: Finding
    figures: tuple[str, ...]
    reason: str
    mends: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """An arrival as it is looked at."""

    row: Arrival
    taken: Taken
    lines: tuple[Line, ...]
    told: tuple[Told, ...]

    @property
    def document(self) -> Document:
        """The document, its figures as people corrected them."""
        return self.taken.document

    @property
    def tally(self) -> dict[str, int]:
        """How many figures there are, how many are still open, in conflict, and how many findings are errors."""
        items = [line.item for line in self.lines if line.item]
        return {
            "facts": len(items),
            "open": sum(line.open for line in self.lines),
            "conflicts": sum(item.outcome is Outcome.CONFLICT for item in items),
            "errors": sum(each.finding.severity is Severity.ERROR and not each.reason for each in self.told),
        }


def opened(account: Account, number: int, language: str) -> Opened:
    """A document of the inbox beside what the account may know; raises UnknownArrival, NotRead."""
    row = inbox.find(account, number)
    if row.state != Arrival.State.READY:
        raise NotRead
    studied = kept(row)
    return beside(row, studied, language, account)


def kept(row: Arrival) -> Studied:
    """What reading an arrival came to."""
    source = row.source
    return studied_of(row.reading or {}, source.name, source.sha256, source.media_type, source.text)


def beside(row: Arrival, studied: Studied, language: str, account: Account | None = None) -> Opened:
    """What was studied, beside what is known; of units whose figures the account may not know nothing is told."""
    said = inbox.said(row)
    surroundings = Surroundings.load()
    document = _named(studied.document, said, surroundings.indicators)
    setting = surroundings.of(document, row.unit.code if row.given or not document.organisation else None)
    by_id = {figure.id: said[figure.start] for figure in document.figures if figure.start in said}
    taken = understood(row.source.name, document, studied.findings[language], setting, language, by_id)
    taken = _within(account, taken) if account else taken
    told = tuple(_told(taken))
    return Opened(row, taken, tuple(_lines(taken, by_id)), told)


def _named(document: Document, said: Mapping[int, Said], known: Mapping[str, Measured]) -> Document:
    """The document with the indicators that people say its figures are of, or that the office's own words mean."""
    aliases = inbox.accepted()

    def named(figure: Figure) -> Figure:
        told = said[figure.start].indicator if figure.start in said else None
        words = inbox.folded_words(figure.subject or "")
        key = told or (aliases.get(words) if figure.role.measures else None)
        return _as(figure, key, known[key].unit) if key and key in known else figure

    return replace(document, figures=tuple(map(named, document.figures)))


def _as(figure: Figure, indicator: str, unit: str) -> Figure:
    """The figure as one of an indicator; what it counts is then what the indicator counts, by whatever noun."""
    counts = figure.role is Role.COUNT and unit not in {each.name for each in measures().values()}
    return figure._replace(indicator=indicator, unit=unit if counts else figure.unit)


def _within(account: Account, taken: Taken) -> Taken:
    """The same without what concerns units that the account may not know the figures of."""
    codes = {item.fact.cell.unit for item in taken.compared}
    rows = Unit.objects.filter(code__in=codes)
    for action in _NEEDED:
        rows = rows.filter(access.within(account, action, "id"))
    known = set(rows.values_list("code", flat=True))
    if codes <= known:
        return taken
    beyond = [item for item in taken.compared if item.fact.cell.unit not in known]
    left = [LeftOut(item.proposal.figure, Reason.BEYOND, item.fact.cell.unit) for item in beyond]
    return replace(
        taken,
        compared=tuple(item for item in taken.compared if item.fact.cell.unit in known),
        left_out=(*taken.left_out, *left),
        doubts=(),
    )


def _told(taken: Taken) -> Iterable[Told]:
    """The findings of the document's own figures, and those of its facts, by the figures that state these."""
    figures = {f"f{place}": item.proposal.figure.id for place, item in enumerate(taken.compared, 1)}
    for finding in taken.findings:
        named = tuple(dict.fromkeys(finding.figures))
        yield Told(finding, named, taken.dismissed.get(finding.fingerprint, ""), tuple(_mends(finding, taken.document)))
    for finding in taken.doubts:
        named = tuple(dict.fromkeys(figures[name] for name in finding.figures if name in figures))
        yield Told(finding, named, taken.dismissed.get(finding.fingerprint, ""))


def _mends(finding: Finding, document: Document) -> Iterable[tuple[str, str]]:
    for culprit in finding.culprits:
        if culprit.suggestion and culprit.weight == finding.culprits[0].weight:
            yield document.figure(culprit.figure).text, culprit.suggestion


def _lines(taken: Taken, said: Mapping[str, Said]) -> list[Line]:
    """Every figure that states something, in text order; what the ledger computes by itself is left out."""
    doubted = set(map(id, taking.doubtful(taken)))
    lines = [
        Line(item.proposal.figure, item, None, id(item.fact) in doubted, said.get(item.proposal.figure.id))
        for item in taken.compared
    ]
    lines += [
        Line(item.figure, None, item, False, said.get(item.figure.id))
        for item in taken.left_out
        if item.reason is not Reason.COMPUTED
    ]
    return sorted(lines, key=lambda line: line.figure.start)


def indicator_named(words: str) -> str | None:
    """The key of the indicator that words name, None for none; raises UnclearIndicator."""
    words = " ".join(words.split())
    if not words:
        return None
    named = Indicator.objects.filter(Q(key=words) | Q(name__iexact=words)).values_list("key", flat=True)
    found = set(named) or set(Indicator.objects.filter(name__icontains=words).values_list("key", flat=True)[:2])
    if len(found) != 1:
        raise UnclearIndicator(words)
    return found.pop()


@transaction.atomic
def correct(account: Account, number: int, start: int, words: Said, language: str) -> None:
    """Say how a figure is to be read; another indicator becomes a proposal for the words that the document uses.

    What is as it stands already is not said. Raises UnknownArrival, NotRead, and what correcting raises.
    """
    here = opened(account, number, language)
    line = next((line for line in here.lines if line.figure.start == start), None)
    if line is None:
        raise NothingChosen
    inbox.correct(account, number, start, _different(words, line))
    if words.indicator and words.indicator != line.figure.indicator and line.figure.subject:
        inbox.propose_alias(account, here.row.unit, line.figure.subject, words.indicator)
    _recount(here.row, language)


def _different(words: Said, line: Line) -> Said:
    """What is said beyond what stands there, with what was said before."""
    cell, before = line.item.fact.cell if line.item else None, line.said or Said()
    period = cell.span.code if cell else line.figure.period
    return Said(
        before.indicator if words.indicator in (None, line.figure.indicator) else words.indicator,
        before.unit if words.unit in (None, cell and cell.unit) else words.unit,
        before.period if words.period in (None, period) else words.period,
        before.measure if words.measure in (None, cell and cell.measure) else words.measure,
    )


@transaction.atomic
def dismiss(account: Account, number: int, fingerprint: str, reason: str, language: str) -> None:
    """Set a finding about the figures of the unit that a document speaks for aside; see `rounds.dismiss`."""
    here = opened(account, number, language)
    rounds.dismiss(account, here.taken.unit or here.row.unit.code, fingerprint, reason)
    _recount(here.row, language)


@transaction.atomic
def settle(account: Account, number: int, chosen: Collection[int] | None, reason: str, language: str) -> int:
    """Settle figures: those that begin at `chosen`, or all that agree with everything known; how many.

    Raises UnknownArrival, NotRead, NothingChosen, Doubted, NeedsWhy, LedgerError.
    """
    here = opened(account, number, language)
    items = [line.item for line in _chosen(here, chosen, reason) if line.item]
    count = recording.settle(items, here.row.source, here.row.unit, Order(account, reason.strip(), accept=True))
    _recount(here.row, language)
    return count


@transaction.atomic
def propose(account: Account, number: int, chosen: Collection[int] | None, reason: str, language: str) -> Written:
    """Propose figures, those that the forms of the round ask for in these forms; see `settle`."""
    here = opened(account, number, language)
    items = [line.item for line in here.lines if line.item and line.open and _is_among(line, chosen)]
    if not items:
        raise NothingChosen
    duties = taking.duties_of(here.row.round_id, here.taken)
    order = Order(account, reason.strip())
    written = recording.write(here.document, b"", items, (), order, here.row.unit, duties)
    _recount(here.row, language)
    return written


def _chosen(here: Opened, chosen: Collection[int] | None, reason: str) -> list[Line]:
    if chosen is None:
        lines = [line for line in here.lines if line.agreed]
    else:
        lines = [line for line in here.lines if line.open and _is_among(line, chosen)]
    if not lines:
        raise NothingChosen
    for line in lines:
        if line.doubted:
            raise Doubted(line.figure.text)
        if line.item and line.item.outcome is Outcome.CONFLICT and not reason.strip():
            raise NeedsWhy(line.figure.text)
    return lines


def _is_among(line: Line, chosen: Collection[int] | None) -> bool:
    return chosen is None or line.figure.start in chosen


def _recount(row: Arrival, language: str) -> None:
    """Keep how many figures are still open."""
    row.tally = beside(row, kept(row), language).tally
    row.save(update_fields=["tally"])
