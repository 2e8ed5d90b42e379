"""What the tags of a template say, from a drafted report and what is known of its period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tonghop.catalog.conversion import factor
from tonghop.core.fact import Fact
from tonghop.core.paper import Kind, Paper, computed
from tonghop.core.period import period_in_words
from tonghop.drafting.templates.tags import Column, Frame, Quantity
from tonghop.printing import wording
from tonghop.writing.chips import exact, printed_unit, quantity
from tonghop.writing.known import Known
from tonghop.writing.rounding import Style, beside, percent
from tonghop.writing.sentences import style_for
from tonghop.writing.setting import Setting

MISSING = "…"
_DECIMALS, _DIGITS = 2, 4


@dataclass(frozen=True)
class Values:
    """The values of tags; `missing` collects the names of what is asked for and not known."""

    paper: Paper
    setting: Setting
    known: Mapping[str, Known]
    missing: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, paper: Paper, setting: Setting, known: Sequence[Known]) -> "Values":
        """Those of a report; of an indicator that is known twice the first counts."""
        return cls(paper, setting, {each.indicator.key: each for each in reversed(known)})

    def frame(self, tag: Frame) -> str:
        """One line of the frame of the report."""
        frame = wording.frame(self.paper)
        said = {
            "superior": frame.superior,
            "issuer": frame.issuer,
            "number": frame.number,
            "dated": frame.dated,
            "title": frame.title,
            "subject": frame.subject,
            "unit": self.setting.name,
            "period": period_in_words(self.setting.span.code, str),
            "year": str(self.setting.span.year),
            "signer": frame.signer,
        }
        return wording.one_line(said[tag.field])

    def quantity(self, tag: Quantity, indicator_name: str) -> str:
        """What is wanted of an indicator: with its unit, or as a number of the unit that the tag names."""
        known = self.known.get(tag.indicator)
        if known is None:
            return indicator_name if tag.what == "name" else self._lacking(indicator_name)
        said = self._of(known, tag)
        return self._lacking(known.indicator.name) if said is None else said

    def column(self, tag: Column, known: Known, number: int) -> str:
        """What stands in a column of the row of an indicator, empty where it is not known."""
        if tag.what == "ordinal":
            return str(number)
        style = style_for(known, self.setting)
        facts = {"reached": known.fact, "plan": _plan(known, ""), "before": known.before}
        if tag.what in facts:
            fact = facts[tag.what]
            return _style(known, fact, style).text(exact(fact)) if fact else ""
        if tag.what in ("of_plan", "growth"):
            said = _percent(known, tag.what, "")
            return "" if said is None else percent(said)
        return known.indicator.name if tag.what == "name" else printed_unit(style)

    def _of(self, known: Known, tag: Quantity) -> str | None:
        match tag.what:
            case "name":
                return known.indicator.name
            case "measured_in":
                return printed_unit(style_for(known, self.setting))
            case "of_plan":
                said = _percent(known, tag.what, tag.authority)
                return None if said is None else f"{percent(said)}%"
            case "growth":
                return _told(_percent(known, tag.what, ""))
        fact = {"reached": known.fact, "plan": _plan(known, tag.authority), "before": known.before}[tag.what]
        if fact is None:
            return None
        return _amount_in(known, fact, tag.unit) if tag.unit else self._amount(known, fact)

    def _amount(self, known: Known, fact: Fact) -> str:
        """A value with its unit, in the rounding that it has throughout the report."""
        said = quantity(fact, _style(known, fact, style_for(known, self.setting)))
        return "".join(piece for piece in wording.pieces(said) if isinstance(piece, str))

    def _lacking(self, name: str) -> str:
        if name not in self.missing:
            self.missing.append(name)
        return MISSING


def _plan(known: Known, authority: str) -> Fact | None:
    """The plan of an authority, of the first one where none is named."""
    return next((plan for plan in known.plans if authority in ("", plan.cell.authority)), None)


def _percent(known: Known, what: str, authority: str) -> Fraction | None:
    """The percentage of the plan, or by how many percent more than a year before; None where that is not known."""
    base = _plan(known, authority) if what == "of_plan" else known.before
    if base is None or not base.value or known.fact.value is None:
        return None
    kind = Kind.PERCENT_OF_PLAN if what == "of_plan" else Kind.GROWTH
    return computed(kind, (known.fact.value, base.value))


def _told(growth: Fraction | None) -> str | None:
    if growth is None:
        return None
    return f"{'tăng' if growth > 0 else 'giảm'} {percent(abs(growth))}%" if growth else "bằng cùng kỳ"


def _style(known: Known, fact: Fact, style: Style) -> Style:
    """How a value of an indicator is printed of which the one that is reported is printed in a style."""
    return style if fact is known.fact else beside(style, exact(fact))


def _amount_in(known: Known, fact: Fact, unit: str) -> str:
    """A value as a number of `unit`."""
    by = factor(known.indicator.key, known.indicator.unit, unit)
    if by is None:
        raise ValueError(f"{unit} is no unit of {known.indicator.key}")
    value = exact(fact) / Fraction(by)
    decimals = max(_DECIMALS, _DIGITS - len(str(int(abs(value)))))
    return Style(unit, Fraction(by), decimals).text(exact(fact))
