"""Bounds on plans and bases that nobody stated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from tonghop.checking.bounds import Exact, Reading, is_whole
from tonghop.checking.build import network_of, unstated_name
from tonghop.checking.network import Network, components
from tonghop.checking.phrases import base_phrase, plan_phrase
from tonghop.checking.propagate import Domain, propagate
from tonghop.core.figure import Figure, Role
from tonghop.core.finding import Inference
from tonghop.core.language import translator
from tonghop.core.period import Say
from tonghop.core.relation import Certainty, Change, Quotient, RatioToPlan, Relation, SamePlan, Via

_VIA = {Role.PERCENT_OF_PLAN: Via.RATIO, Role.INDEX: Via.INDEX, Role.GROWTH: Via.GROWTH, Role.DECLINE: Via.DECLINE}
_PLACES = 4


def inferences(
    figures: Mapping[str, Figure], relations: Sequence[Relation], trusted: Sequence[Relation], language: str
) -> Iterator[Inference]:
    """Bounds on every unstated plan and base, from `of` and the trusted relations; statements of one plan together.

    What any of the relations, trusted or not, says to be printed is not inferred.
    """
    stated = list(quotients(figures, relations))
    place = {name: index for index, name in enumerate(figures)}
    own = [Relation(f"of:{index}", SamePlan((item,))) for index, item in enumerate(stated)]
    sure = [item for item in trusted if item.certainty is Certainty.DEFINITE]
    domains = _domains(network_of(figures, [*own, *sure]), [item.id for item in own])
    for group in _groups(stated, [item.statement for item in sure if isinstance(item.statement, SamePlan)]):
        name = unstated_name(group[0])
        if name in domains:
            yield from _inference(figures, place, group, domains[name], translator(language).gettext)


def _domains(network: Network, own: Sequence[str]) -> dict[str, Domain]:
    """What is left of every variable; where everything together contradicts itself, from each percentage alone."""
    domains: dict[str, Domain] = {}
    wanted = set(own)
    for part in components(network):
        inside = wanted & {item.relation for item in part.constraints}
        if not inside:
            continue
        result = propagate(part, Reading.ROUNDED)
        if result.conflict is None:
            domains |= result.domains
            continue
        for name in sorted(inside):
            alone = propagate(part.only([name]), Reading.ROUNDED)
            if alone.conflict is None:
                domains |= alone.domains
    return domains


def quotients(figures: Mapping[str, Figure], relations: Iterable[Relation]) -> Iterator[Quotient]:
    """Every percentage that qualifies an amount whose plan or base is not printed.

    "Vượt 5% kế hoạch" (a percentage of plan with a direction) is no ratio to the plan: only relations use it.
    """
    printed = {
        item.statement.percent
        for item in relations
        if (isinstance(item.statement, RatioToPlan) and item.statement.plan)
        or (isinstance(item.statement, Change) and item.statement.base)
    }
    for figure in figures.values():
        actual = figures.get(figure.of or "")
        if figure.role is Role.PERCENT_OF_PLAN and figure.direction:
            continue
        if figure.role in _VIA and actual is not None and actual.role.measures and figure.id not in printed:
            yield Quotient(actual.id, figure.id, _via(figure))


def _via(percent: Figure) -> Via:
    falls = percent.role is Role.GROWTH and percent.direction == "down" and percent.number >= 0
    return Via.DECLINE if falls else _VIA[percent.role]


def _groups(stated: Sequence[Quotient], agreed: Iterable[SamePlan]) -> list[list[Quotient]]:
    """Quotients of one plan together, in the order of the text."""
    group_of = {quotient: [quotient] for quotient in stated}
    for same in agreed:
        first, *others = [group_of[member] for member in same.members if member in group_of] or [[]]
        for other in others:
            if other is not first:
                first.extend(other)
                group_of |= dict.fromkeys(other, first)
    return list({id(group): group for group in group_of.values()}.values())


def _inference(
    figures: Mapping[str, Figure], place: Mapping[str, int], group: Sequence[Quotient], domain: Domain, say: Say
) -> Iterator[Inference]:
    """The bounds of one plan or base; nothing where it has none."""
    if domain.low in (None, 0) and domain.high is None:
        return
    actual, percent = figures[group[0].actual], figures[group[0].percent]
    phrase = (plan_phrase if group[0].via is Via.RATIO else base_phrase)(actual, percent, say)
    places = 0 if is_whole(actual) or actual.unit == "VND" else _PLACES
    behind = {name for item in group for name in (item.actual, item.percent)}
    behind |= domain.low_why.suspects() | domain.high_why.suspects()
    sources = tuple(sorted(behind & place.keys(), key=lambda name: place[name]))
    low, high = _rounded(domain.low, places, ROUND_FLOOR), _rounded(domain.high, places, ROUND_CEILING)
    yield Inference(phrase, low, high, actual.unit or "", sources)


def _rounded(value: Exact | None, places: int, rounding: str) -> Decimal | None:
    if value is None:
        return None
    context = Context(prec=40, rounding=rounding)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(Decimal(1).scaleb(-places), context=context)
