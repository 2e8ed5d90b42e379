"""Every page that somebody can come to: by the written table of addresses, and by the links on the pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html
from tests.api.world import World
from tests.rights import table

TABLE = table(Path(__file__).with_name("permissions.tsv"))
_ENOUGH = 2
"""How many pages of one address are looked at."""


@dataclass
class Page:
    """An answer with where it was asked for; `tree` is None where it is no HTML."""

    address: str
    answer: Any
    body: bytes = field(init=False)
    tree: html.HtmlElement | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.body = b"".join(self.answer) if self.answer.streaming else self.answer.content
        if self.answer.headers.get("Content-Type", "").startswith("text/html") and self.body.strip():
            self.tree = html.document_fromstring(self.body.decode())


def ids_of(world: World, place: str = "own") -> dict[str, Any]:
    """What the places in braces of the table stand for at a place of the world."""
    return {"code": world.places[place].unit.code, **world.places[place].ids}


def addresses(ids: Mapping[str, Any], method: str = "GET") -> list[str]:
    """The addresses of the table that are called with a method."""
    calls = [row.call.format(**ids).split() for row in TABLE]
    return list(dict.fromkeys(call[1] for call in calls if call[0] == method))


def walk(client: Client, starts: Iterable[str], *, following: bool = True) -> Iterator[Page]:
    """The pages at some addresses and, where `following`, those on this site that links lead to, a few of a kind."""
    waiting, seen, counted = list(starts), set[str](), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page = Page(address, client.get(address))
        yield page
        for link in links(page) if following else ():
            kind = _kind(link)
            if link not in seen and counted[kind] < _ENOUGH:
                counted[kind] += 1
                waiting.append(link)


def links(page: Page) -> list[str]:
    """The addresses on this site that a page leads to by GET."""
    if page.tree is None:
        return []
    found = page.tree.xpath("//@href | //@hx-get | //form[not(@method) or @method='get']/@action")
    there = [urljoin(page.address, str(link)) for link in found]
    return [link.partition("#")[0] for link in there if link.startswith("/") and not link.startswith(("//", "/tinh/"))]


def _kind(address: str) -> str:
    """What the pages of one view have in common: the address without what stands in it for a thing."""
    parts = urlsplit(address)
    steps = [step if step.replace("-", "").isascii() and step.replace("-", "").isalpha() else "*"
             for step in parts.path.split("/")]  # fmt: skip
    asked = sorted(item.partition("=")[0] for item in parts.query.split("&"))
    return "/".join(steps) + "?" + "&".join(asked)
