"""The history of a case: what happened to it, and what it was on any day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile

from tonghop.catalog.registers import Clock, Limit, Register
from tonghop.registers.clock import Due, Pause, Unit, Version, due, moved

Value = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a case on a day: a transition (none: its reception, later a correction), fields it changed."""

    on: date
    transition: str = ""
    fields: Mapping[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case is on a day: its state, its fields, and since when it is in that state."""

    state: str
    since: date
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Running:
    """A time limit of a case: when it began, when it was met (None while it runs), when it ends."""

    limit: str
    began: date
    met: date | None
    due: Due
    least: bool = False

    def late(self, day: date) -> bool:
        """Whether it was met after its end, or has ended without being met on a day."""
        return not self.least and self.due.overdue(self.met or day)

    def too_early(self, day: date) -> bool:
        """Whether it is one that must have passed first, and has not on a day."""
        return self.least and (self.due.last is None or day <= self.due.last)


@dataclass(frozen=True, slots=True)
class History:
    """The steps of a case in the order in which they happened, days never going back, the first its reception."""

    register: Register
    steps: tuple[Step, ...]

    def states(self) -> Iterator[tuple[date, str]]:
        """The states it entered, with the day of each; a step that leaves it where it is enters none."""
        for step in self.steps:
            if target := self._target(step):
                yield step.on, target

    def at(self, day: date) -> Standing | None:
        """What it was when a day ended, None before it was received."""
        standing: Standing | None = None
        fields: dict[str, Value] = {}
        for step in self._until(day):
            fields.update(step.fields or {})
            if target := self._target(step):
                standing = Standing(target, step.on, fields)
        return standing

    def is_open(self, day: date) -> bool:
        """Whether it was received and not closed when a day ended."""
        standing = self.at(day)
        return standing is not None and not self.register.states[standing.state].outcome

    def until(self, day: date) -> "History":
        """What had happened to it when a day ended."""
        return History(self.register, tuple(self._until(day)))

    def spell(self) -> tuple[date, date | None]:
        """When it was last opened, and when it was closed since."""
        opened, closed = self.steps[0].on, None
        was_open = True
        for on, state in self.states():
            is_open = not self.register.states[state].outcome
            if is_open and not was_open:
                opened, closed = on, None
            elif was_open and not is_open:
                closed = on
            was_open = is_open
        return opened, closed

    def limits(self, day: date) -> Iterator[Running]:
        """Its time limits that had begun when a day ended, each from when it last began."""
        standing = self.at(day)
        if standing is None:
            return
        for key, limit in self.register.limits.items():
            if running := self._running(key, limit, day, standing.fields):
                yield running

    def main_limit(self, day: date) -> Running | None:
        """The limit by which it is on time or late, where it had begun."""
        main = self.register.main_limit
        return next((item for item in self.limits(day) if self.register.limits[item.limit] is main), None)

    def next_limit(self, day: date) -> Running | None:
        """Of the limits that run when a day ended the one that ends next, late or not; None where it was closed."""
        running = (item for item in self.limits(day) if item.met is None and item.due.last and not item.least)
        return min(running, key=lambda item: item.due.last or day, default=None) if self.is_open(day) else None

    def _running(self, key: str, limit: Limit, day: date, fields: Mapping[str, Value]) -> Running | None:
        began = met = None
        pauses: list[Pause] = []
        days: list[Value] = []
        extended = 0
        for step in self._until(day):
            if fresh := _sets(step, limit.field, days):
                days.append((step.fields or {})[limit.field])
            target = self._target(step)
            if target == limit.begins and (began is None or met):
                began, met, pauses, extended = step.on, None, [], 0
            if began is None or met:
                continue
            match self._clock(step):
                case Clock.PAUSE:
                    pauses.append(Pause(step.on))
                case Clock.RESUME if pauses:
                    pauses[-1] = Pause(pauses[-1].first, step.on)
                case Clock.EXTEND:
                    extended += 1
            if fresh:
                pauses = [item for item in pauses if item.resumed is None]
            if target in limit.ends:
                met = step.on
                pauses = [Pause(item.first, item.resumed or met) for item in pauses]
        if began is None:
            return None
        received = self.steps[0].on
        ends = _set(days, pauses) if limit.field else due(began, _versions(limit, fields), pauses, extended, received)
        return Running(key, began, met, ends, limit.least) if ends else None

    def _target(self, step: Step) -> str:
        """The state that a step leads to, empty where it leads to none."""
        if step.transition:
            return self.register.transitions[step.transition].target
        return self.register.begins if step is self.steps[0] else ""

    def _clock(self, step: Step) -> Clock:
        return self.register.transitions[step.transition].clock if step.transition else Clock.GOES_ON

    def _until(self, day: date) -> Iterator[Step]:
        return takewhile(lambda step: step.on <= day, self.steps)


def _sets(step: Step, field: str, days: Sequence[Value]) -> bool:
    """Whether a step sets a day that is another than the last of those set before."""
    fields = step.fields or {}
    return field in fields and [fields[field]] != list(days[-1:])


def _set(days: Sequence[Value], pauses: Sequence[Pause]) -> Due:
    """The limit that was set in a field: the first day that it held, and the last, later by the pauses since."""
    held = [day for day in days if isinstance(day, date)]
    last = held[-1] if held and days[-1] else None
    extended = last is not None and last > held[0]
    return Due("", held[0] if held else None, moved(last, pauses) if last else None, extended)


def _versions(limit: Limit, fields: Mapping[str, Value]) -> list[Version]:
    return [
        Version(
            item.days or 0,
            Unit(item.unit),
            item.since,
            item.basis,
            item.extension,
            item.moves,
            item.months or 0,
            item.until,
            item.times,
        )
        for item in limit.versions
        if meets(fields, item.when)
    ]


def meets(fields: Mapping[str, Value], when: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the fields have one of the choices that a condition names for each."""
    return all(fields.get(name) in values for name, values in when.items())
