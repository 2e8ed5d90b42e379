"""A name planted in the registers is found nowhere by those who may not know it, and whoever saw it is kept."""

import logging
from html import unescape
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile, is_zipfile

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.api.world import World
from tests.web.walk import addresses, ids_of, walk

from tonghop.catalog.registers import Privacy, registers
from tonghop.ledger import cases
from tonghop.ledger.cases import digest
from tonghop.ledger.models import Account, Case, Entry

NAME = "Kpă Hờ Bía Zêrô"
SEEN = ("case.seen", "case.export")
KNOWING = ("officer", "head", "leader")


@pytest.fixture
def case(world: World) -> Case:
    """A complaint of the planted name, handled by the officer."""
    officer, unit = world.people["officer"], world.places["own"].unit
    texts = {"sender": NAME, "address": NAME, "kind": "complaint", "competence": "own", "content": "Xin xem lại",
             "handler": "officer"}  # fmt: skip
    made = cases.receive(officer, "petitions", unit, texts, localdate())
    made = cases.take(officer, made.pk, "accept", localdate(), {}, seen=1)
    return cases.amend(officer, made.pk, {"content": "Xin xem lại mức"}, seen=2, reason="ghi rõ hơn")


def texts(body: bytes) -> str:
    """What a page or a file says, a packed one with all that is in it."""
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as packed:
            return unescape("".join(packed.read(name).decode(errors="replace") for name in packed.namelist()))
    return body.decode(errors="replace")


@pytest.mark.parametrize("role", ["anonymous", "visitor", "deputy", "administrator", "synthesis"])
def test_no_page_file_or_search_tells_the_name(
    world: World, case: Case, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = [
        *addresses(ids_of(world)),
        f"/so-theo-doi/ho-so/{case.pk}",
        f"/so-theo-doi/ho-so/{case.pk}/phieu.docx",
        f"/so-theo-doi/ho-so/{case.pk}/van-ban/receipt.docx",
        f"/so-theo-doi/petitions?q={quote(NAME)}",
        f"/tra-cuu?q={quote(NAME)}",
        "/so-theo-doi/petitions?xem=bang",
        "/quan-tri/nhat-ky",
        "/quan-tri/nhat-ky.csv",
        "/phan-anh",
    ]
    for page in walk(world.client(role), asked, following=False):
        told = texts(page.body).replace(quote(NAME), "")
        assert NAME not in told.replace(f'value="{NAME}"', "").replace(f"“{NAME}”", ""), page.address
    assert NAME not in caplog.text
    assert not Entry.objects.filter(actor=world.people.get(role), action="case.seen").exists()


def test_the_journal_letters_and_calendars_do_not_have_the_name(world: World, case: Case) -> None:
    assert not any(NAME in str(row) for row in Entry.objects.values_list("before", "after", "reason", "subject"))
    assert NAME not in Case.objects.get(pk=case.pk).title + Case.objects.get(pk=case.pk).folded
    Account.objects.update(email="a@vi.du")
    for letter in digest.letters(localdate()):
        assert NAME not in letter.subject + letter.text
        assert case.title not in letter.text
    assert digest.letters(localdate())
    officer = world.client("officer")
    shown = officer.post("/so-theo-doi/viec-cua-toi/lich/cap").content.decode()
    address = shown.split("http://testserver", 1)[1].split("<", 1)[0]
    assert NAME not in Client().get(address).content.decode()


@pytest.mark.parametrize("role", KNOWING)
def test_whoever_sees_the_name_is_kept(world: World, case: Case, role: str) -> None:
    client, kept = world.client(role), Entry.objects.filter(actor=world.people[role], action__in=SEEN)
    for address in (f"/so-theo-doi/ho-so/{case.pk}", "/so-theo-doi/petitions/so.xlsx"):
        before = kept.count()
        assert NAME in texts(b"".join(client.get(address))), address
        assert kept.count() == before + 1, address


def test_no_register_calls_its_cases_by_what_is_private() -> None:
    for register in registers().values():
        private = [key for key, field in register.fields.items() if field.privacy is not Privacy.OPEN]
        assert not [key for key in private if "{" + key + "}" in register.title], register.key
