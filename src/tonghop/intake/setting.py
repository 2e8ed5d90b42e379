"""What the ledger knows around a document: whose figures it states, which indicators there are, when months close."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tonghop.catalog.indicators import TimeType
from tonghop.catalog.offices import calendars
from tonghop.core.document import Document
from tonghop.intake import letterhead
from tonghop.intake.gazetteer import Gazetteer
from tonghop.intake.values import Measured, Setting
from tonghop.ledger import units
from tonghop.ledger.models import Calendar, Indicator

_TO = re.compile(r"\b(?:cho|của|tại|trên địa bàn) ((?:UBND |ủy ban nhân dân )?(?:phường|xã|thị trấn|đặc khu|quận|huyện"
                 r"|thị xã|thành phố|tỉnh) [^,.;:\n]+)", re.I)  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """The ledger as far as documents need it, read once for all of them."""

    gazetteer: Gazetteer
    indicators: Mapping[str, Measured]
    closing_days: tuple[tuple[int, date | None, date | None], ...]

    @classmethod
    def load(cls) -> "Surroundings":
        """Those of the ledger; four queries. Without calendars of its own those of the catalog hold."""
        rows = Indicator.objects.values_list("key", "unit", "time")
        rules = list(Calendar.objects.values_list("closing_day", "start", "end"))
        return cls(
            Gazetteer.load(),
            {key: Measured(unit, TimeType(time)) for key, unit, time in rows},
            tuple(rules or ((item.closing_day, item.start, None) for item in calendars())),
        )

    def of(self, document: Document, unit: str | None = None) -> Setting:
        """The setting of a document; `unit` is the code of the unit whose figures it states, where somebody says so.

        Else that is the organisation of its head on its day, and of a decision the unit that its title names.
        Raises UnknownUnit.
        """
        dated = letterhead.dated(document)
        days = [day for day in (dated, letterhead.spoken_of(document)) if day]
        code, trouble = (units.find(unit).code, "") if unit else self._owner(document, days)
        day = days[0] if days else date.max
        above = units.above(code, day) if code else ()
        return Setting(
            code,
            self.indicators,
            self.gazetteer.lives,
            dated,
            trouble,
            self._places(document, days, code),
            self.gazetteer.places(day, (code, *above)) if code else (),
            frozenset(closing for closing, start, end in self.closing_days if _holds(start, end, day)),
        )

    def _owner(self, document: Document, days: Iterable[date]) -> tuple[str | None, str]:
        name = document.organisation or ""
        if letterhead.assignment(document):
            told = _TO.search(document.title or "")
            name = told[1] if told else (name if "nghị quyết" in (document.title or "").lower() else "")
        for day in days:
            found = self.gazetteer.find(name, day)
            if len(found) == 1:
                return found[0], ""
            if found:
                return None, f"{name}: {', '.join(found)}"
        return None, name

    def _places(self, document: Document, days: Iterable[date], owner: str | None) -> dict[str, str]:
        """The units that the rows and columns of tables name; of several with one name the one below the owner."""
        named = {figure.place for figure in document.figures if figure.place}
        found: dict[str, str] = {}
        for day in days:
            near = frozenset(units.subtree(owner, day)) if owner else frozenset()
            for name in named - found.keys():
                codes = self.gazetteer.find(name, day)
                own = [code for code in codes if code in near] if len(codes) > 1 else codes
                if len(own) == 1:
                    found[name] = own[0]
        return found


def _holds(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day < end)
