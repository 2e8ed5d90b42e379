"""What `read` shows as text: every measuring figure of a document, one a line."""

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.review.wording import Wording


def render(document: Document, language: str) -> str:
    """The document's heading, its measuring figures, and how many relations tie them."""
    wording = Wording(language)
    figures = [figure for figure in document.figures if figure.role.measures]
    counts = wording.say(
        "{figures} số liệu, {relations} quan hệ.", figures=len(figures), relations=len(document.relations)
    )
    lines = [document.title or document.name, *(_line(document, figure, wording) for figure in figures), counts]
    return "\n".join(lines) + "\n"


def _line(document: Document, figure: Figure, wording: Wording) -> str:
    line = document.text.count("\n", 0, figure.start) + 1
    place = figure.cell or wording.say("dòng {line}", line=line)
    what = wording.indicator(figure.indicator) or figure.subject or ""
    meaning = (wording.role(figure.role), what, wording.period(figure.period, figure.as_of))
    value = wording.value(figure)
    bounds = wording.bounds(figure)
    shown = f"{figure.text} = {value}" + (f" [{bounds}]" if bounds else "")
    return f"  {place}: {shown}; " + "; ".join(filter(None, meaning))
