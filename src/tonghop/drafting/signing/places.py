"""Where on the pages of a PDF a signature stands. Lengths are in points, from the lower left corner of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

MM = 72 / 25.4
_GAP = 1 * MM
_PERSON = (50 * MM, 22 * MM)
_LOWER_RIGHT = (20 * MM, 40 * MM)
_NOTE = (80 * MM, 6 * MM)
_CORNER = (15 * MM, 8 * MM)


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page (counted from 0)."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Its corners in whole points, lower left and upper right."""
        return (round(self.left), round(self.bottom), round(self.right), round(self.top))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return (self.right - self.left, self.top - self.bottom)


def above_name(pdf: bytes, name: str) -> Place | None:
    """Above the last place where a name is printed; None where it is printed nowhere."""
    for number, page in _backwards(pdf):
        if found := _last(page.get_textpage(), name):
            left, _, right, top = found
            middle, base, (width, height) = (left + right) / 2, top + _GAP, _PERSON
            return Place(number, middle - width / 2, base, middle + width / 2, base + height)
    return None


def lower_right(pdf: bytes) -> Place:
    """At the lower right of the last page, where reports are signed."""
    number, page = next(_backwards(pdf))
    _, bottom, right, _ = page.get_cropbox()
    (width, height), (aside, above) = _PERSON, _LOWER_RIGHT
    return Place(number, right - aside - width, bottom + above, right - aside, bottom + above + height)


def upper_right(pdf: bytes) -> Place:
    """At the upper right of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    _, _, right, top = document[0].get_cropbox()
    (width, height), (aside, below) = _NOTE, _CORNER
    return Place(0, right - aside - width, top - below - height, right - aside, top - below)


def beside(person: Place, width: float, height: float) -> Place:
    """A seal of that size over the left third of a person's signature, at half its height."""
    right = person.left + person.size[0] / 3
    middle = (person.bottom + person.top) / 2
    return Place(person.page, right - width, middle - height / 2, right, middle + height / 2)


def _backwards(pdf: bytes) -> Iterator[tuple[int, pypdfium2.PdfPage]]:
    document = pypdfium2.PdfDocument(pdf)
    for number in reversed(range(len(document))):
        yield number, document[number]


def _last(text: pypdfium2.PdfTextPage, name: str) -> tuple[float, float, float, float] | None:
    """The bounds of the last place on a page where the words of a name stand in one line."""
    found = None
    search = text.search(name, match_whole_word=True)
    while match := search.get_next():
        found = match
    if found is None:
        return None
    boxes = [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
