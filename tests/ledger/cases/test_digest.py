"""The letter of the week: to whom, what, once, and nothing of persons."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate
from procrastinate.contrib.django import app
from pytest_django import Settings
from tests.ledger.cases.people import UNIT, letter, person

from tonghop.intake import background
from tonghop.ledger import cases, units
from tonghop.ledger.cases import digest
from tonghop.ledger.models import Account, Entry, Role


@pytest.fixture
def officer(office: object, settings: Settings) -> Account:  # noqa: ARG001
    """An officer with work, his head, and somebody who has none."""
    settings.EMAIL_HOST = "thu.vi.du"
    account, head = person("an", Role.OFFICER), person("binh", Role.HEAD)
    for somebody in (account, head, person("chi", Role.OFFICER)):
        somebody.email = f"{somebody.username}@vi.du"
        somebody.save()
    today = localdate()
    for days, content in ((-9, "Việc trễ"), (3, "Việc gần"), (60, "Việc xa")):
        texts = {"kind": "key", "source": "1/CV", "lead": UNIT, "handler": "an", "product": "Báo cáo",
                 "timing": "dated", "content": content, "deadline": str(today + timedelta(days=days))}  # fmt: skip
        cases.receive(account, "tasks", units.find(UNIT), texts, today - timedelta(days=30))
    made = letter(account, today)
    cases.take(account, made.pk, "accept", today, {"handler": "an"}, seen=1)
    return account


@pytest.mark.usefixtures("officer")
def test_an_officer_has_what_is_his_and_a_head_what_is_of_his_unit_once_a_week() -> None:
    assert len(digest.send()) == 2
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {"an@vi.du", "binh@vi.du"}
    body = told["an@vi.du"].body
    assert "Đã quá hạn (1):\n- Việc trễ (nhiệm vụ số" in body
    assert "Đến hạn trong 7 ngày (1):\n- Việc gần" in body
    assert "Mới nhận trong tuần (1):\n- đơn số 1/" in body
    assert "Việc xa" not in body
    assert "1 việc đã quá hạn" in told["an@vi.du"].subject
    assert "VIỆC CỦA ĐƠN VỊ" in told["binh@vi.du"].body
    for message in mail.outbox:
        assert "Nguyễn Văn An" not in str(message.message())
        assert "mức bồi thường" not in message.body
    assert digest.send() == []
    assert Entry.objects.filter(action="digest").count() == 2


@pytest.mark.usefixtures("officer")
def test_every_monday_the_background_sends_it_where_letters_can_be_sent(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background.connections, "close_all", lambda: None)
    regularly = {(item.task.name, item.cron) for item in app.periodic_registry.periodic_tasks.values()}
    assert ("cases.digest", "0 0 * * 1") in regularly
    settings.EMAIL_HOST = ""
    background.tell_the_week(0)
    assert not mail.outbox
    settings.EMAIL_HOST = "thu.vi.du"
    background.tell_the_week(0)
    assert len(mail.outbox) == 2
