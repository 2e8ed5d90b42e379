"""`tonghop serve`: the office, served to browsers and programs until it is told to stop."""

import os
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tonghop.cli import options
from tonghop.cli.causes import cause
from tonghop.cli.office import is_embedded, office
from tonghop.cli.signals import heed
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

SERVER: dict[str, Any] = {"threads": 8, "connection_limit": 500, "asyncore_use_poll": hasattr(select, "poll")}
"""How many requests are answered at a time, and how many browsers may hold a connection open meanwhile."""
_SECONDS_BETWEEN_LOOKS = 1


def command(language: str) -> click.Command:
    """The `serve` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "serve",
        callback=partial(_run, language),
        help=_("Mở văn phòng số liệu trên máy này cho trình duyệt và chương trình khác truy cập; Ctrl-C để dừng."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Option(["--host"], default="127.0.0.1", show_default=True, help=_("Địa chỉ mạng để lắng nghe.")),
            click.Option(
                ["--port"],
                type=click.IntRange(0, 65535),
                default=8000,
                show_default=True,
                help=_("Cổng để lắng nghe; 0 là một cổng trống bất kỳ."),
            ),
            options.lang(_),
            options.debug(_),
        ],
    )


def _run(language: str, host: str, port: int) -> Status:
    _ = translator(language).gettext
    heed(("SIGTERM", "SIGHUP", "SIGBREAK"), _interrupt)
    with _listening(host, port, _) as listener:
        address = _address(listener)
        with suppress(KeyboardInterrupt), _alone(address), office(), _watched(), _background():
            click.echo(_("Văn phòng mở tại {address} (Ctrl-C để dừng).").format(address=address))
            _serve(listener)
    click.echo(_("Đã đóng văn phòng."))
    return Status.CLEAN


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def _listening(host: str, port: int, _: Callable[[str], str]) -> Iterator[socket.socket]:
    _refuse_unnamed_hosts(host, _)
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        sentence = _("Không lắng nghe được tại {host}, cổng {port} ({error}). Chọn --host hoặc --port khác.")
        raise click.UsageError(sentence.format(host=host, port=port, error=cause(error, _))) from error
    with listener:
        yield listener


def _refuse_unnamed_hosts(host: str, _: Callable[[str], str]) -> None:
    """Whoever opens the office to other machines says under which names they may ask for it."""
    with suppress(ValueError):
        if not ip_address(host).is_loopback and "TONGHOP_HOSTS" not in os.environ:
            sentence = _("Để máy khác truy cập được, hãy đặt TONGHOP_HOSTS là các tên hoặc địa chỉ của máy này.")
            raise click.UsageError(sentence)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextmanager
def _alone(address: str) -> Iterator[None]:
    """Serve the embedded database as the only one; raises DatabaseError where somebody does already."""
    if not is_embedded():
        yield
        return
    from tonghop.database import DatabaseError, data_directory, exclusive

    data = data_directory()
    note = data / "address"
    with exclusive(data / "serve.lock") as held:
        if not held:
            raise DatabaseError(
                "Văn phòng trong {path} đang mở tại {address}. Dùng địa chỉ đó, hoặc đóng văn phòng đang mở trước.",
                path=data,
                address=_read(note),
            )
        note.write_text(address, "utf-8")
        try:
            yield
        finally:
            note.unlink()


def _read(note: Path) -> str:
    return note.read_text("utf-8") if note.exists() else "…"


@contextmanager
def _watched() -> Iterator[None]:
    """Meanwhile, start the embedded database again should something kill it."""
    from tonghop.database import data_directory

    if not is_embedded():
        yield
        return
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(data_directory(), over))
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


@contextmanager
def _background() -> Iterator[None]:
    """Meanwhile, do what is to be done in the background."""
    from tonghop.drafting.background import working

    with working():
        yield


def _watch(data: Path, over: threading.Event) -> None:
    from tonghop.database import DatabaseError, revive

    while not over.wait(_SECONDS_BETWEEN_LOOKS):
        try:
            revive(data)
        except DatabaseError as error:
            click.echo(str(error), err=True)


def _serve(listener: socket.socket) -> None:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from tonghop.api.problems import MOST_UPLOADED

    application: WSGIApplication = get_wsgi_application()
    most = 2 * MOST_UPLOADED
    # What is sent stays in memory: nobody has looked yet whether it may be kept.
    create_server(
        application,
        sockets=[listener],
        ident="",
        max_request_body_size=most,
        inbuf_overflow=most + 1,
        clear_untrusted_proxy_headers=not settings.PROXIES,
        **SERVER,
    ).run()
