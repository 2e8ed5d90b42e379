"""What stands on the pages: nothing that is loaded from elsewhere, nothing that runs but our own scripts, whatever
anybody has written."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from lxml import html
from tests.api.world import World
from tests.web.poison import POISON, marks, poison
from tests.web.sheets import running
from tests.web.walk import Page, addresses, ids_of, walk

ROLES = ("synthesis", "officer", "leader", "administrator", "anonymous")
OURS, PUBLIC = settings.STATIC_URL, ("/cong-khai", "/tro-giup/hinh")
ADDRESSES = {"href", "src", "action", "formaction", "poster", "srcset", "data", "background", "ping", "xlink:href"}
VERBS = {f"hx-{verb}" for verb in ("get", "post", "put", "patch", "delete", "push-url", "replace-url")}
FOREIGN = {"style", "iframe", "frame", "object", "embed", "applet", "base"}
VALUES = {"hx-vals", "hx-headers", "hx-request"}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


def is_sealed(page: Page) -> bool:
    """Whether an answer is a document that may run nothing and load nothing at all."""
    parts = page.answer.headers.get("Content-Security-Policy", "").split("; ")
    return {"default-src 'none'", "sandbox"} <= set(parts) and not any(part.startswith("script-src") for part in parts)


def faults(page: Page) -> list[str]:
    """What about an answer lets somebody else in."""
    if is_sealed(page):
        return []
    elements = () if page.tree is None else page.tree.iter(html.etree.Element)
    found = [*_faults_of_headers(page), *(fault for element in elements for fault in _faults_of(element))]
    found += [f"runs: {cell}" for cell in (running(page.body, kind_of(page)) if kind_of(page) else ())]
    return [f"{page.address}: {fault}" for fault in found]


def kind_of(page: Page) -> str:
    """What sort of spreadsheet an answer is, if it is one."""
    told = page.answer.headers.get("Content-Type", "")
    return "csv" if told.startswith("text/csv") else "xlsx" if "spreadsheetml" in told else ""


def _faults_of_headers(page: Page) -> Iterator[str]:
    headers = page.answer.headers
    policy = dict(part.split(" ", 1) for part in headers.get("Content-Security-Policy", "x y").split("; "))
    if not policy.items() >= POLICY.items() or "unsafe" in str(policy) or "*" in str(policy):
        yield f"policy {policy}"
    if not headers.items() >= HEADERS.items():
        yield "headers"
    if not page.address.startswith(PUBLIC) and "no-store" not in headers.get("Cache-Control", ""):
        yield "kept by caches"
    if kind_of(page) and not headers.get("Content-Disposition", "").startswith("attachment"):
        yield "a file that is shown"
    if page.answer.status_code >= 500:
        yield "an error of ours"


def _faults_of(element: html.HtmlElement) -> Iterator[str]:
    tag = str(element.tag)
    if tag in FOREIGN or (tag == "meta" and element.get("http-equiv", "").lower() == "refresh"):
        yield f"<{tag}>"
    if tag == "script" and not (element.get("src", "").startswith(OURS) and not (element.text or "").strip()):
        yield "a script that is not ours"
    for name, value in element.attrib.items():
        if name.startswith(("on", "hx-on", "data-hx")) or name in ("style", "srcdoc"):
            yield f"{name}={value}"
        if name in ADDRESSES | VERBS and not _is_own(value):
            yield f"{name}={value}"
        if name in VALUES and not isinstance(json.loads(value), dict):
            yield f"{name}={value}"


def _is_own(address: str) -> bool:
    """Whether an address leads to this site, an inline picture, or the authenticator on this machine."""
    own = address.startswith(("/", "?", "#", "data:image/", "otpauth://totp/")) and not address.startswith("//")
    return not address or (own and not re.search(r"[\x00-\x20<>\"\\]", address))


def test_nothing_but_ours_runs_or_is_loaded_whatever_people_have_written(world: World):
    poison(world)
    found, wrong, kept, kinds = set[str](), list[str](), set[str](), set[str]()
    starts = [*addresses(ids_of(world)), "/tra-cuu?q=onerror", "/khong-co"]
    for role in ROLES:
        for page in walk(world.client(role), starts, following=role == ROLES[0]):
            wrong += faults(page)
            kinds.add(kind_of(page))
            found |= marks("" if page.tree is None else page.tree.text_content())
            kept |= set(re.findall(rf'{OURS}([^"]+)', page.body.decode(errors="replace")))
    assert not wrong
    assert kinds >= {"csv", "xlsx"}
    assert found >= {
        "account.full_name", "duty.reason", "entry.reason", "form.name", "formline.label", "indicator.name",
        "indicator.group", "round.name", "source.name", "source.text", "unitname.name",
    }  # fmt: skip
    assert {Path(path).suffix for path in kept} >= {".css", ".js", ".svg", ".woff2"}
    assert not [path for path in kept if _loads_elsewhere(path)]
    file = Client().get(f"{OURS}web/tonghop.js")
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def _loads_elsewhere(path: str) -> bool:
    text = Path(str(finders.find(path))).read_text("utf-8", errors="replace")
    loaded = re.findall(r"(?:url\(|@import|href=)[\"' ]*([^\"')]*)", text) if path.endswith((".css", ".svg")) else ()
    return any(address.startswith(("http", "//")) for address in loaded)


def test_whatever_is_asked_or_sent_stays_text(world: World):
    client, wrong, told = world.client("synthesis"), list[str](), 0
    pages = list(walk(client, addresses(ids_of(world))))
    calls = {("GET", address, "") for address in _hostile(addresses(dict.fromkeys(ids_of(world), quote(POISON, ""))))}
    calls |= {call for page in pages for call in _calls(page)}
    for method, address, sent in calls:
        with transaction.atomic():
            page = Page(address, client.generic(method, address, sent, "application/x-www-form-urlencoded"))
            transaction.set_rollback(True)
        wrong += faults(page)
        told += page.tree is not None and "<img src=x" in page.tree.text_content()
    assert not wrong
    assert told >= 4


def _hostile(paths: list[str]) -> Iterator[str]:
    """Addresses with the attack in the path, and in whatever they ask."""
    for address in paths:
        path, _, asked = address.partition("?")
        names = [part.partition("=")[0] for part in asked.split("&")] if asked else ["unit", "period", "day", "next"]
        yield address
        yield f"{path}?{urlencode(dict.fromkeys(names, POISON))}"


def _calls(page: Page) -> Iterator[tuple[str, str, str]]:
    """What the forms and fields of a page send, with the attack in each of them."""
    if page.tree is None:
        return
    for form in page.tree.forms:
        names = {str(field.get("name")) for field in form.iter("input", "select", "textarea") if field.get("name")}
        sent = urlencode(dict.fromkeys(sorted(names - {"csrfmiddlewaretoken"}), POISON))
        targets = [button.get("formaction") for button in form.iter("button") if button.get("formaction")]
        for action in targets or [form.get("action") or page.address.partition("?")[0]]:
            yield ("POST", action, sent) if form.get("method") == "post" else ("GET", f"{action}?{sent}", "")
    for field in page.tree.xpath("//*[@hx-post]"):
        held = json.loads(field.get("hx-vals") or "{}") | {"value": POISON}
        yield "POST", field.get("hx-post"), urlencode(held)
