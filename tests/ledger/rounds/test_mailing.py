"""Letters about what is due: to whom, once a day, and kept."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from tonghop.intake import background
from tonghop.ledger import letters, rounds
from tonghop.ledger.letters import MailServerSilent, NoMailServer
from tonghop.ledger.models import Duty, Entry, Round
from tonghop.ledger.rounds import mailing


@pytest.fixture
def office(office, settings):
    """The office in which VP owes its form in two days, KT in six, and letters can be sent."""
    settings.EMAIL_HOST = "thu.vi.du"
    today = localdate()
    Round.objects.update(opens=today - timedelta(days=9), due=today + timedelta(days=2))
    Duty.objects.filter(unit__code="KT").update(due=today + timedelta(days=6))
    return office


@pytest.fixture
def reachable(office):
    """The officers of both departments have addresses."""
    for person, name in ((office.VP, "vp"), (office.KT, "kt")):
        person.email = f"{name}@vi.du"
        person.save()
    return office


def to() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_who_has_something_due_is_told_once_a_day(reachable, monkeypatch):
    due = localdate() + timedelta(days=2)
    assert len(rounds.remind().letters) == 1
    assert to() == ["vp@vi.du"]
    assert f"Biểu nội chính, Văn phòng, 9 tháng 2026: hạn nộp {due:%d/%m/%Y}, còn 2 ngày." in mail.outbox[0].body
    assert rounds.remind().letters == []
    entry = Entry.objects.get(action="remind")
    subject = f"duty {reachable.duty('VP').pk}"
    assert (entry.subject, entry.after, entry.unit.code) == (subject, {"to": ["VP"]}, "VP")
    monkeypatch.setattr(mailing, "localdate", lambda: due + timedelta(days=3))
    rounds.remind()
    assert to() == ["vp@vi.du", "vp@vi.du", "kt@vi.du"]
    assert "quá hạn 3 ngày" in mail.outbox[1].body


def test_what_is_sent_needs_no_reminder_and_what_is_returned_does(reachable):
    reachable.enter("VP", petitions=3)
    number = reachable.duty("VP").pk
    rounds.submit(reachable.VP, number, lambda _: ())
    assert rounds.remind().letters == []
    rounds.send_back(reachable.synthesis, number, "thiếu quý III")
    rounds.remind()
    assert "Bị trả lại: thiếu quý III" in mail.outbox[0].body
    assert rounds.progress(reachable.round.pk)[-1].reason == "thiếu quý III"


@pytest.mark.usefixtures("reachable")
def test_a_dry_run_sends_and_keeps_nothing():
    assert len(rounds.remind(9, dry_run=True).letters) == 2
    assert (mail.outbox, Entry.objects.filter(action="remind").count()) == ([], 0)


@pytest.mark.usefixtures("office")
def test_units_without_anybody_to_write_to_are_named():
    reminded = rounds.remind(9)
    assert (reminded.letters, [duty.unit.code for duty in reminded.unreached]) == ([], ["VP", "KT"])


@pytest.mark.usefixtures("reachable")
def test_one_address_that_is_refused_does_not_hold_up_the_others(monkeypatch):
    send = mail.EmailMessage.send

    def picky(self, *args, **kwargs):
        if self.to == ["vp@vi.du"]:
            raise SMTPRecipientsRefused({})
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", picky)
    assert [letter.account.username for letter in rounds.remind(9).letters] == ["KT"]
    assert Entry.objects.get(action="remind").unit.code == "KT"


@pytest.mark.usefixtures("reachable")
def test_without_a_server_nothing_is_kept(settings, monkeypatch):
    monkeypatch.setattr(letters, "get_connection", lambda: _Silent())
    with pytest.raises(MailServerSilent, match=r"thu\.vi\.du"):
        rounds.remind()
    settings.EMAIL_HOST = ""
    with pytest.raises(NoMailServer):
        rounds.remind()
    assert not Entry.objects.filter(action="remind").exists()


class _Silent:
    def __enter__(self):
        raise ConnectionRefusedError("không ai trả lời")

    def __exit__(self, *error):
        pass


@pytest.mark.parametrize(("host", "letters"), [("thu.vi.du", ["vp@vi.du"]), ("", [])])
@pytest.mark.usefixtures("reachable")
def test_every_morning_the_background_reminds_where_letters_can_be_sent(settings, monkeypatch, host, letters):
    settings.EMAIL_HOST = host
    monkeypatch.setattr(background.connections, "close_all", lambda: None)
    regularly = {(item.task.name, item.cron) for item in app.periodic_registry.periodic_tasks.values()}
    assert ("rounds.remind", "0 0 * * *") in regularly
    background.remind(0)
    assert to() == letters
