"""The form of a new case: an empty one, or one that comes of another case and takes over what that says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from tonghop.catalog.registers import Register
from tonghop.core.errors import Refusal
from tonghop.ledger.cases.naming import names_at
from tonghop.ledger.models import Case, Unit
from tonghop.web.asked import stated_day
from tonghop.web.people import MemberRequest
from tonghop.web.rendering import page
from tonghop.web.saying import saying, sentence_of

Write = Callable[[Mapping[str, str], date], Case]


@dataclass(frozen=True, slots=True)
class Blank:
    """A form of a register for a unit, with what stands in it already.

    `origin` is the case that the new one comes of, `hidden` are the fields that are taken over from it unseen, `made`
    the cases that came of it in the same way before.
    """

    register: Register
    place: Unit
    heading: str
    filled: Mapping[str, str] = field(default_factory=dict)
    origin: Case | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)
    made: Sequence[Case] = ()


def answer(request: MemberRequest, blank: Blank, write: Write) -> HttpResponse:
    """The form, or, once it is filled, the way to the case that `write` made of its texts and day."""
    sentence = ""
    if request.method == "POST":
        try:
            on = stated_day(request.POST.get("received", ""), "Ngày tiếp nhận")
            return redirect("case", write(request.POST.dict(), on).pk)
        except Refusal as refusal:
            sentence = sentence_of(request, refusal)
    say = saying(request)
    return page(
        request,
        "registers/receive.html.j2",
        status=422 if sentence else 200,
        blank=blank,
        register=blank.register,
        place=blank.place,
        sentence=sentence,
        sent={**blank.filled, **request.POST.dict()},
        hidden=[say(blank.register.fields[key].label) for key in blank.hidden],
        opened=bool(blank.origin or sentence),
        chosen=names_at(blank.place, localdate()),
        today=localdate(),
    )
