"""Take the pictures of the user guide: every screen of the example office, on a day that is always the same.

The clocks of the office and of its database begin on that day and go slowly, so that the same program gives the same
pictures. `make screenshots`, or `python -m tools.screenshots NAME...` for some of them.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from tempfile import TemporaryDirectory
from threading import Thread
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import psycopg
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TODAY = datetime(2026, 11, 19, 1, 30, tzinfo=UTC)
SLOWER = 100
QUALITY = 82
WIDE, NARROW, HEIGHT = 1280, 390, 800
_CLOCK = f"""
create schema pinned;
create function pinned.clock_timestamp() returns timestamptz language sql as
    $$ select timestamptz '{TODAY}' + (pg_catalog.clock_timestamp() - timestamptz '%s') / {SLOWER} $$;
"""
_IN_VIETNAMESE = """() => {
    for (const field of document.querySelectorAll("input[type=date]")) {
        const day = field.value.split("-").reverse().join("/");
        field.type = "text";
        field.value = day || "dd/mm/yyyy";
    }
    for (const field of document.querySelectorAll("input[type=file]")) {
        const shown = document.createElement("span");
        shown.innerHTML = '<button type="button" class="secondary">Chọn tệp</button> Chưa chọn tệp nào<br>';
        field.replaceWith(shown);
    }
}"""
"""What browsers write in their own language, as one in Vietnamese does; Chromium comes without it."""
Step = Callable[[Page], object]


@dataclass(frozen=True)
class Shot:
    """A picture: who looks at what, after which steps, and how wide and high it is."""

    name: str
    person: str
    path: str
    steps: tuple[Step, ...] = ()
    width: int = WIDE
    height: int = HEIGHT


def follow(name: str) -> Step:
    """Go where a link leads."""
    return lambda page: page.get_by_role("link", name=name).first.click()


def open_first(selector: str) -> Step:
    """Go where the first of some links leads."""
    return lambda page: page.locator(selector).first.click()


def press(name: str) -> Step:
    """Press a button."""
    return lambda page: page.get_by_role("button", name=name).first.click()


def to(heading: str) -> Step:
    """Go down to a heading."""
    return lambda page: page.get_by_role("heading", name=heading).evaluate(
        "it => it.scrollIntoView(); scrollBy(0, -80)"
    )


ROUND, LETTER = "Báo cáo tháng 11 năm 2026", "bao-cao-11-thang-phuong-tay-lam.docx"
MERGER = (
    "kind=merge&day=2027-01-01&decision=Nghị quyết số 12/NQ-HĐND&unit=99111-01&unit=99111-02"
    "&code=99111-09&name=Tổ dân phố Bến Nứa"
)
SHOTS = (
    Shot("dang-nhap", "", "/dang-nhap", height=560),
    Shot("tong-quan", "tonghop", "/"),
    Shot("tong-quan-lanh-dao", "chutich", "/"),
    Shot("hop-bao-cao", "tonghop", "/hop-bao-cao", height=700),
    Shot("van-ban", "tonghop", "/hop-bao-cao", (follow(LETTER),)),
    Shot("chi-tieu", "tonghop", "/chi-tieu"),
    Shot("mot-chi-tieu", "tonghop", "/chi-tieu/budget_revenue"),
    Shot("ky-bao-cao", "tonghop", "/ky-bao-cao", (follow(ROUND),)),
    Shot("lich-han-nop", "tonghop", "/ky-bao-cao/lich"),
    Shot("nhap-bieu", "kinhte", "/", (follow("Biểu thu, chi ngân sách"),)),
    Shot("nhap-bieu-dien-thoai", "kinhte", "/", (follow("Biểu thu, chi ngân sách"),), NARROW, 780),
    Shot("tiep-nhan-bieu", "tonghop", "/", (follow("Biểu kinh tế, nông nghiệp"),)),
    Shot("dinh-chinh", "tonghop", "/ky-bao-cao/bieu/1", (open_first("a[href*='/dinh-chinh']"),), height=690),
    Shot("mo-ky", "tonghop", "/ky-bao-cao/moi"),
    Shot("don-vi", "quantri", "/don-vi/99111"),
    Shot("sap-xep-don-vi", "quantri", "/don-vi/sap-xep"),
    Shot("sap-xep-xem-truoc", "quantri", f"/don-vi/sap-xep?{MERGER}&step=3", (press("Xem trước"),)),
    Shot("tra-cuu", "tonghop", "/tra-cuu?q=ngan sach"),
    Shot("cong-khai", "", "/cong-khai/99111"),
    Shot("tai-khoan", "quantri", "/quan-tri/tai-khoan"),
    Shot("vai-tro", "quantri", "/quan-tri/vai-tro"),
    Shot("quy-dinh", "quantri", "/quan-tri/quy-dinh"),
    Shot("nhat-ky", "quantri", "/quan-tri/nhat-ky?action=account."),
    Shot("so-theo-doi", "tonghop", "/so-theo-doi"),
    Shot("danh-sach-ho-so", "tonghop", "/so-theo-doi/petitions"),
    Shot("mot-ho-so", "chanhvanphong", "/so-theo-doi/petitions", (open_first("main table a[href*='/ho-so/']"),)),
    Shot("dieu-hanh", "chutich", "/so-theo-doi/dieu-hanh"),
    Shot("soan-bao-cao", "tonghop", "/bao-cao/moi", (press("Soạn dự thảo"),)),
    Shot("ban-hanh", "chutich", "/bao-cao", (open_first("main a[href^='/bao-cao/1']"), press("Ban hành"))),
    Shot("bao-mat", "tonghop", "/bao-mat", height=620),
    Shot("mat-khau", "kinhte", "/mat-khau", height=700),
    Shot("tro-giup", "kinhte", "/tro-giup", height=700),
)


def main(names: list[str]) -> None:
    """Take the pictures that are named, or all, and remove those that are no more."""
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with office() as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in wanted:
            picture(browser, shot, address, password).save(PICTURES / f"{shot.name}.webp", quality=QUALITY, method=6)
            print(f"{shot.name}.webp", (PICTURES / f"{shot.name}.webp").stat().st_size // 1024, "kB")
        browser.close()
    for path in PICTURES.glob("*.webp"):
        if path.stem not in {shot.name for shot in SHOTS}:
            path.unlink()


def picture(browser: Browser, shot: Shot, address: str, password: str) -> Image.Image:
    """What somebody sees, in a window of his own."""
    context = browser.new_context(
        base_url=address,
        locale="vi-VN",
        viewport={"width": shot.width, "height": shot.height},
        reduced_motion="reduce",
        user_agent="Chromium",
    )
    page = context.new_page()
    if shot.person:
        page.goto("/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(shot.person)
        page.get_by_label("Mật khẩu", exact=True).fill(password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.goto(shot.path)
    for step in shot.steps:
        step(page)
    page.wait_for_load_state("networkidle")
    page.evaluate(_IN_VIETNAMESE)
    seen = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return Image.open(BytesIO(seen)).convert("RGB")


@contextmanager
def office() -> Iterator[tuple[str, str]]:
    """The example office, served: its address and the password of its people."""
    began = datetime.now(UTC)
    told = {"DATABASE_URL": "", "TONGHOP_TOTP_ROLES": "", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    with TemporaryDirectory() as folder, patch.dict(os.environ, {**told, "TONGHOP_DATA": folder}):
        from tonghop.cli import office as offices

        with offices.database_url() as url:
            _pin(url, began)
            with (
                patch("django.utils.timezone.now", lambda: TODAY + (datetime.now(UTC) - began) / SLOWER),
                offices.office(),
                _served() as address,
            ):
                yield address, _filled()


def _pin(url: str, began: datetime) -> None:
    """Let the database tell the time of the pictures; before it has tables, whose defaults ask for it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_CLOCK % began)
        name = connection.info.dbname
        connection.execute(f'alter database "{name}" set search_path = public, pinned, pg_catalog')


@contextmanager
def _served() -> Iterator[str]:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.SIGN_IN_RATE = 10**6
    with make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


def _filled() -> str:
    from tonghop.intake.example import deliver
    from tonghop.ledger.office.demo import fill

    made = fill()
    assert made
    deliver()
    return made.password


if __name__ == "__main__":
    main(sys.argv[1:])
