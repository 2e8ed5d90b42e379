"""Checking: which figures cannot all be true, which are the suspects, and what follows for the unsaid."""

from collections.abc import Collection
from dataclasses import replace

from tonghop.checking.comparable import comparable, meeting
from tonghop.checking.examine import members
from tonghop.checking.identities import Identities
from tonghop.checking.report import examine
from tonghop.checking.together import joint_figures, relations_between
from tonghop.core.document import Document
from tonghop.core.finding import Report

__all__ = ["check", "check_together", "comparable"]


def check(document: Document, *, language: str = "vi") -> Report:
    """The outcome of every relation of `document`, its contradictions, and bounds on what it leaves unstated."""
    identities = Identities(document)
    derived = identities.relations()
    report = examine({figure.id: figure for figure in document.figures}, (*document.relations, *derived), language)
    return replace(report, inferences=(*report.inferences, *identities.inferences(language)), derived=derived)


def check_together(documents: Collection[Document], *, language: str = "vi") -> Report:
    """What several documents say differently of one quantity; figures are named `<document name>#<figure id>`.

    The second document of one name counts as `name (2)`. Contradictions inside one document are left to `check`. The
    documents are gone through twice and not held; what `comparable` leaves of each is enough.
    """
    met = meeting(documents)
    figures = joint_figures(met)
    relations = tuple(relations_between(met, figures))
    named = {name for item in relations for name in members(item.statement, figures)}
    report = examine({name: figures[name] for name in figures if name in named}, relations, language)
    return replace(report, derived=relations)
