"""Checking against z3's optimiser on the network of the longest report, and its growth with length."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from json import dumps
from pathlib import Path
from time import process_time
from typing import Any

from tests.checking.oracle import Oracle
from tests.checking.world import world

import tonghop
from tonghop.checking.bounds import Reading
from tonghop.checking.build import network_of
from tonghop.checking.diagnose import diagnose
from tonghop.checking.network import Network, components
from tonghop.core.document import Document
from tonghop.core.relation import Product, Relation

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
REPEATS, COPIES = 7, 10


def longest_report() -> Document:
    """The longest report at hand; a generated one of its size where there is none."""
    paths = sorted(CORPUS.glob("*.txt"), key=lambda path: path.stat().st_size)
    return tonghop.read(paths[-1]) if paths else world(1, blocks=25).document()


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the best of several runs."""
    best = float("inf")
    for _ in range(REPEATS):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def network(document: Document) -> Network:
    """The network of a report, without products, which z3's linear arithmetic does not know."""
    relations = [item for item in document.relations if not isinstance(item.statement, Product)]
    return network_of({item.id: item for item in document.figures}, relations)


def ours(whole: Network) -> list[int]:
    """The cost of the smallest diagnoses, all of them found."""
    return [diagnose(part, Reading.ROUNDED).cost for part in components(whole)]


def theirs(whole: Network) -> list[int]:
    """The same from z3, one diagnosis each."""
    return [Oracle(part, Reading.ROUNDED).cost() for part in components(whole)]


def copies(document: Document, count: int) -> Document:
    """The document several times over, as one."""
    figures, relations = [], []
    for copy in range(count):
        renamed = {item.id: f"{item.id}.{copy}" for item in document.figures}
        figures += [item._replace(id=renamed[item.id], of=renamed.get(item.of or "")) for item in document.figures]
        relations += [
            Relation(f"{item.id}.{copy}", _renamed(item.statement, renamed), item.source, item.certainty, item.hint)
            for item in document.relations
        ]
    return replace(document, figures=tuple(figures), relations=tuple(relations))


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(item, names) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: _renamed(getattr(value, item.name), names) for item in fields(value)})
    return value


def main() -> dict[str, float]:
    """`check_vs_z3`: their time / ours (2 is twice as fast); `growth`: time for ten reports / (10 · one)."""
    document = longest_report()
    whole = network(document)
    assert ours(whole) == theirs(whole), "both must find the same optimum"
    ten = copies(document, COPIES)
    growth = seconds(lambda: tonghop.check(ten)) / (COPIES * seconds(lambda: tonghop.check(document)))
    ratio = seconds(lambda: theirs(whole)) / seconds(lambda: ours(whole))
    result = {"check_vs_z3": round(ratio, 2), "growth": round(growth, 2)}
    print(dumps(result))
    return result


if __name__ == "__main__":
    main()
