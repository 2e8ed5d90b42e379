"""The guide inside the office: a page for each role, with its pictures, from the Markdown of the repository."""

import re
import tomllib
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from tests.api.world import World

from tonghop.ledger.models import Role
from tonghop.web.guide import chapters

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
OWN = {
    "administrator": "quan-tri", "synthesis": "tong-hop", "officer": "can-bo", "head": "truong-don-vi",
    "leader": "lanh-dao", "deputy": "dai-bieu", "visitor": "dai-bieu", "anonymous": "dai-bieu",
}  # fmt: skip


@pytest.mark.parametrize("role", [*Role.values, "anonymous"])
def test_help_opens_the_page_of_the_role(world: World, role: str) -> None:
    assert world.client(role).get("/tro-giup").headers["Location"] == f"/tro-giup/{OWN[role]}"


def test_help_about_a_room_opens_where_it_is_spoken_of(world: World) -> None:
    officer = world.client("officer")
    assert 'href="/tro-giup?phong=don-vi"' in officer.get("/don-vi/A").content.decode()
    assert officer.get("/tro-giup?phong=don-vi").headers["Location"] == "/tro-giup/can-bo#don-vi"
    assert officer.get("/tro-giup?phong=so-theo-doi").headers["Location"] == "/tro-giup/so-theo-doi"
    assert officer.get("/tro-giup?phong=mat-khau").headers["Location"] == "/tro-giup/bat-dau#mat-khau"
    assert officer.get("/tro-giup?phong=//x.vn").headers["Location"] == "/tro-giup/can-bo"
    assert 'id="don-vi"' in officer.get("/tro-giup/can-bo").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", chapters())
def test_all_that_a_page_shows_and_links_to_is_there(client: Client, name: str) -> None:
    page = client.get(f"/tro-giup/{name}").content.decode()
    for picture, alt in re.findall(r'<img src="(/tro-giup/[^"]+)" alt="([^"]*)"', page):
        assert alt
        assert client.get(picture).status_code == 200
    for target, anchor in re.findall(r'href="(/tro-giup/[a-z-]+)(?:#([a-z-]+))?"', page):
        there = client.get(target)
        assert there.status_code == 200
        assert not anchor or f'id="{anchor}"' in there.content.decode()
    assert "<script" not in chapters()[name].body


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/tro-giup/x", "/tro-giup/hinh/x.webp", "/tro-giup/hinh/..%2f..%2fREADME.md"])
def test_nothing_else_is_served(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_who_works_in_a_room_finds_it_explained() -> None:
    rooms = {"tong-quan", "chi-tieu", "ky-bao-cao", "don-vi", "tra-cuu", "hop-bao-cao", "cong-khai"}
    assert rooms <= chapters()["tong-hop"].sections.keys()
    assert "quan-tri" in chapters()["quan-tri"].sections


def test_the_pictures_are_small_and_travel_with_the_package() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.glob("*.webp")}
    assert max(sizes.values()) < 120_000
    assert sum(sizes.values()) < 3_000_000
    texts = [path.read_text("utf-8") for path in (ROOT / "docs" / "huong-dan").glob("*.md")]
    used = {name for text in texts for name in re.findall(r"pictures/([\w-]+[.]webp)", text)}
    assert used == sizes.keys()
    for name in sizes:
        with Image.open(PICTURES / name) as image:
            assert image.width <= 1280
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {
        "docs/huong-dan": "tonghop/web/guide", "docs/pictures": "tonghop/web/guide/pictures",
    }  # fmt: skip
