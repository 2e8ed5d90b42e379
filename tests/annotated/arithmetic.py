"""Re-computes every annotated relation, so that a wrong `violated` flag cannot slip into the yardstick."""

import math
from fractions import Fraction
from typing import Any

from .convert import CONTINUOUS, Annotation

Interval = tuple[Fraction | None, Fraction | None]

PER_UNIT = {"tạ/ha": Fraction(1, 100_000)}  # to tấn from m²


def disagreements(annotation: Annotation) -> list[str]:
    """Arithmetic of every relation whose `holds` is not what its figures say."""
    figures = {figure["id"]: figure for figure in annotation["figures"]}
    checker = _Checker(figures)
    return [r["arithmetic"] for r in annotation["relations"] if checker.holds(r) is not r["holds"]]


class _Checker:
    def __init__(self, figures: dict[str, Annotation]) -> None:
        self.figures = figures

    def span(self, key: str) -> Interval:
        figure = self.figures[key]
        low, high = (None if figure.get(side) is None else Fraction(figure[side]) for side in ("lo", "hi"))
        return low, high

    def holds(self, relation: Annotation) -> bool:
        subtype = relation.get("subtype")
        if subtype in ("sum_of_plans", "sum_of_bases"):
            return _meet(self.quotient(relation["total"]), _total([self.quotient(p) for p in relation["parts"]]))
        if subtype in ("order_of_plans", "order_of_bases"):
            return _at_least(self.quotient(relation["larger"]), self.quotient(relation["smaller"]))
        test = getattr(self, "_" + relation["type"])
        return bool(test(relation))

    def quotient(self, item: dict[str, str]) -> Interval:
        low, high = self.span(item["percent"])
        assert low is not None
        assert high is not None
        return _divide(self.span(item["actual"]), _ratio((low, high), item["via"]))

    def _sum(self, relation: Annotation) -> bool:
        total, parts = self.span(relation["total"]), _total([self.span(p) for p in relation["parts"]])
        return _at_least(total, parts) if relation.get("subtype") == "at_most" else _meet(total, parts)

    def _difference(self, relation: Annotation) -> bool:
        if relation.get("subtype") == "flow":
            minus = [_negative(self.span(m)) for m in relation["minus"]]
            return _meet(self.span(relation["difference"]), _total([self.span(p) for p in relation["plus"]] + minus))
        larger, smaller = self.span(relation["minuend"]), self.span(relation["subtrahend"])
        if relation.get("subtype") == "non_negative":
            return _at_least(larger, smaller)
        return _meet(larger, _total([smaller, self.span(relation["difference"])]))

    def _ratio_to_plan(self, relation: Annotation) -> bool:
        return self.divided(relation["actual"], relation.get("plan"), relation.get("percent"), "ratio")

    def _share(self, relation: Annotation) -> bool:
        return self.divided(relation["part"], relation["whole"], relation.get("percent"), "ratio") and _at_least(
            self.span(relation["whole"]), self.span(relation["part"])
        )

    def _fraction(self, relation: Annotation) -> bool:
        part, whole = relation["numerator"], relation["denominator"]
        return _at_least(self.span(whole), self.span(part)) and self.divided(
            part, whole, relation.get("percent"), "ratio"
        )

    def _index(self, relation: Annotation) -> bool:
        return self.divided(relation["current"], relation.get("base"), relation["percent"], "index")

    def _growth(self, relation: Annotation) -> bool:
        up = relation.get("direction", "up") == "up"
        current, base, delta = (self.span(relation[k]) if k in relation else None for k in ("current", "base", "delta"))
        assert current is not None
        if delta is not None:
            derived = _total([current, _negative(delta)]) if up else _total([current, delta])
            if base is not None and not _meet(base, derived):
                return False
            base = base or derived
        if "percent" not in relation:
            return base is not None and _at_least(base, (Fraction(0), Fraction(0)))
        ratio = _ratio(self.span(relation["percent"]), "growth" if up else "decline")
        if base is None:
            return self.whole_number(relation["current"], _divide(current, ratio))
        return _meet(_divide(current, ratio), base)

    def _product(self, relation: Annotation) -> bool:
        scale = math.prod([PER_UNIT.get(self.figures[f]["unit"], Fraction(1)) for f in relation["factors"]])
        low = high = Fraction(scale)
        for low_factor, high_factor in map(self.span, relation["factors"]):
            low, high = low * _known(low_factor), high * _known(high_factor)
        return _meet(self.span(relation["product"]), (low, high))

    def _same_quantity(self, relation: Annotation) -> bool:
        spans = [self.span(member) for member in relation["members"]]
        return all(_meet(a, b) for a in spans for b in spans)

    def _same_plan(self, relation: Annotation) -> bool:
        spans = [self.quotient(member) for member in relation["members"]]
        return all(_meet(a, b) for a in spans for b in spans)

    def divided(self, part: str, whole: str | None, percent: str | None, via: str) -> bool:
        if percent is None:
            return True
        quotient = _divide(self.span(part), _ratio(self.span(percent), via))
        return _meet(quotient, self.span(whole)) if whole else self.whole_number(part, quotient)

    def whole_number(self, key: str, span: Interval) -> bool:
        counted = self.figures[key]["unit"] not in CONTINUOUS and self.figures[key]["role"] != "rate"
        return not counted or span[1] is None or math.floor(span[1]) >= math.ceil(_known(span[0]))


def _known(bound: Fraction | None) -> Fraction:
    return Fraction(0) if bound is None else bound


def _ratio(percent: Interval, via: str) -> tuple[Fraction, Fraction]:
    low, high = (_known(bound) / 100 for bound in percent)
    if via == "growth":
        return 1 + low, 1 + high
    return (1 - high, 1 - low) if via == "decline" else (low, high)


def _divide(actual: Interval, ratio: tuple[Fraction, Fraction]) -> Interval:
    low = None if actual[0] is None else actual[0] / ratio[1]
    return low, None if actual[1] is None or ratio[0] <= 0 else actual[1] / ratio[0]


def _negative(span: Interval) -> Interval:
    return None if span[1] is None else -span[1], None if span[0] is None else -span[0]


def _total(spans: list[Interval]) -> Interval:
    def add(bounds: list[Any]) -> Fraction | None:
        return None if None in bounds else sum(bounds, Fraction(0))

    return add([low for low, _ in spans]), add([high for _, high in spans])


def _meet(a: Interval, b: Interval) -> bool:
    return _at_least(a, b) and _at_least(b, a)


def _at_least(larger: Interval, smaller: Interval) -> bool:
    return larger[1] is None or smaller[0] is None or larger[1] >= smaller[0]
