"""Turn a hand-made annotation (TSV beside its text) into the gold JSON that the scorer reads.

A figure line is `printed, value, unit, role, options` (options: id, hedge, basis, of, plan_of, period, as_of, lo, hi,
numeral, as `key=value` separated by `; `); figures stand in text order and together cover every digit of the text.
A relation line is `@type[.subtype], members, flags`: members are `name=id,id`, a quotient is `actual/percent/via`;
the flags `violated` and `presumed` are the exceptions. Blank cells mean: value as printed, no unit, no options.
"""

import hashlib
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

NOISE = frozenset({"date", "period", "document_number", "ordinal", "name", "address", "other"})
EXACT = frozenset({"count", "fraction", "rank"})
CONTINUOUS = frozenset({"VND", "USD", "%", "m2", "m", "m3", "kWh", "MW", "tấn", "lít", "kg", "điểm", "‰"})
SCALES = {
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "tr": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "ha": 10**4,
    "km": 10**3,
}
DIGIT = re.compile(r"[0-9⁰¹²³⁴-⁹]")
NUMERAL = re.compile(r"(?<!m)(\d[\d.,]*\d|\d)\s*([^\W\d]*)\s*([^\W\d]*)")

UNSAID_SCALES = tuple(map(Decimal, ("1e9", "1e6", "1e4", "1e3", "1e-3", "1e-6")))
SCALED = re.compile(r"\d (?:nghìn|ngàn|triệu)\b")

Annotation = dict[str, Any]


class AnnotationError(ValueError):
    """The annotation does not fit its text, or names a figure that does not exist."""


def convert(text: str, rows: str, name: str = "") -> Annotation:
    """Gold answer of one document; raises AnnotationError where the two disagree."""
    lines = [line for line in rows.splitlines() if line and not line.startswith("#")]
    figures = list(_figures(text, [line for line in lines if not line.startswith("@")]))
    ids = {figure.pop("label"): figure["id"] for figure in figures}
    if len(ids) < len(figures):
        raise AnnotationError("two figures share one id")
    for figure in figures:
        if "of" in figure:
            figure["of"] = _known(figure["of"], ids)
    relations = [_relation(line, ids) for line in lines if line.startswith("@")]
    return {
        "doc": name,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "figures": figures,
        "relations": [{"id": f"r{number:02}", **relation} for number, relation in enumerate(relations, 1)],
    }


def load(path: Path) -> tuple[str, Annotation]:
    """(text, gold answer) of the document whose text lies at `path`, its annotation beside it."""
    text = path.read_bytes().decode("utf-8")
    return text, convert(text, path.with_suffix(".tsv").read_text("utf-8"), path.stem[:2])


def _figures(text: str, lines: list[str]) -> Iterator[Annotation]:
    cursor = 0
    for number, line in enumerate(lines, 1):
        printed, value, unit, role, options = [*line.split("\t"), "", "", "", ""][:5]
        start = text.find(printed, cursor)
        if start < 0 or DIGIT.search(text, cursor, start):
            raise AnnotationError(
                f"{printed!r} is not the next number after …{text[max(cursor - 40, 0) : cursor + 60]!r}"
            )
        cursor = start + len(printed)
        yield _figure(number, start, printed, value, unit, role, _options(options))
    if DIGIT.search(text, cursor):
        raise AnnotationError(f"numbers left over after …{text[max(cursor - 40, 0) : cursor + 60]!r}")


def _options(cell: str) -> dict[str, str]:
    return dict(item.split("=", 1) for item in cell.split("; ") if item)


def _figure(
    number: int, start: int, printed: str, value: str, unit: str, role: str, options: dict[str, str]
) -> Annotation:
    figure: Annotation = {
        "label": options.pop("id", f"#{number}"),
        "id": f"f{number:03}",
        "start": start,
        "end": start + len(printed),
        "as_printed": printed,
        "value": value or printed,
        "unit": unit or None,
        "role": role,
        "hedge": options.pop("hedge", "exact"),
        "numeral": options.pop("numeral", "arabic"),
    }
    if role in NOISE:
        return figure | options
    figure["basis"] = options.pop("basis", "actual")
    if figure["hedge"] != "about":
        figure["lo"], figure["hi"] = interval(printed, Decimal(value), unit, role, figure["hedge"])
    given = {key: options.pop(key) for key in ("lo", "hi") if key in options}
    return figure | {key: None if value == "null" else value for key, value in given.items()} | options


def interval(printed: str, value: Decimal, unit: str, role: str, hedge: str) -> tuple[str | None, str | None]:
    """(lo, hi) that the printed rounding allows, as plain numbers; None where unbounded."""
    if hedge == "over":
        return _plain(value), None
    if hedge == "under":
        return None, _plain(value)
    counted = role in EXACT or (role != "score" and unit not in CONTINUOUS and "/" not in unit)
    half = Decimal(0) if counted and not SCALED.search(printed) else _step(printed, value) / 2
    if unit.startswith("VND") and half < 1:
        half = Decimal(0)
    return _plain(value - half), _plain(value + half)


def _step(printed: str, value: Decimal) -> Decimal:
    """One unit of the last printed digit, found by the scale and the decimals that give `value`."""
    numerals = NUMERAL.findall(printed.casefold())
    if len(numerals) > 1 and numerals[-1][1] in SCALES:
        return Decimal(SCALES[numerals[-1][1]])
    digits, *words = numerals[0]
    scale = Decimal(math.prod(SCALES.get(word, 1) for word in words))
    for decimals in range(7):
        for factor in (scale, *UNSAID_SCALES):
            step = factor.scaleb(-decimals)
            if Decimal(re.sub(r"\D", "", digits)) * step == value:
                return step
    raise AnnotationError(f"{printed!r} cannot be {value}")


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _known(label: str, ids: dict[str, str]) -> str:
    if label not in ids:
        raise AnnotationError(f"no figure is called {label!r}")
    return ids[label]


def _relation(line: str, ids: dict[str, str]) -> Annotation:
    head, members, flags = [*line[1:].split("\t"), "", ""][:3]
    kind, _, subtype = head.partition(".")
    relation: Annotation = {"type": kind} | ({"subtype": subtype} if subtype else {})
    for item in members.split():
        name, values = item.split("=", 1)
        relation[name] = _member(name, values, ids)
    relation["certainty"] = "presumed" if "presumed" in flags else "definite"
    relation["holds"] = "violated" not in flags
    relation["arithmetic"] = f"{head} {members}"
    return relation


def _member(name: str, values: str, ids: dict[str, str]) -> Any:
    if name == "direction":
        return values
    if "/" in values or name in ("parts", "members", "factors", "plus", "minus"):
        found = [_quotient(item, ids) if "/" in item else _known(item, ids) for item in values.split(",")]
        return found if name in ("parts", "members", "factors", "plus", "minus") else found[0]
    return _known(values, ids)


def _quotient(item: str, ids: dict[str, str]) -> dict[str, str]:
    actual, percent, via = item.split("/")
    return {"actual": _known(actual, ids), "percent": _known(percent, ids), "via": via}
