"""The JSON contract: documents, relations and reports as plain dicts of strings, numbers as strings."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.core.finding import Culprit, Finding, Inference, Outcome, Report
from tonghop.core.relation import (
    Change,
    Difference,
    Enumeration,
    Flow,
    Fraction,
    OrderOfPlans,
    Product,
    RatioToPlan,
    Relation,
    SamePlan,
    SameQuantity,
    Share,
    Statement,
    Sum,
    SumOfPlans,
)

_TYPES: dict[type, tuple[str, str | None]] = {
    Sum: ("sum", None),
    Difference: ("difference", None),
    Flow: ("difference", "flow"),
    RatioToPlan: ("ratio_to_plan", None),
    Change: ("growth", None),
    Share: ("share", None),
    Fraction: ("fraction", None),
    Product: ("product", None),
    SameQuantity: ("same_quantity", None),
    Enumeration: ("same_quantity", "enumeration"),
    SamePlan: ("same_plan", None),
    SumOfPlans: ("same_plan", "sum_of_plans"),
    OrderOfPlans: ("same_plan", "order_of_plans"),
}


def type_of(statement: Statement) -> tuple[str, str | None]:
    """(type, subtype) of a statement as the contract names them."""
    kind, subtype = _TYPES[type(statement)]
    if isinstance(statement, Change) and statement.index:
        return "index", None
    if isinstance(statement, Sum) and statement.at_most:
        return kind, "at_most"
    if isinstance(statement, Difference) and statement.difference is None:
        return kind, "non_negative"
    if isinstance(statement, RatioToPlan) and statement.exceeds:
        return kind, "exceeds_plan"
    return kind, subtype


def plain(number: Decimal | str | None) -> str | None:
    """A number as the contract prints it: plain digits, no exponent, no trailing zeros."""
    if not isinstance(number, Decimal):
        return number
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_to_dict(figure: Figure) -> dict[str, Any]:
    """One figure with every field of the contract."""
    return {key: plain(value) if isinstance(value, Decimal) else value for key, value in figure._asdict().items()}


def _members(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _members(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_members(item) for item in value]
    return value


_FLAGS = ("at_most", "exceeds", "index")


def relation_to_dict(relation: Relation, outcome: Outcome | None = None) -> dict[str, Any]:
    """One relation; with its outcome where it has been checked."""
    kind, subtype = type_of(relation.statement)
    members = {key: value for key, value in _members(relation.statement).items() if key not in _FLAGS}
    result: dict[str, Any] = {"id": relation.id, "type": kind}
    if subtype:
        result["subtype"] = subtype
    result |= {"members": members, "source": relation.source, "certainty": relation.certainty}
    if outcome:
        result |= {"outcome": outcome.verdict, "arithmetic": outcome.arithmetic}
    return result


def document_to_dict(document: Document, report: Report | None = None) -> dict[str, Any]:
    """The whole answer for one document: `read` without a report, `check` with one."""
    source = document.source
    outcomes = {outcome.relation: outcome for outcome in report.outcomes} if report else {}
    result: dict[str, Any] = {
        "document": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "title": document.title,
            "organisation": document.organisation,
            "kind": document.kind,
            "period": document.period,
            "as_of": document.as_of,
            "text": source.text,
        },
        "figures": [figure_to_dict(figure) for figure in document.figures],
        "relations": [relation_to_dict(relation, outcomes.get(relation.id)) for relation in document.relations],
    }
    return result | report_to_dict(report) if report else result


def _culprit(culprit: Culprit) -> dict[str, Any]:
    return {"figure": culprit.figure, "weight": plain(culprit.weight), "suggestion": culprit.suggestion}


def _finding(finding: Finding) -> dict[str, Any]:
    values = {item.name: getattr(finding, item.name) for item in fields(finding)}
    return values | {
        "relations": list(finding.relations),
        "figures": list(finding.figures),
        "culprits": [_culprit(culprit) for culprit in finding.culprits],
    }


def _inference(inference: Inference) -> dict[str, Any]:
    return {
        "quantity": inference.quantity,
        "low": plain(inference.low),
        "high": plain(inference.high),
        "unit": inference.unit,
        "from": list(inference.sources),
    }


def report_to_dict(report: Report) -> dict[str, Any]:
    """Findings, inferences and derived relations of one document, or across several."""
    outcomes = {outcome.relation: outcome for outcome in report.outcomes}
    return {
        "findings": [_finding(finding) for finding in report.findings],
        "inferences": [_inference(inference) for inference in report.inferences],
        "derived": [relation_to_dict(relation, outcomes.get(relation.id)) for relation in report.derived],
    }
