"""A report in an office's own template."""

from dataclasses import replace

from tonghop.core.paper import Paper
from tonghop.drafting.compose import Wanted, outline_of
from tonghop.drafting.frame import issuer
from tonghop.drafting.gather import gather
from tonghop.drafting.templates.fill import Filled, fill
from tonghop.writing import styles_of


def in_template(template: bytes, paper: Paper, wanted: Wanted) -> Filled:
    """A report as composed, or as people have edited it since, in a template of its unit.

    The tags of indicators say what is known of the unit in the period, rounded as in the report. Raises Refusal,
    WrongTemplate and as compose.
    """
    issued_by = issuer(wanted.unit, wanted.span, outline_of(wanted.kind).ahead, wanted.known_on)
    known = gather(wanted.unit, issued_by.span, wanted.known_on)
    return fill(template, paper, replace(issued_by.setting(), styles=styles_of(known)), known)
