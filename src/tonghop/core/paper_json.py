"""A report as JSON and back: how drafts are kept. Numbers are strings, chips, notes, tables and charts say `type`."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from tonghop.core.fact import Cell, Measure
from tonghop.core.paper import (
    Align,
    Appendix,
    Block,
    Chart,
    Chip,
    Column,
    Kind,
    Letterhead,
    Note,
    Paper,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Series,
    Shape,
    Signature,
    Table,
)
from tonghop.core.span import Span

Json = Mapping[str, Any]


def to_json(value: Any) -> Any:
    """Anything of a paper, from a run to the whole, as plain JSON values."""
    if isinstance(value, Cell):
        return {
            "indicator": value.indicator,
            "unit": value.unit,
            "period": value.span.code,
            "measure": value.measure.value,
            "authority": value.authority,
            "version": value.version,
            "breakdown": value.breakdown,
        }
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if kind := _NAMES.get(type(value)):
        return {"type": kind} | {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    return value


def cell_of(json: Json) -> Cell:
    """A cell of the ledger. KeyError or ValueError where it is none, as in all functions below."""
    return Cell(
        json["indicator"],
        json["unit"],
        Span.of(json["period"]),
        Measure(json["measure"]),
        json["authority"],
        json["version"],
        json["breakdown"],
    )


def run_of(json: Any) -> Run:
    """A piece of text, a chip or a footnote."""
    if isinstance(json, str):
        return json
    if json["type"] == "note":
        return Note(runs_of(json["runs"]))
    return Chip(
        json["text"],
        Kind(json["kind"]),
        tuple(cell_of(item) for item in json["cells"]),
        tuple(Decimal(item) for item in json["values"]),
        json["unit"],
        json["decimals"],
    )


def runs_of(json: Any) -> Runs:
    """A line of text."""
    return tuple(run_of(item) for item in json)


def block_of(json: Json) -> Block:
    """A paragraph, a table or a chart."""
    match json["type"]:
        case "paragraph":
            return _paragraph(json)
        case "table":
            columns = tuple(
                Column(item["title"], item["width"], Align(item["align"]), item["group"]) for item in json["columns"]
            )
            rows = tuple(Row(tuple(runs_of(cell) for cell in item["cells"]), item["heading"]) for item in json["rows"])
            return Table(columns, rows, json["title"], json["unit"])
        case "chart":
            series = tuple(Series(item["name"], tuple(map(_decimal, item["values"]))) for item in json["series"])
            labels, mark = tuple(json["labels"]), _decimal(json["mark"])
            return Chart(Shape(json["shape"]), json["title"], json["unit"], labels, series, json["told"], mark)
    raise ValueError(f"not a block of a paper: {json['type']}")


def section_of(json: Json) -> Section:
    """A heading with what stands below it."""
    return Section(json["key"], json["level"], json["title"], _blocks(json["blocks"]))


def paper_of(json: Json) -> Paper:
    """A whole report."""
    return Paper(
        _letterhead(json["letterhead"]),
        json["title"],
        json["subject"],
        tuple(section_of(item) for item in json["sections"]),
        _signature(json["signature"]),
        _blocks(json["opening"]),
        tuple(_paragraph(item) for item in json["closing"]),
        tuple(json["recipients"]),
        tuple(Appendix(item["title"], _blocks(item["blocks"]), item["wide"]) for item in json["appendices"]),
        json["remark"],
        json.get("address", ""),
        _signature(json["beside"]) if json.get("beside") else None,
    )


def _letterhead(json: Json) -> Letterhead:
    dated = date.fromisoformat(json["dated"]) if json["dated"] else None
    named = json.get("named", "")
    return Letterhead(json["superior"], json["issuer"], json["symbol"], json["place"], json["number"], dated, named)


def _signature(json: Json) -> Signature:
    return Signature(tuple(json["lines"]), json["name"])


def _paragraph(json: Json) -> Paragraph:
    return Paragraph(
        runs_of(json["runs"]),
        json["listed"],
        json["author"],
        json.get("heading", False),
        json.get("basis", False),
        json.get("article", ""),
    )


def _blocks(json: Any) -> tuple[Block, ...]:
    return tuple(block_of(item) for item in json)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_NAMES = {
    Chip: "chip",
    Note: "note",
    Paragraph: "paragraph",
    Column: "column",
    Row: "row",
    Table: "table",
    Series: "series",
    Chart: "chart",
    Section: "section",
    Appendix: "appendix",
    Letterhead: "letterhead",
    Signature: "signature",
    Paper: "paper",
}
