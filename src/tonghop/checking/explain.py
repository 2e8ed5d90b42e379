"""One line of arithmetic for a relation."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction as Rational
from math import ceil, floor
from typing import Any

from tonghop.checking.bounds import Reading, bounds, is_whole
from tonghop.checking.build import scale_of, via_of
from tonghop.checking.printed import Printed, decimal, in_notation, printed
from tonghop.core.figure import Figure
from tonghop.core.language import translator
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
    Statement,
    Sum,
    SumOfPlans,
    Via,
)

_MOST_EXTRA_PLACES = 3


def arithmetic(relation: Relation, figures: Mapping[str, Figure], holds: bool, language: str) -> str:
    """The line that shows why `relation` holds or does not, its numbers in the notation of the language.

    Empty where nothing can be computed.
    """
    return in_notation(_Line(figures, holds, language).of(relation.statement), language)


class _Line:
    def __init__(self, figures: Mapping[str, Figure], holds: bool, language: str) -> None:
        self._figures, self._holds = figures, holds
        self._text = translator(language).gettext
        self._rules: dict[type, Callable[[Any], str]] = {
            Sum: self._sum,
            Difference: self._difference,
            Flow: self._flow,
            RatioToPlan: self._ratio_to_plan,
            Change: self._change,
            Share: lambda share: self._part_of(share.part, share.whole, share.percent),
            Fraction: lambda item: self._part_of(item.numerator, item.denominator, item.percent),
            Product: self._product,
            SameQuantity: self._same_quantity,
            Enumeration: self._enumeration,
            SamePlan: lambda same: "; ".join(map(self._quotient, same.members)),
            SumOfPlans: self._sum_of_plans,
            OrderOfPlans: self._order_of_plans,
        }

    def of(self, statement: Statement) -> str:
        """The line of one statement."""
        return self._rules[type(statement)](statement)

    def _value(self, figure_id: str) -> Rational:
        return Rational(self._figures[figure_id].number)

    def _print(self, figure_id: str) -> Printed:
        return printed(self._figures[figure_id])

    def _as_printed(self, figure_id: str) -> str:
        figure, style = self._figures[figure_id], self._print(figure_id)
        return figure.text if isinstance(figure.value, str) else style.write(self._value(figure_id), style.places)

    def _same(self, computed: Rational, stated: str, like: Printed) -> str:
        """` = 302 ≠ 311`."""
        left, right = like.number(computed), like.number(self._value(stated))
        if left == right:
            return f" = {left}{like.suffix}"
        return f" = {left} {'≈' if self._holds else '≠'} {right}{like.suffix}"

    def _terms(self, plus: Sequence[str], minus: Sequence[str], like: Printed) -> tuple[str, Rational]:
        """`114 + 188 - 3` and its value."""
        text = " + ".join(like.number(self._value(name)) for name in plus)
        text += "".join(f" - {like.number(self._value(name))}" for name in minus)
        return text, sum(map(self._value, plus), Rational(0)) - sum(map(self._value, minus), Rational(0))

    def _signed_sum(self, plus: Sequence[str], minus: Sequence[str], result: str, sign: int = 1) -> str:
        like = self._print(result)
        text, value = self._terms(plus, minus, like)
        return text + self._same(sign * value, result, like)

    def _compare(self, left: str, left_value: Rational, right: str, right_value: Rational) -> str:
        return f"{left} {'≤' if left_value <= right_value else '>'} {right}"

    def _sum(self, sum_: Sum) -> str:
        if not sum_.at_most:
            return self._signed_sum(sum_.parts, (), sum_.total)
        like = self._print(sum_.total)
        text, value = self._terms(sum_.parts, (), like)
        left = f"{text} = {like.number(value)}" if len(sum_.parts) > 1 else text
        return self._compare(left, value, like.write(self._value(sum_.total)), self._value(sum_.total))

    def _difference(self, difference: Difference) -> str:
        if isinstance(self._figures[difference.minuend].value, str):
            return ""
        if difference.difference:
            return self._signed_sum((difference.minuend,), (difference.subtrahend,), difference.difference)
        return self._ordered(difference.subtrahend, difference.minuend)

    def _ordered(self, smaller: str, larger: str) -> str:
        return self._compare(
            self._as_printed(smaller), self._value(smaller), self._as_printed(larger), self._value(larger)
        )

    def _flow(self, flow: Flow) -> str:
        figure = self._figures[flow.difference]
        down = figure.direction == "down" and figure.number >= 0
        return self._signed_sum(flow.plus, flow.minus, flow.difference, -1 if down else 1)

    def _percentage(self, text: str, value: Rational, percent: str) -> str:
        """`17/37 = 45,9% ≠ 36%`, with as many decimals as it takes to tell them apart."""
        like, stated = self._print(percent), self._as_printed(percent)
        shown = decimal(value, like.places) + "%"
        if self._holds:
            return f"{text} = {shown}" if shown == stated else f"{text} = {shown} ≈ {stated}"
        for extra in range(1, _MOST_EXTRA_PLACES + 1):
            shown = decimal(value, like.places + extra) + "%"
            if decimal(value, like.places) + "%" != stated or Rational(value) * 10 ** (like.places + extra) % 10:
                break
        return f"{text} = {shown} ≠ {stated}"

    def _of_whole(self, part: str, whole: str, percent: str) -> str:
        like, top, bottom = self._print(whole), self._value(part), self._value(whole)
        text = f"{like.number(top)}/{like.number(bottom)}"
        return self._percentage(text, top / bottom * 100, percent) if bottom else text

    def _part_of(self, part: str | None, whole: str | None, percent: str | None) -> str:
        if part and whole:
            return self._of_whole(part, whole, percent) if percent else self._ordered(part, whole)
        if part and percent:
            return self._quotient(Quotient(part, percent, Via.RATIO))
        return self._times(whole, percent) if whole and percent else ""

    def _times(self, whole: str, percent: str) -> str:
        figure, share = self._figures[whole], bounds(self._figures[percent], Reading.ROUNDED)
        limits = bounds(figure, Reading.ROUNDED)
        text = f"{self._as_printed(whole)} × {self._as_printed(percent)}"
        if None in (limits.low, limits.high, share.low, share.high):
            return text
        low, high = (Rational(a) * Rational(b) / 100 for a, b in ((limits.low, share.low), (limits.high, share.high)))  # type: ignore[arg-type]
        return f"{text} → {self._range(low, high, figure)}"

    def _ratio_to_plan(self, ratio: RatioToPlan) -> str:
        if ratio.actual is None and ratio.plan is None and ratio.exceeds:
            percent = self._as_printed(ratio.percent)
            return f"{percent} {'>' if self._value(ratio.percent) > 100 else '≤'} 100%"
        return self._part_of(ratio.actual, ratio.plan, ratio.percent)

    def _change(self, change: Change) -> str:
        if change.delta and (change.current or change.base):
            return self._change_by(change, change.delta)
        if change.current and change.base:
            return self._change_between(change, change.current, change.base)
        if change.current and change.percent:
            return self._quotient(Quotient(change.current, change.percent, via_of(change, self._figures)))
        if change.delta and change.percent and not change.index:
            return self._quotient(Quotient(change.delta, change.percent, Via.RATIO))
        return ""

    def _change_between(self, change: Change, current: str, base: str) -> str:
        if not change.percent:
            return self._ordered(current, base) if change.direction == "down" else self._ordered(base, current)
        if change.index:
            return self._of_whole(current, base, change.percent)
        like, now, before = self._print(base), self._value(current), self._value(base)
        larger, smaller = (before, now) if via_of(change, self._figures) is Via.DECLINE else (now, before)
        text = f"({like.number(larger)} - {like.number(smaller)})/{like.number(before)}"
        return self._percentage(text, (larger - smaller) / before * 100, change.percent) if before else text

    def _change_by(self, change: Change, delta: str) -> str:
        like, step = self._print(delta), self._value(delta)
        falls = change.direction == "down" or (
            change.direction is None and self._figures[change.percent or delta].role == "decline_vs_prior"
        )
        if change.current and change.base:
            first, second = (change.base, change.current) if falls else (change.current, change.base)
            if change.percent and self._value(first) - self._value(second) == step:
                return self._of_whole(delta, change.base, change.percent)
            return self._signed_sum((first,), (second,), delta)
        if not change.percent:
            return like.write(step)
        if change.base:
            return self._of_whole(delta, change.base, change.percent)
        now = self._value(str(change.current))
        base = now + step if falls else now - step
        top = now if change.index else step
        text = f"{like.number(top)}/({like.number(now)} {'+' if falls else '-'} {like.number(step)})"
        return self._percentage(text, top / base * 100, change.percent) if base else text

    def _product(self, product: Product) -> str:
        value = scale_of(product, self._figures)
        for factor in product.factors:
            value *= self._value(factor)
        text = " × ".join(map(self._as_printed, product.factors))
        return text + self._same(value, product.product, self._print(product.product))

    def _same_quantity(self, same: SameQuantity) -> str:
        texts = list(dict.fromkeys(map(self._as_printed, same.members)))
        return (" ≈ " if self._holds else " ≠ ").join(texts)

    def _enumeration(self, enumeration: Enumeration) -> str:
        listed, stated = len(enumeration.items), self._as_printed(enumeration.count)
        return f"{listed} {'=' if listed == self._value(enumeration.count) else '≠'} {stated}"

    def _range(self, low: Rational | None, high: Rational | None, like: Figure) -> str:
        """`5.271,2–5.290,6 tỷ đồng`; for counts whole numbers, or that there is none."""
        style = printed(like)
        places = style.places + 1
        none = ""
        if is_whole(like) and low is not None and high is not None:
            if ceil(low) <= floor(high):
                low, high, places = Rational(ceil(low)), Rational(floor(high)), 0
            else:
                none, places = ": " + self._text("không có số nguyên nào"), 2
        ends = [style.number(end, places) if end is not None else "…" for end in (low, high)]
        return "–".join(dict.fromkeys(ends)) + style.suffix + none

    def _quotient_range(self, quotient: Quotient) -> tuple[Rational | None, Rational | None]:
        actual = bounds(self._figures[quotient.actual], Reading.ROUNDED)
        percent = bounds(self._figures[quotient.percent], Reading.ROUNDED)
        start, slope = {Via.GROWTH: (1, 1), Via.DECLINE: (1, -1)}.get(quotient.via, (0, 1))
        factors = [None if end is None else start + slope * Rational(end) / 100 for end in (percent.low, percent.high)]
        smallest, largest = factors if slope > 0 else reversed(factors)
        low = actual.low / largest if actual.low is not None and largest and largest > 0 else None
        high = actual.high / smallest if actual.high is not None and smallest and smallest > 0 else None
        return low, high

    def _quotient(self, quotient: Quotient) -> str:
        actual, percent = self._as_printed(quotient.actual), self._as_printed(quotient.percent)
        sign = {Via.GROWTH: "+", Via.DECLINE: "-"}.get(quotient.via)
        divisor = f"(1 {sign} {percent})" if sign else percent
        return f"{actual} : {divisor} → {self._range(*self._quotient_range(quotient), self._figures[quotient.actual])}"

    def _sum_of_plans(self, sums: SumOfPlans) -> str:
        ranges = [self._quotient_range(part) for part in sums.parts]
        low, high = (_added(ends) for ends in zip(*ranges, strict=True))
        total = self._range(low, high, self._figures[sums.total.actual])
        lines = [*map(self._quotient, sums.parts), self._text("cộng lại {total}").format(total=total)]
        return "; ".join([*lines, self._quotient(sums.total)])

    def _order_of_plans(self, order: OrderOfPlans) -> str:
        return f"{self._quotient(order.smaller)} {'≤' if self._holds else '>'} {self._quotient(order.larger)}"


def _added(ends: Sequence[Rational | None]) -> Rational | None:
    """The sum; None where one of them is unknown."""
    known = [end for end in ends if end is not None]
    return sum(known, Rational(0)) if len(known) == len(ends) else None
