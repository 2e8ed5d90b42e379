"""The calendar of due dates: a month on a page, and what other programs read."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.ledger.models import Duty
from tonghop.web.icalendar import Event, calendar

MADE = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
EVENTS = st.builds(
    Event,
    key=st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    day=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    summary=st.text(max_size=120),
    description=st.text(max_size=120),
)


def read(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar, by name of the property, as RFC 5545 says they are read."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("BEGIN", "END"):
            events[-1][name] = value
    return events


def plain(text: str) -> str:
    """A text without escapes."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def shown(text: str) -> str:
    """What can be told of a text: without control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each in "\n\t" or (each >= " " and each != "\x7f"))


@given(st.lists(EVENTS, max_size=4))
def test_what_is_written_is_what_is_read(events):
    content = calendar("Hạn nộp", events, MADE)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = read(content)
    assert [(plain(item["SUMMARY"]), item["DTSTART;VALUE=DATE"]) for item in found] == [
        (shown(event.summary), f"{event.day:%Y%m%d}") for event in events
    ]
    assert [plain(item.get("DESCRIPTION", "")) for item in found] == [shown(event.description) for event in events]


def test_the_month_shows_what_one_sees_and_how_much_is_unsent(world):
    text = world.client("officer").get("/ky-bao-cao/lich?thang=2025-06").text
    assert [text.count(words) for words in ("Biểu thu</a>", "đã gửi đủ", "chưa gửi")] == [4, 2, 2]
    assert world.client("head").get("/ky-bao-cao/lich?thang=2025-06").text.count("Biểu thu</a>") == 8
    assert "Biểu thu</a>" not in world.client("officer").get("/ky-bao-cao/lich?thang=2026-06").text
    assert world.client("visitor").get("/ky-bao-cao/lich?thang=2025-06").text.count("Biểu thu</a>") == 0


@pytest.mark.parametrize("month", ["", "2025-13", "x", "0000-01", "9999-12", "0001-01"])
def test_any_month_may_be_asked_for(world, month):
    assert world.client("officer").get("/ky-bao-cao/lich", {"thang": month}).status_code == 200


def test_the_file_holds_what_the_account_is_to_fill_in(world):
    Duty.objects.update(due=date.today())
    answer = world.client("officer").get("/ky-bao-cao/lich.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = read(answer.content)
    assert len(events) == 4
    assert {event["SUMMARY"] for event in events} == {"Hạn nộp: Biểu thu"}
    assert len({event["UID"] for event in events}) == 4
    assert read(world.client("deputy").get("/ky-bao-cao/lich.ics").content) == []


def test_a_bounded_number_of_queries(world, django_assert_max_num_queries):
    client = world.client("synthesis")
    for address in ("/ky-bao-cao/lich?thang=2025-06", "/ky-bao-cao/lich.ics"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
