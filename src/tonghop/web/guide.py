"""Trợ giúp: the user guide, one page per role, from the same Markdown as in the repository; it needs no network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from PIL import Image

from tonghop.catalog.search import fold
from tonghop.ledger.models import Role
from tonghop.web.people import anybody, roles
from tonghop.web.rendering import page

_INSTALLED = Path(__file__).with_name("guide")
_SOURCES = Path(__file__).parents[3] / "docs"
_TEXTS, _PICTURES = (
    (_INSTALLED, _INSTALLED / "pictures") if _INSTALLED.is_dir() else (_SOURCES / "huong-dan", _SOURCES / "pictures")
)
"""A wheel carries the guide beside this module (pyproject.toml puts it there); the repository keeps it in docs."""

_START = "bat-dau"
_CHAPTERS = {
    _START: (),
    "quan-tri": (Role.ADMINISTRATOR,),
    "tong-hop": (Role.SYNTHESIS,),
    "can-bo": (Role.OFFICER,),
    "truong-don-vi": (Role.HEAD,),
    "lanh-dao": (Role.LEADER,),
    "dai-bieu": (Role.DEPUTY, Role.VISITOR),
    "mau-bao-cao": (),
    "them-loai-bao-cao": (),
    "bieu-cap-tren": (),
    "so-theo-doi": (),
    "them-so-theo-doi": (),
}
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the guide: its title, its sections by their anchors, and what it says."""

    name: str
    title: str
    sections: Mapping[str, str]
    body: Markup


@require_GET
@anybody
def help_of(request: HttpRequest) -> HttpResponse:
    """The page for the reader's role, where it speaks of the room that he comes from."""
    held = roles(request)
    own = next((name for name, of in _CHAPTERS.items() if held and held[0] in of), "dai-bieu")
    room = request.GET.get("phong", "")
    if room in _CHAPTERS:
        return redirect("guide", room)
    found = next((name for name in (own, _START) if room in chapters()[name].sections), "")
    return redirect(reverse("guide", args=(found or own,)) + (f"#{room}" if found else ""))


@require_GET
@anybody
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """A page of the guide, and which others there are."""
    if name not in chapters():
        raise Http404
    return page(request, "guide.html.j2", chapter=chapters()[name], chapters=chapters().values())


@require_GET
@cache_control(public=True, max_age=_DAY)
def picture(request: HttpRequest, name: str) -> HttpResponseBase:  # noqa: ARG001
    """A picture of the guide."""
    if name not in pictures():
        raise Http404
    return FileResponse((_PICTURES / name).open("rb"))


@cache
def chapters() -> Mapping[str, Chapter]:
    """All pages of the guide, by their names."""
    return {name: _chapter(name, (_TEXTS / f"{name}.md").read_text("utf-8")) for name in _CHAPTERS}


@cache
def pictures() -> Mapping[str, tuple[int, int]]:
    """The width and height of each picture, by its name."""
    return {path.name: _size(path) for path in sorted(_PICTURES.glob("*.webp"))}


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def _chapter(name: str, text: str) -> Chapter:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title, sections = name, {}
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            anchor = re.sub(r"[^a-z0-9]+", "-", fold(inside.content)).strip("-")
            token.attrSet("id", anchor)
            if token.tag == "h1":
                title = inside.content
            elif token.tag == "h2":
                sections[anchor] = inside.content
    _lead_inside(tokens)
    return Chapter(name, title, sections, Markup(reader.renderer.render(tokens, reader.options, {})))


def _lead_inside(tokens: Sequence[Token]) -> None:
    """Let pictures and links of the repository lead to where the office serves them."""
    for token in tokens:
        if token.type == "image":
            _show(token)
        elif token.type == "link_open":
            target, mark, anchor = str(token.attrs["href"]).partition("#")
            if target.removesuffix(".md") in _CHAPTERS:
                token.attrSet("href", reverse("guide", args=(target.removesuffix(".md"),)) + mark + anchor)
        _lead_inside(token.children or ())


def _show(token: Token) -> None:
    name = str(token.attrs["src"]).rpartition("/")[2]
    width, height = pictures()[name]
    for attribute, value in {
        "src": reverse("guide-picture", args=(name,)),
        "width": str(width),
        "height": str(height),
        "loading": "lazy",
    }.items():
        token.attrSet(attribute, value)
