"""Checking: which figures cannot all be true, which are the suspects, and what follows for the unsaid."""

from collections.abc import Sequence

from tonghop.checking.examine import members
from tonghop.checking.report import examine
from tonghop.checking.together import joint_figures, relations_between
from tonghop.core.document import Document
from tonghop.core.finding import Report

__all__ = ["check", "check_together"]


def check(document: Document, *, language: str = "vi") -> Report:
    """The outcome of every relation of `document`, its contradictions, and bounds on what it leaves unstated."""
    return examine({figure.id: figure for figure in document.figures}, document.relations, language)


def check_together(documents: Sequence[Document], *, language: str = "vi") -> Report:
    """What several documents say differently of one quantity; figures are named `<document name>#<figure id>`.

    The second document of one name counts as `name (2)`. Contradictions inside one document are left to `check`.
    """
    figures = joint_figures(documents)
    relations = relations_between(documents, figures)
    named = {name for item in relations for name in members(item.statement, figures)}
    return examine({name: figures[name] for name in figures if name in named}, relations, language)
