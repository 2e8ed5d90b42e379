"""Templates filled with words and numbers."""

from collections.abc import Sequence
from string import Formatter

from tonghop.core.paper import Runs


def filled(template: str, **slots: Runs | str) -> Runs:
    """The template with `slots` in its places; neighbouring words become one run."""
    result: Runs = ()
    for words, slot, _, _ in Formatter().parse(template):
        result = joined(result, words)
        if slot:
            result = joined(result, slots[slot])
    return result


def joined(*pieces: Runs | str) -> Runs:
    """Runs after one another."""
    result: list[object] = []
    for piece in pieces:
        for run in (piece,) if isinstance(piece, str) else piece:
            if isinstance(run, str) and result and isinstance(result[-1], str):
                result[-1] += run
            elif run != "":
                result.append(run)
    return tuple(result)  # type: ignore[arg-type]


def listed(items: Sequence[Runs], between: str) -> Runs:
    """The items with `between` between them."""
    result: Runs = ()
    for index, item in enumerate(items):
        result = joined(result, between if index else "", item)
    return result


def capitalised(runs: Runs) -> Runs:
    """The same with its first letter in upper case."""
    if runs and isinstance(runs[0], str):
        return (runs[0][:1].upper() + runs[0][1:], *runs[1:])
    return runs


def uncapitalised(runs: Runs) -> Runs:
    """The same with its first letter in lower case, as within a sentence, unless it begins with an acronym."""
    if runs and isinstance(runs[0], str) and not runs[0][1:2].isupper():
        return (runs[0][:1].lower() + runs[0][1:], *runs[1:])
    return runs


def chosen(ways: Sequence[str], variant: int) -> str:
    """One of several ways to say something, the same for the same `variant`."""
    return ways[variant % len(ways)]


def ended(runs: Runs) -> Runs:
    """The same with a full stop at its end, unless there is one."""
    last = runs[-1] if runs else "."
    return runs if isinstance(last, str) and last.endswith(".") else joined(runs, ".")
