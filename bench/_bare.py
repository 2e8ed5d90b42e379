"""A page of the framework alone, served as the office is: a view that answers with a constant."""

import socket
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from waitress.server import create_server

from tonghop.cli.serve import SERVER

PAGE = b"<!DOCTYPE html><title>x</title><p>" + b"x" * 2000


def constant(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The same for everybody."""
    return HttpResponse(PAGE)


urlpatterns = [path("", constant)]


def main() -> None:
    """Serve it at the port that is named."""
    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="x", MIDDLEWARE=[])
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    create_server(get_wsgi_application(), sockets=[listener], **SERVER).run()


if __name__ == "__main__":
    main()
