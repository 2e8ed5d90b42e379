"""Backups: when the last was made, and one made now and taken along."""

from tempfile import TemporaryFile

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_http_methods

from tonghop import __version__
from tonghop.database import DatabaseError
from tonghop.ledger import access, keeping
from tonghop.ledger.rights import Action
from tonghop.web.administration.frame import framed, told
from tonghop.web.people import MemberRequest, members

_SHOWN = 10


@require_http_methods(["GET", "POST"])
@members
def backups(request: MemberRequest) -> HttpResponseBase:
    """The last backups; asked for, a new one as a file, of which nothing stays on the server."""
    access.require_over_all(request.account, Action.MANAGE_OFFICE)
    sentence = ""
    if request.method == "POST":
        file = TemporaryFile()  # noqa: SIM115 (the answer closes it)
        try:
            keeping.back_up(request.account, file, __version__)
        except DatabaseError as refusal:
            file.close()
            sentence = told(request, refusal)
        else:
            file.seek(0)
            name = f"tonghop-{localtime():%Y%m%d-%H%M}.zip"
            return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    rows = keeping.last_backups(_SHOWN)
    return framed(request, "admin/backups.html.j2", sentence=sentence, rows=rows, now=now())
