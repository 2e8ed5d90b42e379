"""Checking: which figures cannot all be true, which are the suspects, and what follows for the unsaid."""

from tonghop.checking.report import examine
from tonghop.core.document import Document
from tonghop.core.finding import Report

__all__ = ["check"]


def check(document: Document, *, language: str = "vi") -> Report:
    """The outcome of every relation of `document`, its contradictions, and bounds on what it leaves unstated."""
    return examine({figure.id: figure for figure in document.figures}, document.relations, language)
