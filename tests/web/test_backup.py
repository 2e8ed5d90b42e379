"""A backup taken along from the pages, of a database that others see too."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from pytest_django import Settings
from tests.api.world import build

from tonghop.ledger.models import Account, Entry


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_taken_along_whole_and_noted(settings: Settings):
    settings.TOTP_ROLES = ()
    world = build()
    answer = world.client("administrator").post("/quan-tri/sao-luu")
    taken = BytesIO(b"".join(answer.streaming_content))
    with ZipFile(taken) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.read("database.dump").startswith(b"PGDMP")
    assert manifest["rows"]["ledger_account"] == Account.objects.count()
    assert Entry.objects.filter(action="backup.make").latest("id").actor == world.people["administrator"]
