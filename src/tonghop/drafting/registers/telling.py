"""A case in the words of official documents, as somebody may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tonghop.catalog.registers import WORDS, FieldOf, Kind, Privacy, Register
from tonghop.ledger import cases
from tonghop.ledger.cases.exporting import content_of
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.exchange.tables import in_words
from tonghop.ledger.models import Account, Case, CaseStep
from tonghop.printing.wording import number
from tonghop.registers.history import History
from tonghop.writing.spelled import amount


@dataclass(frozen=True, slots=True)
class Telling:
    """A case with its steps, the levels of privacy and the fields that its reader may see, and what codes mean."""

    case: Case
    register: Register
    levels: frozenset[Privacy]
    seen: frozenset[str]
    names: Names
    taken: Sequence[CaseStep]
    history: History

    def rows(self, values: Mapping[str, Any]) -> list[tuple[FieldOf, str]]:
        """The fields that are filled, in words; what the reader may not see is masked."""
        told = ((field, self.masked(key, values.get(key))) for key, field in self.register.fields.items())
        return [(field, text) for field, text in told if text]

    def seen_words(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The fields that the reader may see, in words."""
        return {key: self._words(self.register.fields[key], values.get(key)) for key in self.seen}

    def seen_amounts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The amounts of money that the reader may see, written out."""
        amounts = ((key, values.get(key)) for key in self.seen if self.register.fields[key].type is Kind.MONEY)
        return {f"{key}:{WORDS}": amount(value) for key, value in amounts if value is not None}

    def masked(self, key: str, value: Any) -> str:
        """The value of a field in words; a mask where it is filled and the reader may not see it."""
        return self._words(self.register.fields[key], value) if key in self.seen or value in (None, "") else cases.MASK

    def _words(self, field: FieldOf, value: Any) -> str:
        content = content_of(field, value, self.names)
        text = " ".join(in_words(content, number).split())
        return field.measured(text) if text else text


def telling(account: Account, case: Case, today: date) -> Telling:
    """A case as the account may see it; that it saw what not everybody may see is written into the journal."""
    register, levels = cases.register_of(case.register), cases.levels(account, case)
    seen = cases.fields_of(register, levels)
    cases.record_access(account, case, register, seen)
    taken = list(case.steps.select_related("entry__actor").order_by("id"))
    names = names_at(case.unit, today)
    return Telling(case, register, levels, seen, names, taken, cases.history_of(case, taken))


def in_figures(day: date | None) -> str:
    """A day as tables have it, `03/06/2026`; empty where there is none."""
    return f"{day:%d/%m/%Y}" if day else ""


def numbered(case: Case) -> str:
    """The number of a case: `12/2026`."""
    return f"{case.number}/{case.year}"
