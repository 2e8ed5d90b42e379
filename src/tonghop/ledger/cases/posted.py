"""What was posted of registers, beside what they come to now; and the cases that counted then."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q

from tonghop.catalog.registers import registers
from tonghop.core.span import Span
from tonghop.ledger import access
from tonghop.ledger.cases.errors import UnknownPosting
from tonghop.ledger.cases.finding import visible
from tonghop.ledger.cases.measuring import measure_places
from tonghop.ledger.cases.places import reach
from tonghop.ledger.cases.values import title_of
from tonghop.ledger.models import Account, Case, CaseStep, FactVersion, Posting, Unit
from tonghop.ledger.rights import Action
from tonghop.registers.filling import restored
from tonghop.registers.history import History, Step
from tonghop.registers.measures import Number

_SPANS = 3
"""How many spans of days are compared with what is counted now."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A posted figure in force: its value, and what the same question gives now."""

    posting: Posting
    fact: FactVersion
    now: Number

    @property
    def differs(self) -> bool:
        """Whether cases have changed since in a way that counts."""
        return bool(self.now != self.fact.value)

    @property
    def label(self) -> str:
        """What the measure is called."""
        return registers()[self.posting.register].measures[self.posting.measure].label


@dataclass(frozen=True, slots=True)
class CaseThen:
    """A case that counted: what it was called and in which state when the span ended; and what it is now."""

    case: Case
    title: str
    state: str
    moved: bool


def find_posting(account: Account, number: int) -> Posting:
    """A posting that the account may see; raises UnknownPosting."""
    rows = Posting.objects.filter(access.within(account, Action.SEE_CASES), pk=number)
    if row := rows.select_related("unit", "indicator", "source__entry__actor").first():
        return row
    raise UnknownPosting


def of_register(register: str, unit: Unit) -> list[Compared]:
    """What stands posted of a unit's register, of the newest spans."""
    rows = Posting.objects.filter(unit=unit, register=register)
    days = list(rows.order_by("-last", "-first").values_list("first", "last").distinct()[:_SPANS])
    wanted = Q(pk__in=())
    for first, last in days:
        wanted |= Q(first=first, last=last)
    return compare(rows.filter(wanted).values_list("pk", flat=True))


def of_span(unit: Unit, span: Span) -> list[Compared]:
    """What stands posted for a span of a unit and those below it."""
    facts = FactVersion.objects.filter(
        unit__in=access.below([unit.pk]), year=span.year, first=span.first, last=span.last, known_to=None, settled=True
    )
    return compare(Posting.objects.filter(source__in=facts.values("source")).values_list("pk", flat=True))


def of_versions(versions: Collection[int]) -> list[Compared]:
    """The postings from which versions of facts come."""
    facts = FactVersion.objects.filter(pk__in=versions, source__isnull=False)
    return compare(Posting.objects.filter(source__in=facts.values("source")).values_list("pk", flat=True), versions)


def compare(numbers: Iterable[int], versions: Collection[int] | None = None) -> list[Compared]:
    """Those of the postings whose figures are in force, or among some versions, the newest span first.

    Two queries, one for the units below, and one for each register and span.
    """
    rows = Posting.objects.filter(pk__in=numbers).select_related("unit", "indicator", "source__entry")
    postings = {(row.source_id, row.indicator_id): row for row in rows.defer("cases", "versions")}
    wanted = {"known_to": None, "settled": True} if versions is None else {"pk__in": versions}
    facts = FactVersion.objects.filter(
        unit__in={row.unit_id for row in postings.values()}, source__in={source for source, _ in postings}, **wanted
    )
    standing = [(postings[key], fact) for fact in facts if (key := (fact.source_id, fact.indicator_id)) in postings]
    standing.sort(key=lambda pair: (_asked(pair[0]), pair[0].unit.code, pair[0].pk))
    places = reach({posting.unit_id for posting, _ in standing}) if standing else {}
    found = []
    for (register, first, last), group in groupby(standing, lambda pair: _asked(pair[0])):
        pairs = list(group)
        members = {posting.unit_id: places[posting.unit_id] for posting, _ in pairs}
        now = measure_places(registers()[register], members, first, last)
        found += [Compared(posting, fact, now[posting.unit_id][posting.measure]) for posting, fact in pairs]
    return sorted(found, key=lambda item: item.posting.last, reverse=True)


def _asked(posting: Posting) -> tuple[str, date, date]:
    return posting.register, posting.first, posting.last


def cases_of(account: Account, posting: Posting, first: int, count: int) -> list[CaseThen]:
    """Those of the cases of a posting, so many from the `first` on, that the account may see; two queries."""
    numbers = posting.cases[first : first + count]
    versions = dict(zip(numbers, posting.versions[first : first + count], strict=True))
    cases = Case.objects.filter(visible(account), pk__in=numbers).order_by("pk")
    steps: dict[int, list[Step]] = defaultdict(list)
    register = registers()[posting.register]
    for row in CaseStep.objects.filter(case__in=[case.pk for case in cases]).order_by("id"):
        steps[row.case_id].append(Step(row.on, row.transition, restored(register, row.fields)))
    return [
        _then(case, History(register, tuple(steps[case.pk][:version])), posting.last, case.version != version)
        for case in cases
        if (version := versions[case.pk])
    ]


def _then(case: Case, history: History, last: date, moved: bool) -> CaseThen:
    standing = history.at(last)
    if standing is None:
        raise ValueError("a case that was counted before it was received")
    label = history.register.states[standing.state].label
    return CaseThen(case, title_of(history.register, standing.fields), label, moved)
