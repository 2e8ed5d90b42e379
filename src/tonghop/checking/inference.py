"""Bounds on plans and bases that nobody stated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from tonghop.checking.bounds import Reading, is_whole
from tonghop.checking.build import network_of, unstated_name
from tonghop.checking.network import components
from tonghop.checking.phrases import base_phrase, plan_phrase
from tonghop.checking.propagate import Domain, propagate
from tonghop.core.figure import Figure, Role
from tonghop.core.finding import Inference
from tonghop.core.relation import Change, Quotient, RatioToPlan, Relation, SamePlan, Via

_VIA = {Role.PERCENT_OF_PLAN: Via.RATIO, Role.INDEX: Via.INDEX, Role.GROWTH: Via.GROWTH, Role.DECLINE: Via.DECLINE}
_PLACES = 4


def inferences(figures: Mapping[str, Figure], relations: Sequence[Relation]) -> Iterator[Inference]:
    """What follows for every unstated plan and base, from relations that hold and from `of`; those of one plan together."""
    quotients = list(_quotients(figures, relations))
    agreed = [item for item in relations if isinstance(item.statement, SamePlan)]
    groups = _groups(quotients, agreed)
    own = [Relation(f"of:{index}", SamePlan((item,))) for index, item in enumerate(quotients)]
    domains: dict[str, Domain] = {}
    for part in components(network_of(figures, own + agreed)):
        result = propagate(part, Reading.ROUNDED)
        if result.conflict is not None:
            result = propagate(part.only(item.id for item in own), Reading.ROUNDED)
        domains |= result.domains
    for group in groups:
        yield from _inference(figures, group, domains[unstated_name(group[0])])


def _quotients(figures: Mapping[str, Figure], relations: Iterable[Relation]) -> Iterator[Quotient]:
    """Every percentage that qualifies an amount whose plan or base is not printed."""
    printed = {
        item.statement.percent
        for item in relations
        if (isinstance(item.statement, RatioToPlan) and item.statement.plan)
        or (isinstance(item.statement, Change) and item.statement.base)
    }
    for figure in figures.values():
        actual = figures.get(figure.of or "")
        if figure.role in _VIA and actual is not None and actual.role.measures and figure.id not in printed:
            yield Quotient(actual.id, figure.id, _via(figure))


def _via(percent: Figure) -> Via:
    falls = percent.role is Role.GROWTH and percent.direction == "down" and percent.number >= 0
    return Via.DECLINE if falls else _VIA[percent.role]


def _groups(quotients: Sequence[Quotient], agreed: Iterable[Relation]) -> list[list[Quotient]]:
    """Quotients of one plan together."""
    groups = [[quotient] for quotient in quotients]
    for relation in agreed:
        assert isinstance(relation.statement, SamePlan)
        names = set(relation.statement.members)
        together = [group for group in groups if names & set(group)]
        if len(together) > 1:
            rest = [group for group in groups if not names & set(group)]
            groups = [*rest, [item for group in together for item in group]]
    return groups


def _inference(figures: Mapping[str, Figure], group: Sequence[Quotient], domain: Domain) -> Iterator[Inference]:
    if domain.low in (None, 0) and domain.high is None:
        return
    actual, percent = figures[group[0].actual], figures[group[0].percent]
    phrase = plan_phrase(actual, percent) if group[0].via is Via.RATIO else base_phrase(actual, percent)
    places = 0 if is_whole(actual) or actual.unit == "VND" else _PLACES
    sources = tuple(dict.fromkeys(name for item in group for name in (item.actual, item.percent)))
    low, high = _rounded(domain.low, places, ROUND_FLOOR), _rounded(domain.high, places, ROUND_CEILING)
    yield Inference(phrase, low, high, actual.unit or "", sources)


def _rounded(value: Fraction | None, places: int, rounding: str) -> Decimal | None:
    if value is None:
        return None
    context = Context(prec=40, rounding=rounding)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(Decimal(1).scaleb(-places), context=context)
