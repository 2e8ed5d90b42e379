"""The review as one self-contained page: the document's own text beside what was found in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.core.finding import Finding, Report, Severity, Verdict
from tonghop.review.layout import Grid, blocks
from tonghop.review.pages import page
from tonghop.review.places import Passage, passages, place
from tonghop.review.sentences import nothing_found
from tonghop.review.summary import Coverage, coverage, holding, members, ordered, tally, verdicts
from tonghop.review.wording import Wording


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong and, where one value mends the finding, that value."""

    figure: Figure
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it: numbered, quoted, its suspects in groups of equal likelihood."""

    number: int
    finding: Finding
    passages: tuple[Passage, ...]
    suspects: tuple[tuple[Suspect, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a folder: where its review is, or why it could not be read."""

    name: str
    href: str | None = None
    title: str | None = None
    organisation: str | None = None
    period: str | None = None
    counts: Mapping[Severity, int] | None = None
    coverage: Coverage | None = None
    problem: str | None = None

    @classmethod
    def of(cls, document: Document, report: Report | None, href: str) -> "Entry":
        """The entry of a document whose review is at `href`; without a report it was read and not checked."""
        counts, covered = (tally(report), coverage(document, report)) if report else (None, None)
        return cls(document.name, href, document.title, document.organisation, document.period, counts, covered)


def render(document: Document, report: Report | None, language: str = "vi") -> str:
    """The review page of one document, as HTML; without a report it shows what was read and says so."""
    wording, checked, report = Wording(language), report is not None, report or Report()
    shown = [_shown(document, finding, n) for n, finding in enumerate(ordered(report.findings), 1)]
    held = holding(document, report)
    return page(
        "review.html.j2",
        wording,
        document=document,
        checked=checked,
        blocks=[(isinstance(block, Grid), block) for block in blocks(document)],
        marked=_marked(document, report),
        shown=shown,
        numbers=_by_figure(document, shown),
        inferences=report.inferences,
        nothing=nothing_found(report, wording),
        held=[(kind, list(items)) for kind, items in groupby(held, key=lambda item: item.kind)],
        measures=[figure for figure in document.figures if figure.role.measures],
        counts=tally(report),
        verdicts={verdict.value: count for verdict, count in verdicts(report).items()},
        coverage=coverage(document, report),
        details=lambda figure: _details(document, figure, wording),
        figure=document.figure,
        place=lambda passage: place(passage, wording),
        place_of=lambda figure: place(passages(document, (figure.id,))[0], wording),
    )


def render_index(entries: Iterable[Entry], language: str = "vi", cross: Report | None = None) -> str:
    """The page that leads to the reviews of a folder of documents, with what was found across them."""
    findings = ordered(cross.findings) if cross else ()
    return page("index.html.j2", Wording(language), entries=list(entries), severities=list(Severity), findings=findings)


def _shown(document: Document, finding: Finding, number: int) -> Shown:
    ranked = [
        tuple(Suspect(document.figure(culprit.figure), culprit.suggestion) for culprit in group)
        for _, group in groupby(finding.culprits, key=lambda culprit: culprit.weight)
    ]
    return Shown(number, finding, passages(document, finding.figures), tuple(ranked))


def _by_figure(document: Document, shown: list[Shown]) -> dict[str, list[Shown]]:
    """The findings that speak of each figure."""
    found: dict[str, list[Shown]] = {figure.id: [] for figure in document.figures}
    for item in shown:
        for figure in dict.fromkeys(item.finding.figures):
            found[figure].append(item)
    return found


def _marked(document: Document, report: Report) -> frozenset[str]:
    """Figures worth a mark: all that measure something, and whatever a finding or relation speaks of."""
    checked = {outcome.relation for outcome in report.outcomes if outcome.verdict is not Verdict.CANNOT_TELL}
    spoken = {figure for relation in document.relations if relation.id in checked for figure in members(relation)}
    spoken.update(figure for finding in report.findings for figure in finding.figures)
    return frozenset(figure.id for figure in document.figures if figure.role.measures or figure.id in spoken)


def _details(document: Document, figure: Figure, wording: Wording) -> dict[str, str]:
    """What is known of a figure, label by label; empty where unsaid."""
    qualified = document.figure(figure.of).text if figure.of else ""
    return {
        wording.say("Giá trị"): " ".join(filter(None, (wording.hedge(figure.hedge), wording.value(figure)))),
        wording.say("Khoảng giá trị thực"): wording.bounds(figure),
        wording.say("Vai trò"): wording.role(figure.role),
        wording.say("Nội dung"): figure.subject or "",
        wording.say("Chỉ tiêu"): wording.indicator(figure.indicator),
        wording.say("Thời kỳ"): wording.period(figure.period, figure.as_of),
        wording.say("Tính chất"): wording.basis(figure.basis),
        wording.say("Của số liệu"): qualified,
        wording.say("Kế hoạch do"): figure.plan_of or "",
        wording.say("So với"): wording.period(figure.base_period),
        wording.say("Chiều"): wording.direction(figure.direction),
        wording.say("Địa bàn"): figure.place or "",
        wording.say("Đọc từ bản quét"): wording.confidence(figure),
    }
