"""Where a figure was stated: the words of a document around it, and the document itself."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from tonghop.ledger import access
from tonghop.ledger.models import Source
from tonghop.ledger.rights import Action
from tonghop.web.asked import number_in
from tonghop.web.downloads import BYTES, download
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_AROUND = 8000
"""How many characters are shown before and after the place."""


@require_GET
@members
def source(request: MemberRequest, number: int) -> HttpResponse:
    """What was read of a document, around the characters from `tu` to `den`."""
    row = _seen(request, number)
    first, last = (_place(request.GET.get(name, ""), len(row.text)) for name in ("tu", "den"))
    start, end = max(first - _AROUND, 0), max(first, last) + _AROUND
    return page(
        request,
        "source.html.j2",
        source=row,
        before=("…" if start else "") + row.text[start:first],
        quoted=row.text[first:last],
        after=row.text[max(first, last) : end] + ("…" if end < len(row.text) else ""),
    )


@require_GET
@members
def original(request: MemberRequest, number: int) -> HttpResponse:
    """The document itself, to be saved."""
    row = _seen(request, number)
    if row.content is None:
        raise Http404
    return download(bytes(row.content), BYTES, row.name)


def _seen(request: MemberRequest, number: int) -> Source:
    """The source, where the account may see it; else Http404."""
    seen = Source.objects.filter(access.within(request.account, Action.SEE_SOURCES), id=number)
    if row := seen.first():
        return row
    raise Http404


def _place(text: str, most: int) -> int:
    return min(number_in(text) or 0, most)
