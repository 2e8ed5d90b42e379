"""What changed between two drafts: figures, aligned by the text around them, and findings, by their fingerprint."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from tonghop.core.contract import figure_to_dict, report_to_dict
from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.core.finding import Finding, Report

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure in the old draft and in the new."""

    old: Figure
    new: Figure

    @property
    def differs(self) -> bool:
        """Whether it now says something else; another way to print the same is no change."""
        return (self.old.value, self.old.unit, self.old.low, self.old.high) != (
            self.new.value, self.new.unit, self.new.low, self.new.high,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """How the new draft differs from the old: measuring figures and findings."""

    changed: tuple[Pair, ...]
    appeared: tuple[Figure, ...]
    vanished: tuple[Figure, ...]
    unchanged: int
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]
    remaining_findings: tuple[Finding, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.changed or self.appeared or self.vanished or self.new_findings or self.gone_findings)


def compare(old: Document, old_report: Report, new: Document, new_report: Report) -> Difference:
    """Compare two drafts of one document, each with its report."""
    pairs = tuple(_aligned(old, new))
    olds, news = {pair.old.id for pair in pairs}, {pair.new.id for pair in pairs}
    known = {finding.fingerprint for finding in old_report.findings}
    still = {finding.fingerprint for finding in new_report.findings}
    changed = tuple(pair for pair in pairs if pair.differs)
    return Difference(
        changed=changed,
        appeared=tuple(figure for figure in _measuring(new) if figure.id not in news),
        vanished=tuple(figure for figure in _measuring(old) if figure.id not in olds),
        unchanged=len(pairs) - len(changed),
        new_findings=tuple(finding for finding in new_report.findings if finding.fingerprint not in known),
        gone_findings=tuple(finding for finding in old_report.findings if finding.fingerprint not in still),
        remaining_findings=tuple(finding for finding in new_report.findings if finding.fingerprint in known),
    )


def to_dict(difference: Difference) -> dict[str, Any]:
    """The difference as plain JSON values."""
    return {
        "figures": {
            "changed": [
                {"old": figure_to_dict(pair.old), "new": figure_to_dict(pair.new)} for pair in difference.changed
            ],
            "appeared": [figure_to_dict(figure) for figure in difference.appeared],
            "vanished": [figure_to_dict(figure) for figure in difference.vanished],
            "unchanged": difference.unchanged,
        },
        "findings": {
            "new": _findings(difference.new_findings),
            "gone": _findings(difference.gone_findings),
            "remaining": _findings(difference.remaining_findings),
        },
    }


def _findings(findings: tuple[Finding, ...]) -> Any:
    return report_to_dict(Report(findings=findings))["findings"]


def _measuring(document: Document) -> Iterator[Figure]:
    return (figure for figure in document.figures if figure.role.measures)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a figure under a mask that its value does not show through."""

    key: Hashable
    figure: Figure | None = None


def _aligned(old: Document, new: Document) -> Iterator[Pair]:
    """Pairs of figures: in lines equal but for numbers, then among the words of changed lines, then by meaning."""
    olds, news = _lines(old), _lines(new)
    pairs: list[Pair] = []
    for tag, i, j, k, m in _blocks([_keys(line) for line in olds], [_keys(line) for line in news]):
        left, right = list(chain(*olds[i:j])), list(chain(*news[k:m]))
        pairs += _zip(left, right) if tag == "equal" else _by_words(left, right)
    yield from sorted([*pairs, *_by_meaning(old, new, pairs)], key=lambda pair: pair.new.start)


def _blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _keys(tokens: Sequence[_Token]) -> tuple[Hashable, ...]:
    return tuple(token.key for token in tokens)


def _zip(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Pair]:
    for a, b in zip(old, new, strict=True):
        if a.figure and b.figure:
            yield Pair(a.figure, b.figure)


def _by_words(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Pair]:
    for tag, i, j, k, m in _blocks(_keys(old), _keys(new)):
        if tag == "equal":
            yield from _zip(old[i:j], new[k:m])


def _by_meaning(old: Document, new: Document, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Figures that moved elsewhere, where exactly one on each side has this meaning."""
    olds = _by_key(_measuring(old), {pair.old.id for pair in pairs})
    news = _by_key(_measuring(new), {pair.new.id for pair in pairs})
    for key, left in olds.items():
        right = news.get(key, [])
        if len(left) == len(right) == 1:
            yield Pair(left[0], right[0])


def _by_key(figures: Iterator[Figure], taken: set[str]) -> dict[Hashable, list[Figure]]:
    found: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        if figure.id not in taken and (figure.indicator or figure.subject):
            what = figure.indicator or (figure.subject or "").casefold()
            key = (
                what,
                figure.role,
                figure.unit,
                figure.period,
                figure.as_of,
                figure.basis,
                figure.place,
                figure.plan_of,
            )
            found.setdefault(key, []).append(figure)
    return found


def _lines(document: Document) -> list[list[_Token]]:
    """The words of every line that has any, in lower case, measuring figures masked by role."""
    lines: list[list[_Token]] = [[]]
    position = 0
    for figure in _measuring(document):
        _words(document.text[position : figure.start], lines)
        lines[-1].append(_Token(figure.role, figure))
        position = figure.end
    _words(document.text[position:], lines)
    return [line for line in lines if line]


def _words(text: str, lines: list[list[_Token]]) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            lines.append([])
        lines[-1] += [_Token(word) for word in _WORD.findall(line.casefold())]
