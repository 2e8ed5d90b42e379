"""Totals that labels split without any marker: `11.243 hồ sơ; trong hạn 11.029 hồ sơ, quá hạn 241 hồ sơ`."""

import re
from collections.abc import Iterator
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.reading.edges import Edges
from tonghop.reading.lexicon import Endings, alternatives
from tonghop.reading.relations.groups import Group, leaves_rest
from tonghop.reading.relations.spans import adding
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

_PARTITIONS: Final = [frozenset(words) for words in cues().partitions.values()]
_WORDS: Final = [word for words in _PARTITIONS for word in words]
_ALL_LABELS: Final = Endings(_WORDS)
_FILLERS: Final = (" là", " có", " còn", " được", " cho")
_BEFORE_LABEL: Final = ("đã", "đang", "còn", "bị", "được", "giải quyết")
_BEHIND: Final = re.compile(rf"(?:(?:{'|'.join(_BEFORE_LABEL)}) )?({alternatives(_WORDS)})(?!\w)")
_EDGES: Final = Edges((*_WORDS, *_BEFORE_LABEL))
_LAST_WORDS: Final = Edges(word.rpartition(" ")[2] for word in _WORDS)
_OPENS: Final = re.compile(r"[\s\-+•*]*trong đó(?!\w)")
_SENTENCES_BACK: Final = 2
_CANDIDATES: Final = 4
_FEWEST: Final = 2


def partitioned(statement: Statement) -> Iterator[Group]:
    """Groups of consecutive quantities whose labels are words of one partition."""
    quantities = [m for m in statement.measures if is_quantity(m)]
    if len(quantities) < 2:
        return
    labels = {id(m): label for m in quantities if (label := _label(m))}
    for words in _PARTITIONS if len(labels) > 1 else ():
        if sum(label in words for label in labels.values()) < _FEWEST:
            continue
        run: list[Measure] = []
        for measure in quantities:
            label = labels.get(id(measure))
            new = label in words and label not in (labels[id(part)] for part in run)
            if new and (not run or measure.path == run[0].path):
                run.append(measure)
            elif run and measure.path == run[0].path and same_kind(run[0], measure):
                yield from _split(statement, run)
                run = []
        yield from _split(statement, run)


def _label(measure: Measure) -> str | None:
    """The label before a quantity (`quá hạn 241 hồ sơ`), or right behind it (`241 hồ sơ quá hạn`)."""
    before = measure.before[-40:].replace("(", " ").rstrip(" :")
    if before.endswith(_FILLERS):
        before = before.rpartition(" ")[0]
    label = _ALL_LABELS.longest(before) if _LAST_WORDS.closes(before.rstrip()) else None
    if label:
        return label
    after = measure.after
    behind = _BEHIND.match(after, 1) if after.startswith(" ") and _EDGES.opens(after[1:]) else None
    return behind[1] if behind else None


def _split(statement: Statement, run: list[Measure]) -> Iterator[Group]:
    """The total that a run of labelled parts splits: the nearest before it that they make up, or else nearly; or one of
    the sentences before."""
    if len(run) < 2:
        return
    within = [m for m in reversed(statement.measures) if m.at < run[0].at and is_quantity(m)][:_CANDIDATES]
    following = next((m for m in statement.measures if m.at > run[-1].at and is_quantity(m)), None)
    left = following and leaves_rest(statement, following) and following.path == run[0].path
    if following and left and not any(adding(total, run) == len(run) for total in within):
        run = [*run, following]
    groups = [_with_rest(statement, total, run) for total in within if _can_split(total, run)]
    best_first = sorted(groups, key=lambda group: not group.adds_up)
    found = next((group for group in best_first if group.is_near), None)
    opens = _OPENS.match(statement.folded) is not None
    previous = statement.previous if len(run) > 2 or opens else None
    for _ in range(_SENTENCES_BACK):
        if found is None and previous:
            totals = [m for m in previous.measures if is_quantity(m) and _can_split(m, run)]
            groups = [Group(total, tuple(run), whole=True) for total in totals]
            found = next((group for group in groups if group.adds_up or (opens and group.is_slip)), None)
            previous = previous.previous
    if found:
        yield found


def _with_rest(statement: Statement, total: Measure, run: list[Measure]) -> Group:
    """The group of a run, with a later quantity that is just what the run leaves: `…, còn 154 hồ sơ`."""
    left = total.token.number - sum(part.token.number for part in run)
    rest = (m for m in statement.measures if m.at > run[-1].at and m.token.number == left and is_quantity(m))
    return Group(total, (*run, *(m for m in [next(rest, None)] if m and same_kind(total, m))), whole=True)


def _can_split(total: Measure, run: list[Measure]) -> bool:
    """Whether all are of its kind and less than it; one may be all of it where the others are nothing."""
    listed = [part.token.number for part in run]
    smaller = max(listed) < total.token.number or sum(listed) == total.token.number
    return smaller and all(same_kind(total, part) for part in run)
