"""What stands around a report: letterhead, titles, signature, recipients, in the words of its unit and period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tonghop.catalog.heads import Head, head_of
from tonghop.catalog.outlines import Ahead, Outline, outlines
from tonghop.core.paper import Letterhead, Signature
from tonghop.core.period import date_in_words, period_in_words
from tonghop.core.span import Span
from tonghop.drafting.refusals import Ended, NotYetBorn, UnknownSigner
from tonghop.ledger import units
from tonghop.ledger.models import Account, Role, Unit, UnitKind
from tonghop.writing import Setting

_COMMITTEE = "Ủy ban nhân dân"
_KINDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")
_AUTHORITIES = {"TP": "Thành phố", "TW": "Trung ương"}
_REPORTED = "tháng {month} và {period}"
_CHAIR = Head("Chủ tịch", "Phó Chủ tịch", "Chủ tịch")
_GOVERNED = (UnitKind.NATION, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a report, and its period: `name` as at the end of it, `superior` the name of the unit above."""

    unit: Unit
    name: str
    superior: str
    span: Span
    ahead: Span

    @property
    def governs(self) -> bool:
        """Whether it is an administrative unit, whose committee issues."""
        return self.unit.kind in _GOVERNED

    @property
    def body(self) -> str:
        """Who issues, within a sentence."""
        return f"{_COMMITTEE} {within(self.name)}" if self.governs else self.name

    @property
    def head(self) -> Head:
        """Who heads it."""
        return replace(_CHAIR, whole=f"{_CHAIR.title} {self.body}") if self.governs else head_of(self.name)

    def words(self, *, monthly: bool = False) -> Mapping[str, str]:
        """What the words in braces of the outlines mean; where it is told `monthly`, the last month is named too."""
        period, ahead = period_in_words(self.span.code, str), period_in_words(self.ahead.code, str)
        return {
            "period": period,
            "PERIOD": period.upper(),
            "reported": _REPORTED.format(month=self.span.last, period=period) if monthly else period,
            "ahead": ahead,
            "AHEAD": ahead.upper(),
            "year": str(self.span.year),
            "YEAR": str(self.span.year),
            "unit": within(self.name),
            "superior": within(self.superior),
            "body": self.body,
            "head": self.head.whole,
            "CHIEF": self.head.title.upper(),
            "DEPUTY": self.head.deputy.upper(),
            "BODY": _COMMITTEE.upper() if self.governs else self.name.upper(),
        }

    def setting(self) -> Setting:
        """What its sentences share."""
        return Setting(self.span, self.unit.code, within(self.name), _AUTHORITIES)

    def letterhead(self, symbol: str) -> Letterhead:
        """The head of its documents, `symbol` empty for letters; a committee names no superior (Nghị định 30, Phụ lục
        I), a department the committee it belongs to."""
        own = "UBND" if self.governs else self.unit.code.rpartition("-")[2]
        whole = f"{symbol}-{own}" if symbol else own
        if self.governs:
            return Letterhead("", f"{_COMMITTEE} {self.name}".upper(), whole, _place(self.name), named=self.body)
        above = f"UBND {self.superior}" if self.superior.startswith(_KINDS) else self.superior
        place = _place(self.superior or self.name)
        return Letterhead(above.upper(), self.name.upper(), whole, place, named=self.body)

    def signature(self, form: str, signer: str | None, *, chair: bool = False) -> Signature:
        """The signature block, of a committee that of its `chair` where he signs in his own name; who signs for
        himself with the name of the only one who leads the unit, where no other is given. Raises UnknownSigner."""
        kind = "chair" if chair else "committee"
        forms = outlines().signers[kind if self.governs else "department"]
        if form not in forms:
            raise UnknownSigner(form, forms)
        words = self.words()
        name = signer if signer is not None else self._leader() if form == "TM" else ""
        return Signature(tuple(line.format_map(words) for line in forms[form]), name)

    def _leader(self) -> str:
        role = Role.LEADER if self.governs else Role.HEAD
        held = Account.objects.filter(grants__role=role, grants__unit=self.unit, is_active=True)
        names = list(held.values_list("full_name", flat=True).distinct())
        return names[0] if len(names) == 1 else ""

    def recipients(self, outline: Outline) -> tuple[str, ...]:
        """To whom it goes by default: only a unit that governs has a party committee, a council and the like."""
        words = self.words()
        absent = [*(() if self.superior else ("{superior}",)), *(() if self.governs else ("{unit}",))]
        lines = (line for line in outline.recipients if not any(word in line for word in absent))
        return tuple(line.format_map(words) for line in lines)


def issuer(code: str, span: Span, ahead: Ahead, known_on: datetime | None = None) -> Issuer:
    """Who reports, by the code of the unit, from January to the end of a span.

    Raises UnknownUnit; Ended or NotYetBorn where there was no such unit when the span ended.
    """
    unit = units.find(code)
    whole = Span(span.year, 1, span.last)
    refuse_absent(unit, whole)
    above = units.parent_of(code, whole.ends)
    names = units.names_of([code, *([above] if above else [])], whole.ends, known_on)
    name = names.get(code) or units.name_of(code, whole.ends)
    return Issuer(unit, name, names.get(above or "", ""), whole, _after(whole, ahead))


def issuer_on(unit: Unit, day: date) -> Issuer:
    """Who issues what belongs to no period, on a day: one that was no more as it last was, or not yet as it began."""
    day = _within_life(unit, day)
    above = units.parent_of(unit.code, day)
    span = Span(day.year, 1, day.month)
    names = units.names_of([unit.code, *([above] if above else [])], day)
    return Issuer(unit, names.get(unit.code, unit.code), names.get(above or "", ""), span, span)


def committee_on(unit: Unit, day: date) -> Issuer:
    """The committee that decides for a unit on a day: its own, or the nearest above; the unit where there is none."""
    own = issuer_on(unit, day)
    if own.governs:
        return own
    above = units.above(unit.code, _within_life(unit, day))
    governing = Unit.objects.filter(kind__in=_GOVERNED).in_bulk(above, field_name="code")
    nearest = next((governing[code] for code in above if code in governing), unit)
    return issuer_on(nearest, day)


def _within_life(unit: Unit, day: date) -> date:
    day = min(day, unit.closed - timedelta(days=1)) if unit.closed else day
    return max(day, unit.born) if unit.born else day


def refuse_absent(unit: Unit, span: Span) -> None:
    """Raise Ended or NotYetBorn, naming the units to ask instead, where there was no such unit on the last day."""
    name = units.name_of(unit.code, span.ends)
    if unit.closed and unit.closed <= span.ends:
        after = {step.successor for step in units.descent(unit.code) if step.predecessor == unit.code}
        raise Ended(name, date_in_words(unit.closed.isoformat()), _called(after, unit.closed))
    if unit.born and unit.born > span.ends:
        steps = units.lineage(unit.code, span.ends).steps
        before = {step.predecessor for step in steps if step.successor == unit.code}
        raise NotYetBorn(name, date_in_words(unit.born.isoformat()), _called(before, span.ends))


def _called(codes: set[str], on: date) -> list[str]:
    names = units.names_of(codes, on)
    return [f"{names.get(code, code)} ({code})" for code in sorted(codes)]


def _after(span: Span, ahead: Ahead) -> Span:
    """The span whose tasks are told after a span from January."""
    year, next_ = (span.year + 1, 1) if span.last == 12 else (span.year, span.last + 1)
    match ahead:
        case Ahead.MONTH:
            return Span(year, next_, next_)
        case Ahead.QUARTER:
            return Span(year, next_, min(next_ + 2, 12))
        case Ahead.REST:
            return Span(year, next_, 12)


def within(name: str) -> str:
    """A name of a unit within a sentence: `phường Tây Lam`."""
    return name[:1].lower() + name[1:] if name.startswith(_KINDS) else name


def _place(name: str) -> str:
    """Where documents are dated: the name of a place without what it is."""
    return next((name.removeprefix(kind).strip() for kind in _KINDS if name.startswith(f"{kind} ")), name)
