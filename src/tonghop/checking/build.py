"""Statements of a document as constraints on its figures and on what it leaves unstated."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction as Rational
from typing import Any

from tonghop.catalog.products import scales
from tonghop.checking.bounds import NOT_NEGATIVE, UNKNOWN, Exact, Reading, bounds, is_whole
from tonghop.checking.network import Constraint, Linear, Network, Ratio, Times, Variable
from tonghop.core.figure import Direction, Figure, Role
from tonghop.core.relation import (
    Change,
    Difference,
    Enumeration,
    Flow,
    Fraction,
    OrderOfPlans,
    Product,
    Quotient,
    RatioToPlan,
    Relation,
    SamePlan,
    SameQuantity,
    Share,
    Sum,
    SumOfPlans,
    Via,
)

_SIGNED = frozenset({Role.GROWTH, Role.DECLINE, Role.DELTA})


def unstated_name(quotient: Quotient) -> str:
    """The variable of the plan or base that this quotient implies."""
    return f"{quotient.actual}/{quotient.via}/{quotient.percent}"


def via_of(change: Change, figures: Mapping[str, Figure]) -> Via:
    """How the percentage of a change leads to its base; a minus sign speaks for itself."""
    if change.index:
        return Via.INDEX
    return Via.DECLINE if _falls(change, figures, change.percent) else Via.GROWTH


def _falls(change: Change, figures: Mapping[str, Figure], amount: str | None) -> bool:
    figure = figures[amount] if amount else None
    if figure and not isinstance(figure.value, str) and figure.value < 0:
        return False
    if change.direction:
        return change.direction is Direction.DOWN
    return figure is not None and (figure.role is Role.DECLINE or figure.direction is Direction.DOWN)


def scale_of(product: Product, figures: Mapping[str, Figure]) -> Rational:
    """By what the product of the factors' values is to be multiplied to be in the unit of the product."""
    units = frozenset(figures[name].unit or "" for name in (*product.factors, product.product))
    return scales().get(units, Rational(1))


def network_of(figures: Mapping[str, Figure], relations: Iterable[Relation]) -> Network:
    """The network of these relations."""
    builder = _Builder(figures)
    ordered = sorted(relations, key=lambda relation: not isinstance(relation.statement, RatioToPlan | Change))
    for relation in ordered:
        builder.add(relation)
    return Network(builder.variables, tuple(builder.constraints))


class _Builder:
    """Collects variables and constraints; `_unstated` maps a quotient to the variable of its plan or base."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self.variables: dict[str, Variable] = {}
        self.constraints: list[Constraint] = []
        self._figures = figures
        self._unstated: dict[str, str] = {}
        self._rules: dict[type, Callable[[str, Any], None]] = {
            Sum: self._sum,
            Difference: self._difference,
            Flow: self._flow,
            RatioToPlan: self._ratio_to_plan,
            Change: self._change,
            Share: self._share,
            Fraction: self._fraction,
            Product: self._product,
            SameQuantity: self._same_quantity,
            Enumeration: self._enumeration,
            SamePlan: self._same_plan,
            SumOfPlans: self._sum_of_plans,
            OrderOfPlans: self._order_of_plans,
        }

    def add(self, relation: Relation) -> None:
        """Add the constraints of one relation."""
        self._rules[type(relation.statement)](relation.id, relation.statement)

    def _stated(self, figure_id: str) -> str:
        if figure_id not in self.variables:
            figure = self._figures[figure_id]
            signed = isinstance(figure.value, str) or figure.value < 0 or figure.role in _SIGNED
            self.variables[figure_id] = Variable(
                figure_id,
                {reading: bounds(figure, reading) for reading in Reading},
                UNKNOWN if signed else NOT_NEGATIVE,
                is_whole(figure),
                figure_id,
            )
        return figure_id

    def _or_unstated(self, figure_id: str | None, name: str, like: str | None) -> str:
        """The variable of a figure; where it is unstated a free one, whole if `like` is a count."""
        if figure_id:
            return self._stated(figure_id)
        whole = like is not None and is_whole(self._figures[like])
        self.variables.setdefault(name, Variable(name, whole=whole))
        return name

    def _linear(self, relation: str, plus: Iterable[str], minus: Iterable[str], **limits: Exact | None) -> None:
        terms = [(name, 1) for name in plus] + [(name, -1) for name in minus]
        self.constraints.append(Linear(relation, tuple(terms), **limits))

    def _at_least(self, relation: str, larger: str, *smaller: str) -> None:
        self._linear(relation, [larger], smaller, high=None)

    def _ratio(self, relation: str, part: str, base: str, percent: str, via: Via = Via.RATIO) -> None:
        self.constraints.append(Ratio(relation, part, base, self._stated(percent), via))

    def _sum(self, relation: str, sum_: Sum) -> None:
        total, parts = self._stated(sum_.total), [self._stated(part) for part in sum_.parts]
        self._linear(relation, [total], parts, high=None if sum_.at_most else 0)

    def _difference(self, relation: str, difference: Difference) -> None:
        minuend, subtrahend = self._stated(difference.minuend), self._stated(difference.subtrahend)
        if difference.difference is None:
            self._at_least(relation, minuend, subtrahend)
        else:
            self._linear(relation, [minuend], [subtrahend, self._stated(difference.difference)])

    def _flow(self, relation: str, flow: Flow) -> None:
        change = self._figures[flow.difference]
        down = change.direction is Direction.DOWN and change.number >= 0
        plus, minus = [self._stated(name) for name in flow.plus], [self._stated(name) for name in flow.minus]
        (plus if down else minus).append(self._stated(flow.difference))
        self._linear(relation, plus, minus)

    def _ratio_to_plan(self, relation: str, ratio: RatioToPlan) -> None:
        if ratio.exceeds:
            percent = self._stated(ratio.percent)
            self.constraints.append(Linear(relation, ((percent, 1),), low=100, high=None))
        if ratio.actual is None and ratio.plan is None:
            return
        name = f"{relation}/plan"
        if ratio.actual:
            name = unstated_name(Quotient(ratio.actual, ratio.percent, Via.RATIO))
        plan = self._or_unstated(ratio.plan, name, ratio.actual)
        self._unstated[name] = plan
        self._ratio(relation, self._or_unstated(ratio.actual, f"{relation}/actual", ratio.plan), plan, ratio.percent)

    def _change(self, relation: str, change: Change) -> None:
        via, like = via_of(change, self._figures), change.current or change.base or change.delta
        name = f"{relation}/base"
        if change.current and change.percent:
            name = unstated_name(Quotient(change.current, change.percent, via))
        current = self._or_unstated(change.current, f"{relation}/current", like)
        base = self._or_unstated(change.base, name, like)
        self._unstated[name] = base
        if change.percent and (change.current or not change.delta):
            self._ratio(relation, current, base, change.percent, via)
        if change.delta:
            self._delta(relation, change, current, base)
        elif not change.percent and change.direction:
            larger, smaller = (base, current) if change.direction is Direction.DOWN else (current, base)
            self._at_least(relation, larger, smaller)

    def _delta(self, relation: str, change: Change, current: str, base: str) -> None:
        delta = self._stated(str(change.delta))
        larger, smaller = (base, current) if _falls(change, self._figures, change.delta) else (current, base)
        self._linear(relation, [larger], [smaller, delta])
        if change.percent and not change.index:
            self._ratio(relation, delta, base, change.percent)

    def _share(self, relation: str, share: Share) -> None:
        part = self._or_unstated(share.part, f"{relation}/part", share.whole)
        whole = self._or_unstated(share.whole, f"{relation}/whole", share.part)
        if share.percent:
            self._ratio(relation, part, whole, share.percent)
        else:
            self._at_least(relation, whole, part)

    def _fraction(self, relation: str, fraction: Fraction) -> None:
        numerator, denominator = self._stated(fraction.numerator), self._stated(fraction.denominator)
        if fraction.percent:
            self._ratio(relation, numerator, denominator, fraction.percent)
        if not fraction.percent or self._figures[fraction.percent].number <= 100:
            self._at_least(relation, denominator, numerator)

    def _product(self, relation: str, product: Product) -> None:
        factors = tuple(self._stated(factor) for factor in product.factors)
        scale = scale_of(product, self._figures)
        self.constraints.append(Times(relation, factors, self._stated(product.product), scale))

    def _same_quantity(self, relation: str, same: SameQuantity) -> None:
        first, *others = [self._stated(member) for member in same.members]
        for other in others:
            self._linear(relation, [first], [other])

    def _enumeration(self, relation: str, enumeration: Enumeration) -> None:
        listed = len(enumeration.items)
        count = self._stated(enumeration.count)
        self.constraints.append(Linear(relation, ((count, 1),), low=listed, high=listed))

    def _quotient(self, relation: str, quotient: Quotient) -> str:
        name = unstated_name(quotient)
        base = self._unstated.get(name) or self._or_unstated(None, name, quotient.actual)
        self._ratio(relation, self._stated(quotient.actual), base, quotient.percent, quotient.via)
        return base

    def _same_plan(self, relation: str, same: SamePlan) -> None:
        first, *others = [self._quotient(relation, member) for member in same.members]
        for other in others:
            self._linear(relation, [first], [other])

    def _sum_of_plans(self, relation: str, sums: SumOfPlans) -> None:
        total = self._quotient(relation, sums.total)
        self._linear(relation, [total], [self._quotient(relation, part) for part in sums.parts])

    def _order_of_plans(self, relation: str, order: OrderOfPlans) -> None:
        larger = self._quotient(relation, order.larger)
        self._at_least(relation, larger, self._quotient(relation, order.smaller))
