"""A small score of one answer against its annotation: what was found, how it was read, which errors were caught."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .convert import NOISE, Annotation

WEAK = {"non_negative", "at_most", "order_of_plans", "order_of_bases", "flow"}
ALIKE = {"fraction": "share", "index": "growth", "difference": "sum"}
CLOSED = {"vnd", "usd", "%", "m", "m2", "m3", "kwh", "tấn"}


def score(gold: Annotation, answer: dict[str, Any]) -> Counter[str]:
    """Counts: gold, predicted, found, role; relations, relations_found; violated, caught, false_errors."""
    found = _paired(gold, answer)
    counts = Counter(
        gold=len(_measures(gold["figures"])),
        predicted=len(_measures(answer["figures"])),
        found=len(found),
        role=sum(a["role"] == g["role"] for g, a in found),
    )
    names = {a["id"]: g["id"] for g, a in found}
    told = [(_kind(r), {names.get(i, i) for i in members(r["members"])}) for r in answer["relations"]]
    for relation in gold["relations"]:
        if relation["certainty"] == "definite" and relation.get("subtype") not in WEAK:
            wanted = members(relation)
            counts["relations"] += 1
            counts["relations_found"] += any(
                kind == _kind(relation) and len(wanted & given) >= 0.75 * len(wanted | given) for kind, given in told
            )
    return counts + _findings(gold, answer, names)


def _findings(gold: Annotation, answer: dict[str, Any], names: dict[str, str]) -> Counter[str]:
    alarms = [
        (f["severity"], {names.get(i, i) for i in f["figures"]})
        for f in answer["findings"]
        if f["severity"] in ("error", "warning") and len(f["figures"]) <= 8
    ]
    wrong = [(members(r), r["certainty"]) for r in gold["relations"] if not r["holds"]]
    definite = [wanted for wanted, certainty in wrong if certainty == "definite"]
    return Counter(
        violated=len(definite),
        caught=sum(any(_explains(wanted, given) for _, given in alarms) for wanted in definite),
        false_errors=sum(
            severity == "error" and not any(_explains(wanted, given) for wanted, _ in wrong)
            for severity, given in alarms
        ),
    )


def _explains(wanted: set[str], given: set[str]) -> bool:
    return len(wanted & given) >= max(2, len(wanted) / 2)


def members(node: Any) -> set[str]:
    """Every figure id inside a relation or its members."""
    if isinstance(node, dict):
        return {i for key, value in node.items() if key not in ("id", "arithmetic") for i in members(value)}
    if isinstance(node, list):
        return {i for value in node for i in members(value)}
    return {node} if isinstance(node, str) and node[:1] == "f" and node[1:].isdigit() else set()


def _kind(relation: dict[str, Any]) -> str:
    name: str = relation["type"]
    return ALIKE.get(name, name)


def _measures(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [f for f in figures if f["role"] not in NOISE and f["numeral"] == "arabic"]


def _paired(gold: Annotation, answer: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    reported = {figure["start"]: figure for figure in _measures(answer["figures"])}
    return [(g, a) for g, a in _candidates(_measures(gold["figures"]), reported) if _same(g, a)]


def _candidates(
    figures: list[dict[str, Any]], reported: dict[int, dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for figure in figures:
        if figure["start"] in reported:
            yield figure, reported[figure["start"]]


def _same(gold: dict[str, Any], answer: dict[str, Any]) -> bool:
    return Decimal(gold["value"]) == Decimal(answer["value"]) and _same_unit(gold["unit"], answer["unit"])


def _same_unit(gold: str | None, answer: str | None) -> bool:
    if not gold:
        return True
    wanted, given = gold.casefold().split(), (answer or "").casefold().split()
    if not given or gold.casefold() in CLOSED or (answer or "").casefold() in CLOSED:
        return wanted == given
    short, long = sorted((wanted, given), key=len)
    return short in (long[: len(short)], long[-len(short) :])
