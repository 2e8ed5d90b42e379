"""A small office for the tests of access and of the interface, and the people in it.

Everybody holds one role over the ward `A`: its own unit; its office `A.VP` is below, the province `T` above, the ward
`B` foreign.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils.timezone import now
from tests.drafting import received
from tests.ledger import papers

from tonghop.catalog.registers import registers
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.intake import arriving
from tonghop.intake.study import Lesson, Studied, work
from tonghop.ledger import units
from tonghop.ledger.cases.values import apply
from tonghop.ledger.models import (
    Account,
    AliasProposal,
    Arrival,
    Calendar,
    Case,
    CaseFile,
    CaseStep,
    Dismissal,
    Duty,
    Entry,
    FactVersion,
    Form,
    FormLine,
    Grant,
    Indicator,
    Posting,
    Role,
    Round,
    Source,
    State,
    Token,
    Unit,
    UnitKind,
)
from tonghop.ledger.record import Change, record
from tonghop.registers.history import History, Step

PLACES = {"own": "A", "below": "A.VP", "above": "T", "foreign": "B"}
INDICATOR = "budget_revenue"
PASSWORD = "gió mùa đông bắc"
FINGERPRINT = "0123456789abcdef"
DUTIES = {"waiting": (None, 6), "draft": (State.DRAFT, 7), "submitted": (State.SUBMITTED, 8),
          "accepted": (State.ACCEPTED, 9)}  # fmt: skip
"""What every unit owes in four rounds: how far its one figure has come, and of how many months of 2025."""
CASES = {
    "case": ("petitions", {"sender": "Nguyễn Văn An", "kind": "complaint", "competence": "own",
                           "content": "Đòi lại đất"}),
    "task": ("tasks", {"content": "Số hóa sổ hộ tịch", "kind": "key", "source": "05/CTr-UBND", "product": "Dữ liệu",
                       "lead": "A", "handler": "somebody", "timing": "open"}),
    "call": ("feedback", {"content": "Đèn hỏng ở ngõ 5", "channel": "hotline", "sender": "Lê Văn Tám"}),
    "meeting": ("meetings", {"content": "Giao ban đầu tuần", "kind": "weekly", "day": "2026-06-01",
                             "chair": "somebody"}),
}  # fmt: skip
"""The first case of each unit in some registers: its name here, the register, and what it says."""
LETTER = """BÁO CÁO
Tình hình kinh tế - xã hội quý I năm 2024

Tổng thu ngân sách nhà nước trên địa bàn quý I năm 2024 đạt 15 tỷ đồng.
"""
"""What a document in the inbox of each unit says."""
STATES = ("draft", "submitted", "accepted", "published")


@dataclass
class Place:
    """What there is at one unit, by name."""

    unit: Unit
    ids: dict[str, int] = field(default_factory=dict)


@dataclass
class World:
    """The units with what they hold, the people by their roles, and the stranger who wrote everything."""

    places: dict[str, Place]
    people: dict[str, Account]
    writer: Account
    signed_in: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A client signed in in this role, always in the same session; `anonymous` is not signed in."""
        client = Client()
        if role != "anonymous":
            if role not in self.signed_in:
                self.signed_in[role] = session_of(self.people[role])
            client.cookies[settings.SESSION_COOKIE_NAME] = self.signed_in[role]
        return client


def session_of(account: Account) -> str:
    """A session in which somebody has just signed in."""
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def fact(unit: str, span: str, value: str | int, **cell: object) -> Fact:
    """A figure of the one indicator of the tests."""
    return Fact(Cell(INDICATOR, unit, Span.of(span), **cell), Decimal(value))


@transaction.atomic
def build() -> World:
    """The office, filled."""
    kinds = {"T": UnitKind.PROVINCE, "A": UnitKind.COMMUNE, "B": UnitKind.COMMUNE, "A.VP": UnitKind.DEPARTMENT}
    parents = {"A": "T", "B": "T", "A.VP": "A"}
    news = [units.New(code, kinds[code], f"đơn vị {code}", parents.get(code)) for code in ("T", "A", "B", "A.VP")]
    units.create(news, units.Author(None))
    Indicator.objects.create(
        key=INDICATOR,
        name="Thu ngân sách",
        unit="VND",
        direction="higher",
        time="flow",
        over_units="sum",
        over_time="sum",
    )
    writer = Account.objects.create(username="writer")
    Account.objects.create_user("somebody", password=PASSWORD)
    form = Form.objects.create(key="thu", name="Biểu thu", calendar="month", kind="commune")
    Form.objects.create(key="phong", name="Biểu của phòng", calendar="month", kind="department")
    FormLine.objects.create(form=form, order=1, indicator=Indicator.objects.get(), label="Thu ngân sách")
    Calendar.objects.create(key="month", name="Theo tháng", closing_day=0)
    places = {relation: _fill(units.find(code), writer, form) for relation, code in PLACES.items()}
    people = {}
    for role in Role.values:
        people[role] = Account.objects.create(username=role)
        Grant.objects.create(account=people[role], role=role, unit=places["own"].unit)
    job = _failed_job()
    token = Token.objects.create(
        account=people["officer"], name="phần mềm", digest="0" * 64, scopes=["read"], expires=now() + timedelta(days=9)
    )
    for place in places.values():
        place.ids |= {"token": token.pk, "job": job}
    return World(places, people, writer)


def _fill(unit: Unit, writer: Account, form: Form) -> Place:
    place = Place(unit)
    entry = Entry.objects.create(actor=writer, action="source", unit=unit)
    text = f"Thu ngân sách của {unit.code} ước đạt 12 tỷ đồng, tăng so với cùng kỳ."
    source = Source.objects.create(
        kind=Source.Kind.DOCUMENT, name="Báo cáo.txt", unit=unit, entry=entry, text=text, content=text.encode()
    )
    start = text.index("12 tỷ")
    for month, state in enumerate(STATES, 1):
        cell = Cell(INDICATOR, unit.code, Span(2026, 1, month))
        value = Fact(cell, Decimal(12_000_000_000), start=start, end=start + len("12 tỷ đồng"))
        change = Change(writer, "record", "lần đầu", unit, source)
        place.ids[state] = record([value], change, State[state.upper()]).versions[cell]
    plan = Fact(Cell(INDICATOR, unit.code, Span.of("2026"), Measure.PLAN, "Quận"), Decimal(30_000_000_000))
    record([plan], Change(writer, "record", "", unit))
    Dismissal.objects.create(unit=unit, fingerprint=FINGERPRINT, entry=entry)
    recorded = FactVersion.objects.get(id=place.ids["accepted"]).entry_id
    steps = {f"{name}_{key}": row.pk for key in DUTIES for name, row in _owed(unit, writer, form, key).items()}
    proposal = AliasProposal.objects.create(
        words=f"thu của {unit.code}", folded=unit.code, indicator=Indicator.objects.get(), unit=unit, entry=entry
    )
    made = {"entry": recorded, "source": source.pk, "arrival": arrival_of(unit, entry).pk, "proposal": proposal.pk}
    made |= {name: case_of(unit, entry, key, fields).pk for name, (key, fields) in CASES.items()}
    made["file"] = CaseFile.objects.create(
        case_id=made["case"],
        name="Đơn.txt",
        media_type="text/plain",
        size=3,
        sha256="0" * 64,
        content=b"abc",
        privacy="confidential",
        entry=entry,
    ).pk
    made["posting"] = posting_of(unit, entry, made["case"]).pk
    return Place(unit, place.ids | steps | made | papers.kept(unit, entry) | received.kept(unit, entry))


def posting_of(unit: Unit, entry: Entry, case: int) -> Posting:
    """A figure that a register was posted with, counted of one case; of a year that nothing else is of."""
    source = Source.objects.create(kind=Source.Kind.REGISTER, name="Sổ đơn", unit=unit, entry=entry)
    span, change = Span(1990, 1, 6), Change(entry.actor, "case.post", source=source)
    record([Fact(Cell(Indicator.objects.get().key, unit.code, span), Decimal(1))], change)
    return Posting.objects.create(
        source=source,
        register="petitions",
        measure="received",
        indicator=Indicator.objects.get(),
        unit=unit,
        first=date(2026, 1, 1),
        last=date(2026, 6, 30),
        cases=[case],
        versions=[1],
    )


def _failed_job() -> int:
    """A job of the background that failed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, status, attempts, args)"
            " values ('inbox', 'inbox.read', 'failed', 3, '{\"number\": 1}') returning id"
        )
        return int(cursor.fetchone()[0])


def arrival_of(unit: Unit, entry: Entry, mark: str = "") -> Arrival:
    """A document in the inbox of the unit that states one figure, which begins at 111; `mark` tells it from others."""
    studied = _studied()
    source = Source.objects.create(
        kind=Source.Kind.DOCUMENT,
        name="Thư báo cáo.txt",
        sha256=f"{unit.code + mark:0>64}",
        content=LETTER.encode(),
        text=LETTER,
        unit=unit,
        entry=entry,
    )
    row = Arrival.objects.create(source=source, unit=unit, given=True, entry=entry)
    arriving.keep(row, studied)
    return row


def case_of(unit: Unit, entry: Entry, key: str, fields: dict[str, str]) -> Case:
    """A case that was received, the first of a register of the unit."""
    received = Step(date(2026, 6, 1), fields=fields)
    case = Case(register=key, unit=unit, year=2026, number=1, received=received.on)
    standing = apply(case, History(registers()[key], (received,)))
    case.save()
    standing.case = case
    standing.save()
    CaseStep.objects.create(case=case, on=received.on, fields=fields, entry=entry)
    return case


@cache
def _studied() -> Studied:
    studied = work(Lesson("Thư báo cáo.txt", LETTER.encode()))
    assert isinstance(studied, Studied)
    return studied


def _owed(unit: Unit, writer: Account, form: Form, key: str) -> dict[str, Round | Duty]:
    """A round of the unit that the unit owes a form in, which has come to a state."""
    state, months = DUTIES[key]
    round_ = Round.objects.create(
        name=key, unit=unit, year=2025, first=1, last=months, opens=date(2025, 6, 1), due=date(2025, 6, 20)
    )
    duty = Duty.objects.create(round=round_, form=form, unit=unit, state=key)
    if state:
        cell = Cell(INDICATOR, unit.code, Span(2025, 1, months))
        record([Fact(cell, Decimal(5))], Change(writer, f"duty.{key}", "", unit, None, duty), state)
    return {"round": round_, "duty": duty}
