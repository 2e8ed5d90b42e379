"""A register that an office's colleague adds as the guide says: a file in a folder, and no Python."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from tests import own_register
from tests.api.world import World

from tonghop.catalog.registers import registers
from tonghop.ledger import cases
from tonghop.ledger.models import Case

ROOM = "/so-theo-doi"
TREE = {"tree": "Xà cừ", "where": "Đầu ngõ 9", "danger": "leaning", "caller": "Phí Văn Dậu", "received": "2026-08-26"}


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder of an office with the register of the guide in it."""
    (tmp_path / own_register.NAME).write_text(own_register.text(), "utf-8")
    (tmp_path / "ghi-chu.txt").write_text("không phải sổ", "utf-8")
    monkeypatch.setenv("TONGHOP_REGISTERS", str(tmp_path))
    registers.cache_clear()
    yield
    monkeypatch.undo()
    registers.cache_clear()


@pytest.mark.usefixtures("added")
def test_the_register_of_the_guide_is_worked_with_at_once(world: World) -> None:
    officer = world.client("officer")
    assert "Sổ theo dõi cây xanh nguy hiểm" in officer.get(ROOM).content.decode()
    case = Case.objects.get(pk=officer.post(f"{ROOM}/cay_xanh/moi", TREE).headers["Location"].split("/")[-1])
    assert (case.title, case.due) == ("Xà cừ, Đầu ngõ 9", date(2026, 9, 7))  # 31/8, 1 and 2/9 are free
    step = {"seen": 1, "on": "2026-08-27", "handler": "officer", "budget": "3.000.000"}
    assert officer.post(f"{ROOM}/ho-so/{case.pk}/survey", step).status_code == 302
    minutes = Document(
        BytesIO(officer.get(f"{ROOM}/ho-so/{case.pk}/van-ban/survey.docx?buoc={case.steps.last().pk}").content)
    )
    assert "Ngày 27/08/2026" in minutes.paragraphs[5].text
    finish = {"seen": 2, "on": "2026-09-04", "cost": "3.500.000"}
    refused = officer.post(f"{ROOM}/ho-so/{case.pk}/finish", finish)
    assert "“Chi phí” không được lớn hơn" in refused.content.decode()
    assert officer.post(f"{ROOM}/ho-so/{case.pk}/finish", {**finish, "cost": "2.800.000"}).status_code == 302
    values = cases.measure_all(
        registers()["cay_xanh"], [world.places["own"].unit.pk], date(2026, 8, 1), date(2026, 9, 30)
    )
    told = {key: values[key] for key in ("received", "surveyed", "done", "on_time", "fallen", "cost")}
    assert told == {"received": 1, "surveyed": 1, "done": 1, "on_time": 1, "fallen": 0, "cost": 2_800_000}
    assert "Phí Văn Dậu" not in world.client("synthesis").get(f"{ROOM}/ho-so/{case.pk}").content.decode()
