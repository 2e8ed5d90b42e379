"""What the file of a register may say: its parts as types."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["administrator", "synthesis", "officer", "head", "leader", "deputy"]


class Kind(StrEnum):
    """What a field holds. Money in đồng, areas in m²; a year is no count: its digits are not grouped."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    COUNT = "count"
    YEAR = "year"
    MONEY = "money"
    AREA = "area"
    DATE = "date"
    YES_NO = "yes_no"
    UNIT = "unit"
    ACCOUNT = "account"
    PLACE = "place"


class Privacy(StrEnum):
    """Who sees a field: everybody who sees the case, those who may see persons, or those who handle the case."""

    OPEN = "open"
    PERSONAL = "personal"
    CONFIDENTIAL = "confidential"


class Clock(StrEnum):
    """What a transition does to the time limits that run."""

    GOES_ON = "goes_on"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"


class Take(StrEnum):
    """What a measure counts of the cases of a span.

    Each case is at most one of OPENING (open when the span begins) and RECEIVED (came, or came back, within it), and of
    those each is one of RESOLVED (closed when the span ends) and PENDING (not).
    """

    OPENING = "opening"
    RECEIVED = "received"
    RESOLVED = "resolved"
    PENDING = "pending"
    ON_TIME = "on_time"  # resolved within the limit
    LATE = "late"  # resolved after it
    UNLIMITED = "unlimited"  # resolved, and there was no limit
    OVERDUE = "overdue"  # pending, the limit passed
    WITHIN = "within"  # pending, the limit not passed or none
    DUE = "due"  # resolved or not, the limit ended within the span
    ANY = "any"  # every case of the span
    REACHED = "reached"  # came into one of some states within the span, for the first time


class Part(BaseModel):
    """What all parts of a definition share: nothing beside what is described, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_MEASURED_IN = {Kind.MONEY: "đồng", Kind.AREA: "m²"}
"""What numbers are measured in that have no noun of their own."""
_PERCENT = "%"
"""The unit that stands close behind its number."""


class FieldOf(Part):
    """A field of a case. `unit` is the counted noun of a count; `choices` are key → words of a choice.

    A number is from `least` to `most`, both included. With `when` it must be filled in where the fields have one of
    these choices for each, and may not be elsewhere.
    """

    label: str
    type: Kind = Kind.TEXT
    required: bool = False
    privacy: Privacy = Privacy.OPEN
    choices: Mapping[str, str] = Field(default_factory=dict)
    unit: str = ""
    least: Annotated[int, Field(ge=0)] | None = None
    most: Annotated[int, Field(ge=0)] | None = None
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    def measured(self, number: str, say: Callable[[str], str] = str) -> str:
        """A number that it holds, as written, with what that is measured in."""
        unit = self.unit or _MEASURED_IN.get(self.type, "")
        return number + say(unit) if unit == _PERCENT else f"{number} {say(unit)}" if unit else number


class State(Part):
    """A state; `outcome` is how a case ended that is in it, empty where it is open.

    A case is in it only while its fields have one of the choices that `when` names for each, and comes into it only
    once none of its parts of the kinds `awaits` is open. Where it has ended, open parts come below it only if they are
    of the kinds `adds`.
    """

    label: str
    outcome: str = ""
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    awaits: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()


class Transition(Part):
    """A step from one of `sources` to `target`: who may take it, what must be filled, which document is issued.

    An empty target leaves the case where it is (an extension, a reminder). `together` are the kinds of open parts that
    may end with it, each with the step that those take. It is not for who took the step `other_than`.
    """

    label: str
    sources: tuple[str, ...] = Field(alias="from", min_length=1)
    target: str = Field(default="", alias="to")
    who: tuple[Role, ...] = Field(min_length=1)
    needs: tuple[str, ...] = ()
    issues: str = ""
    clock: Clock = Clock.GOES_ON
    together: Mapping[str, str] = Field(default_factory=dict)
    other_than: str = ""


PLACE = re.compile(r"\{(\w+(?::\w+)?)\}")
"""A place in the text of a document: a name in braces, or what is told of it (`{amount:words}`)."""
PLACES = frozenset({"number", "received", "due", "on", "body", "BODY", "head", "HEAD", "dots", "line"})
"""The places that are no fields: number and day of reception of the case, the end of its main limit, the day of the
step; the body that issues, and who heads it, in a sentence and in capitals; some dots to write on, a line of them."""
WORDS, DUE, BASIS, NUMBER, ON = "words", "due", "basis", "number", "on"
"""What is told of a field of money: the amount in words; of a limit: the day it ends, the law that sets it; of a step
that was taken: the number of what it issued, its day."""


class DocumentOf(Part):
    """A document that is issued at some `steps` of a case, or at any time where none is named; `label` is its name.

    Its texts have places in braces for fields, limits and steps of the register and for PLACES. Without a `title` (what
    kind it is) it is a letter; `symbol` follows its number, `to` is to whom it is written. Of the `body`, a paragraph
    that begins with a dash is one of a list, one in capitals a heading. It is issued `by` the unit that keeps the case,
    or by the committee that decides for the unit, or by the chair of that in his own name. Up to two `signers`, each
    with a name, sign in place of the head of the unit. A ruled table of empty rows with these `columns` stands
    before the last paragraph. `when` limits it to cases whose fields have one of these choices, `amounts` to those
    whose numbers are nothing or more. The symbol of a `bare` one is not followed by who issues it.
    """

    label: str
    steps: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    amounts: Mapping[str, Literal["none", "some"]] = Field(default_factory=dict)
    title: str = ""
    subject: str
    symbol: str = ""
    bare: bool = False
    by: Literal["unit", "committee", "chair"] = "unit"
    to: str = ""
    body: tuple[str, ...] = Field(min_length=1)
    columns: tuple[str, ...] = ()
    signers: tuple[tuple[str, str], ...] = Field(default=(), max_length=2)
    recipients: tuple[str, ...] = ()

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """All its texts that may have places, each with where it stands."""
        yield from ((("title",), self.title), (("subject",), self.subject), (("to",), self.to))
        yield from ((("body", at), text) for at, text in enumerate(self.body))
        yield from ((("signers", at), text) for at, signer in enumerate(self.signers) for text in signer)
        yield from ((("recipients", at), text) for at, text in enumerate(self.recipients))


class LimitVersion(Part):
    """A limit as one law states it: so many months, days, or both. `until` is the last day on which one could begin.

    `when` limits it to cases whose fields have one of these choices.
    """

    days: Annotated[int, Field(gt=0)] | None = None
    months: Annotated[int, Field(gt=0)] | None = None
    unit: Literal["working", "calendar"] = "calendar"
    since: date
    until: date | None = None
    basis: str
    extension: Annotated[int, Field(ge=0)] = 0
    times: Annotated[int, Field(gt=0)] = 1
    moves: bool = False
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class Limit(Part):
    """A time limit: from entering the state `begins` until one of the states `ends` is reached.

    It is set by law (`versions`), or by whoever gave the work, in the `field` that holds the day. The `main` limit is
    the one by which a case is on time or late. A `least` limit is one before whose end no step may lead to `ends`,
    unless a field has one of the choices for which the law has `waived` it.
    """

    label: str
    begins: str
    ends: tuple[str, ...] = Field(min_length=1)
    main: bool = False
    least: bool = False
    waived: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    field: str = ""
    versions: tuple[LimitVersion, ...] = ()


class Bound(Part):
    """What a field may hold at most or at least: what another field holds, the day of reception, or today.

    These two days are called `received` and `today`. What the field `plus` holds, where it does, is added to a number.
    """

    field: str
    at_most: str = ""
    at_least: str = ""
    plus: str = ""

    @property
    def other(self) -> str:
        """What it is compared with."""
        return self.at_most or self.at_least


class Offshoot(Part):
    """A case of the register `to` that comes of one of this.

    Of its fields, `fields` are filled from fields of this case, `given` always hold the same.
    """

    label: str
    to: str
    fields: Mapping[str, str] = Field(default_factory=dict)
    given: Mapping[str, str] = Field(default_factory=dict)


class Conversion(Offshoot):
    """What a case is made into; `step` is the transition it takes by that, empty where it goes on as it was."""

    step: str = ""


class Outside(Part):
    """What somebody without an account may send in and ask after.

    He fills in the fields `asks` (`given` always hold the same), is told the field `answer` once the case has ended,
    and may then say in the first field that the step `rating` needs how content he is.
    """

    asks: tuple[str, ...] = Field(min_length=1)
    given: Mapping[str, str] = Field(default_factory=dict)
    answer: str
    rating: str


class Measure(Part):
    """A count of cases, or of the `distinct` values of one field, or the `sum` of one, or their `days`.

    Days are counted from when a case was opened until it was closed, or until the span ended. `outcome` limits it to
    cases that ended so, `when` to those whose fields have one of these choices; `reached` are the states of which it
    counts those who came into one. With `year`, a field, it counts only cases of a year of the span, whichever year
    they were received in. What is no plain count or sum cannot be added up, so no rate or identity has it.
    """

    label: str
    take: Take
    sum: str = ""
    distinct: str = ""
    days: Literal["", "mean", "median"] = ""
    outcome: str = ""
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    year: str = ""
    reached: tuple[str, ...] = ()
    indicator: str = ""

    @property
    def additive(self) -> bool:
        """Whether the whole is the sum of its parts."""
        return not (self.distinct or self.days)


class Rate(Part):
    """A percentage of two measures under a name that says which: on time of the resolved, of the due, of all."""

    label: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    basis: str = ""


class Identity(Part):
    """Sums of measures that are always equal."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Register(Part):
    """A register. `case` is what one case is called (`đơn`, `hồ sơ`), `number` how a case is numbered within a year.

    None was received before the day `earliest`.

    `parts` are the cases that may be below one of it, `conversions` what one may be made into. With `reviews`, a field,
    a case looks back at the parts of the earlier cases in which that field holds the same.
    """

    key: str
    name: str
    case: str
    number: str
    title: str
    begins: str
    earliest: date = date(1990, 1, 1)
    fields: Mapping[str, FieldOf]
    states: Mapping[str, State]
    transitions: Mapping[str, Transition] = Field(default_factory=dict)
    documents: Mapping[str, DocumentOf] = Field(default_factory=dict)
    limits: Mapping[str, Limit] = Field(default_factory=dict)
    bounds: tuple[Bound, ...] = ()
    parts: Mapping[str, Offshoot] = Field(default_factory=dict)
    conversions: Mapping[str, Conversion] = Field(default_factory=dict)
    reviews: str = ""
    outside: Outside | None = None
    measures: Mapping[str, Measure]
    rates: Mapping[str, Rate] = Field(default_factory=dict)
    breakdowns: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """What may stand in the braces of its documents."""
        amounts = (f"{key}:{WORDS}" for key, field in self.fields.items() if field.type is Kind.MONEY)
        limits = (f"{key}:{told}" for key in self.limits for told in (DUE, BASIS))
        steps = (f"{key}:{told}" for key in self.transitions for told in (NUMBER, ON))
        return PLACES.union(self.fields, amounts, limits, steps)

    @property
    def main_limit(self) -> Limit | None:
        """The limit by which a case is on time or late, where there is one."""
        return next((limit for limit in self.limits.values() if limit.main), None)

    def told_anew(self) -> frozenset[str]:
        """The texts that steps ask for, such as a reason, and the days that set limits, such as a new appointment.

        Whoever takes the next step tells his own; what an earlier one told is not taken over.
        """
        asked = {name for step in self.transitions.values() for name in step.needs}
        days = {limit.field for limit in self.limits.values()}
        return frozenset(name for name in asked if name in days or self.fields[name].type in (Kind.TEXT, Kind.LONG))

    def awaited_by(self, state: str) -> frozenset[str]:
        """The registers of the parts of which none may be open once a case has come into a state."""
        return frozenset(self.parts[key].to for key in self.states[state].awaits)

    def addable(self, state: str) -> Mapping[str, Offshoot]:
        """The parts that may still come open below a case in a state."""
        of, awaited = self.states[state], self.awaited_by(state)
        kinds = of.adds if of.outcome else self.parts
        return {key: self.parts[key] for key in kinds if self.parts[key].to not in awaited}

    def ended_with(self, step: str) -> Mapping[str, str]:
        """The steps that open parts below a case may take with one of its own, by the register of the part."""
        return {self.parts[key].to: lower for key, lower in self.transitions[step].together.items()}

    def conversion_by(self, step: str) -> Conversion | None:
        """The conversion by which a case takes a transition, None where it takes it by itself."""
        return next((item for item in self.conversions.values() if item.step == step), None)
