"""Relations between documents: the same indicator, unit and period stated in more than one of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tonghop.checking.comparable import Quantity, organisation_of, quantity
from tonghop.checking.inference import quotients
from tonghop.core.document import Document
from tonghop.core.figure import Basis, Figure, Role
from tonghop.core.relation import (
    Certainty,
    Change,
    Difference,
    Quotient,
    Relation,
    SamePlan,
    SameQuantity,
    Statement,
    Via,
)

_STATED = frozenset({Role.AMOUNT, Role.COUNT, Role.AREA, Role.LENGTH, Role.PLAN_VALUE, Role.FRACTION})


class Stated(NamedTuple):
    """A figure of one of the documents, by its joint id, with what its document says about it."""

    id: str
    document: int
    organisation: str
    figure: Figure


def joint_names(documents: Sequence[Document]) -> list[str]:
    """A name for each document; the second of one name becomes `name (2)`."""
    seen: dict[str, int] = {}
    names = []
    for document in documents:
        seen[document.name] = count = seen.get(document.name, 0) + 1
        names.append(document.name if count == 1 else f"{document.name} ({count})")
    return names


def joint_figures(documents: Sequence[Document]) -> dict[str, Figure]:
    """All figures as `<document name>#<figure id>`."""
    joint = {}
    for name, document in zip(joint_names(documents), documents, strict=True):
        for figure in document.figures:
            of = f"{name}#{figure.of}" if figure.of else None
            joint[f"{name}#{figure.id}"] = figure._replace(id=f"{name}#{figure.id}", of=of)
    return joint


def relations_between(documents: Sequence[Document], figures: Mapping[str, Figure]) -> list[Relation]:
    """What the documents say of one quantity in several places; none of it is asserted, so all is presumed."""
    stated = list(_stated(documents))
    statements = [*_duplicates(stated), *_cumulative(stated), *_bases(stated, figures), *_plans(stated, figures)]
    return [
        Relation(f"x{index}", statement, source="cross", certainty=Certainty.PRESUMED)
        for index, statement in enumerate(statements, 1)
    ]


def _stated(documents: Sequence[Document]) -> Iterator[Stated]:
    for index, (name, document) in enumerate(zip(joint_names(documents), documents, strict=True)):
        organisation = organisation_of(document)
        for figure in document.figures:
            if organisation and figure.indicator and figure.role.measures:
                yield Stated(f"{name}#{figure.id}", index, organisation, figure)


def _quantity(item: Stated) -> Quantity:
    return quantity(item.organisation, item.figure)


def _when(item: Stated) -> tuple[str | None, ...]:
    return (item.figure.period, item.figure.as_of)


def _grouped(items: Iterable[Stated]) -> list[list[Stated]]:
    groups: dict[tuple[str | None, ...], list[Stated]] = {}
    for item in items:
        groups.setdefault(_quantity(item), []).append(item)
    return list(groups.values())


def _duplicates(stated: Iterable[Stated]) -> Iterator[Statement]:
    """One quantity of one period, done (not planned or estimated), in several documents."""
    dated = [item for item in stated if item.figure.role in _STATED and item.figure.basis is Basis.ACTUAL]
    for group in _grouped(dated):
        for when in dict.fromkeys(map(_when, group)):
            same = [item for item in group if _when(item) == when]
            firsts = {item.document: item for item in reversed(same)}
            if any(when) and len(firsts) > 1:
                yield SameQuantity(tuple(firsts[document].id for document in sorted(firsts)))


def _cumulative(stated: Iterable[Stated]) -> Iterator[Statement]:
    """What is counted from the start of one year does not fall from one date to the next."""
    dated = [item for item in stated if item.figure.as_of and (item.figure.period or "").endswith("-YTD")]
    for group in _grouped(item for item in dated if item.figure.role in _STATED):
        group.sort(key=lambda item: item.figure.as_of or "")
        for earlier, later in pairwise(group):
            same_year = earlier.figure.period == later.figure.period
            if same_year and earlier.document != later.document and _when(earlier) != _when(later):
                yield Difference(minuend=later.id, subtrahend=earlier.id)


def _bases(stated: Sequence[Stated], figures: Mapping[str, Figure]) -> Iterator[Statement]:
    """A growth stated this year against what last year's document stated for the base period."""
    by_id = {item.id: item for item in stated}
    done = {
        (*_quantity(item), item.figure.period): item
        for item in reversed(stated)
        if item.figure.role in _STATED and item.figure.basis is Basis.ACTUAL and item.figure.as_of is None
    }
    for quotient in quotients(figures, ()):
        now, percent = by_id.get(quotient.actual), figures[quotient.percent]
        if now is None or quotient.via is Via.RATIO or percent.base_period is None:
            continue
        before = done.get((*_quantity(now), percent.base_period))
        if before and before.document != now.document:
            index = quotient.via is Via.INDEX
            yield Change(now.id, before.id, percent=percent.id, direction=percent.direction, index=index)


def _plans(stated: Sequence[Stated], figures: Mapping[str, Figure]) -> Iterator[Statement]:
    """Percentages of one year's plan, assigned by one authority, in different documents."""
    by_id = {item.id: item for item in stated}
    plans: dict[tuple[str | None, ...], list[tuple[Stated, Quotient]]] = {}
    for quotient in quotients(figures, ()):
        item, authority = by_id.get(quotient.actual), figures[quotient.percent].plan_of
        if item and authority and item.figure.period and quotient.via is Via.RATIO:
            plans.setdefault((*_quantity(item), item.figure.period[:4], authority), []).append((item, quotient))
    for group in plans.values():
        for (first, one), (second, other) in pairwise(group):
            if first.document != second.document:
                yield SamePlan((one, other))
