"""A register out as a file, and cases in from one: all of them or none."""

from io import BytesIO

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from tonghop.core.errors import Refusal
from tonghop.core.language import translator
from tonghop.drafting.files import PRINTERS, TYPES
from tonghop.drafting.registers.book import register_book
from tonghop.ledger import access, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cases.exporting import FORMS, export_cases, write_template
from tonghop.ledger.cases.importing import headings, import_cases
from tonghop.ledger.rights import Action
from tonghop.web.downloads import XLSX, download
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.filters import narrowed_to, sought_by, understood
from tonghop.web.registers.listing import asked
from tonghop.web.rendering import language, page
from tonghop.web.uploads import on_disk

_PRINTED = ("docx", "pdf")
_TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@require_GET
@members
def book(request: MemberRequest, key: str, form: str) -> HttpResponse:
    """The cases that answer the address, with what the account may see of each, as a table or printed as a book."""
    if form not in (*FORMS, *_PRINTED):
        raise Http404
    register, place = asked(request, key)
    sought = sought_by(request, register, place)
    narrowed = narrowed_to(register, place, understood(register, request.GET), sought)
    if form in _PRINTED:
        paper = register_book(request.account, sought, place, form, narrowed)
        return download(PRINTERS[form](paper), TYPES[form], f"{key}-{place.code}.{form}")
    file = BytesIO()
    export_cases(request.account, sought, place, file, form, narrowed)
    return download(file.getvalue(), _TYPES[form], f"{key}-{place.code}.{form}")


@require_GET
@members
def template(request: MemberRequest, key: str, form: str) -> HttpResponse:
    """The file to be filled in."""
    if form not in FORMS:
        raise Http404
    _, place = asked(request, key)
    access.require(request.account, Action.HANDLE_CASES, place)
    file = BytesIO()
    write_template(key, place, file, form)
    return download(file.getvalue(), _TYPES[form], f"{key}-mau.{form}")


@require_http_methods(["GET", "POST"])
@members
def received(request: MemberRequest, key: str) -> HttpResponse:
    """Receive the cases of a file, or only check it; what is wrong is told row by row."""
    register, place = asked(request, key)
    access.require(request.account, Action.HANDLE_CASES, place)
    file, checking = request.FILES.get("file"), bool(request.POST.get("kiem-tra"))
    count, sentence = 0, ""
    if request.method == "POST" and file:
        try:
            with on_disk(file) as path:
                count = import_cases(request.account, key, place, path, dry_run=checking)
        except Forbidden:
            raise
        except Refusal as refusal:
            sentence = refusal.sentence(translator(language(request)).gettext)
    return page(
        request,
        "registers/import.html.j2",
        status=422 if sentence else 200,
        register=register,
        place=place,
        place_name=units.name_of(place.code, localdate()),
        headings=headings(register),
        required={item.label for item in register.fields.values() if item.required},
        problems=sentence.splitlines(),
        count=count,
        checking=checking,
    )
