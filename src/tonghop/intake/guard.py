"""The checker at the door: figures of a form are checked with their parts, children and history before a step.

A form says of itself what each figure is, so what the catalog knows of its indicators is certain here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from hashlib import sha256

from tonghop.catalog import Aggregation, TimeType, identities
from tonghop.checking.report import examine
from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.figure import Basis, Figure, Role
from tonghop.core.finding import Finding, Severity
from tonghop.core.language import translator
from tonghop.core.period import period_in_words
from tonghop.core.relation import Change, Difference, RatioToPlan, Relation, Statement, Sum
from tonghop.core.span import Span
from tonghop.intake.claims import Claim, bases, decimal, plans
from tonghop.intake.unlikely import Doubts, shown
from tonghop.ledger import ask, rounds, units
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import Account, Duty, FactVersion, Indicator
from tonghop.ledger.models import Measure as MeasureColumn
from tonghop.ledger.rounds import Objection

_ROLES = {"VND": Role.AMOUNT, "USD": Role.AMOUNT, "m2": Role.AREA, "m": Role.LENGTH, "%": Role.RATE}


def submit(account: Account, number: int, reason: str = "", language: str = "vi") -> Duty:
    """Submit what a unit owes; see `rounds.submit`."""
    return rounds.submit(account, number, partial(objections, language=language), reason)


def accept(account: Account, number: int, reason: str = "", language: str = "vi") -> Duty:
    """Accept what a unit submitted; see `rounds.accept`."""
    return rounds.accept(account, number, partial(objections, language=language), reason)


def objections(duty: Duty, language: str = "vi") -> tuple[Objection, ...]:
    """The errors among the findings about a duty's figures."""
    errors = (item for item in findings(duty, language) if item.severity is Severity.ERROR)
    return tuple(Objection(item.fingerprint, item.message) for item in errors)


def findings(duty: Duty, language: str = "vi") -> tuple[Finding, ...]:
    """What the figures proposed for a duty contradict: one another, the units below, earlier months, last year."""
    return contradictions([fact_of(row) for row in rounds.proposals(duty).values()], language)


def contradictions(facts: Sequence[Fact], language: str = "vi", claims: Sequence[Claim] = ()) -> tuple[Finding, ...]:
    """What facts contradict: one another, the units below, earlier months, last year; figure `fn` is the n-th fact.

    `claims` are percentages stated of them, to be true of the plans and of last year's values in the ledger. What is
    merely noted, as that parts leave a rest of their whole, is no contradiction.
    """
    given = {fact.cell: fact for fact in facts if fact.standing is Standing.VALUE}
    board = _Board(_indicators(given), language, _before(given))
    for fact in given.values():
        board.state(fact)
    for rule in (_identities, _breakdowns, _children, _earlier):
        for statement, hint in rule(given, board):
            board.relate(statement, hint)
    for statement, hint in _claims(claims, given, board):
        board.relate(statement, hint)
    report = examine(board.figures, board.relations, language)
    hints = {relation.id: relation.hint for relation in board.relations}
    return (
        *(
            replace(item, message=f"{hints[item.relations[0]]}: {item.message}")
            for item in report.findings
            if item.severity is not Severity.NOTE
        ),
        *_doubts(given, board),
    )


@dataclass
class _Board:
    """The figures and relations of one examination; `earlier` is what the last period of the year had in each cell."""

    indicators: Mapping[str, Indicator]
    language: str
    earlier: Mapping[Cell, Fact]
    figures: dict[str, Figure] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    names: dict[Cell, str] = field(default_factory=dict)

    def state(self, fact: Fact) -> str:
        """The id of the figure of a fact that has a value."""
        if fact.cell not in self.names and fact.value is not None:
            name = f"f{len(self.figures) + 1}"
            self.names[fact.cell] = name
            self.figures[name] = self._figure(name, fact, fact.value)
        return self.names[fact.cell]

    def relate(self, statement: Statement, hint: str) -> None:
        """Add a relation."""
        source = "time" if isinstance(statement, Difference) else "table"
        self.relations.append(Relation(f"r{len(self.relations) + 1}", statement, source, hint=hint))

    def quote(self, figure: Figure) -> str:
        """The id under which a figure of a document takes part."""
        name = f"f{len(self.figures) + 1}"
        self.figures[name] = figure._replace(id=name, of=None, pair=None, footnote_of=None)
        return name

    def holds(self, statement: Statement) -> bool:
        """Whether a statement can be true."""
        return not examine(self.figures, [Relation("r", statement)], self.language).findings

    def name(self, key: str) -> str:
        """The name of an indicator."""
        return self.indicators[key].name

    def _figure(self, name: str, fact: Fact, value: Decimal) -> Figure:
        cell, unit = fact.cell, self.indicators[fact.cell.indicator].unit
        return Figure(
            id=name,
            start=0,
            end=0,
            text=shown(value, unit),
            value=value,
            low=value if fact.low is None else fact.low,
            high=value if fact.high is None else fact.high,
            unit=unit,
            role=_ROLES.get(unit, Role.COUNT if value == value.to_integral_value() else Role.RATE),
            basis=Basis(cell.measure),
            subject=" ".join((self.name(cell.indicator), cell.breakdown, cell.unit, cell.span.code)),
            indicator=cell.indicator,
            period=cell.span.code,
            as_of=fact.as_of.isoformat() if fact.as_of else None,
            place=cell.unit,
        )


_Given = Mapping[Cell, Fact]
_Rules = Iterator[tuple[Statement, str]]


def _indicators(given: _Given) -> dict[str, Indicator]:
    keys = {cell.indicator for cell in given}
    related = {key for identity in identities() if keys & set(identity.keys) for key in identity.keys}
    return {row.key: row for row in Indicator.objects.filter(key__in=keys | related)}


def _known(board: _Board, wanted: Sequence[Cell], given: _Given) -> dict[Cell, str]:
    """The figures of cells: those given, else those that the ledger has settled."""
    found = {cell: board.state(given[cell]) for cell in wanted if cell in given}
    for cell, value in ask.values([cell for cell in wanted if cell not in given]).items():
        if (exact := decimal(value.value)) is not None:
            found[cell] = board.state(Fact(cell, exact))
    return found


def _identities(given: _Given, board: _Board) -> _Rules:
    """Indicators that the catalog knows to add up to one another."""
    scopes: dict[tuple[str, Span, Measure], set[str]] = {}
    for cell in given:
        if not cell.breakdown:
            scopes.setdefault((cell.unit, cell.span, cell.measure), set()).add(cell.indicator)
    for (unit, span, measure), own in scopes.items():
        tied = [item for item in identities() if own & set(item.keys) and board.indicators.keys() >= set(item.keys)]
        cells = {key: Cell(key, unit, span, measure) for item in tied for key in item.keys}
        known = _known(board, list(cells.values()), given)
        for item in tied:
            parts = tuple(known[cells[key]] for key in item.parts if cells[key] in known)
            enough = len(parts) == len(item.parts) if item.complete else bool(parts)
            if enough and cells[item.total] in known:
                sign = "=" if item.complete else "≥"
                hint = f"{board.name(item.total)} {sign} {' + '.join(map(board.name, item.parts))}"
                yield Sum(known[cells[item.total]], parts, at_most=not item.complete), hint


def _breakdowns(given: _Given, board: _Board) -> _Rules:
    """Members of one dimension are no more than the whole."""
    say = translator(board.language).gettext
    groups: dict[tuple[Cell, str], list[str]] = {}
    for cell, fact in given.items():
        if cell.breakdown and ";" not in cell.breakdown:
            groups.setdefault((replace(cell, breakdown=""), cell.breakdown.partition("=")[0]), []).append(
                board.state(fact)
            )
    known = _known(board, list(dict.fromkeys(whole for whole, _ in groups)), given)
    for (whole, dimension), parts in groups.items():
        if whole in known and _adds_up(whole, board):
            hint = say("{name} phân tổ theo {dimension}").format(name=board.name(whole.indicator), dimension=dimension)
            yield Sum(known[whole], tuple(parts), at_most=True), hint


def _children(given: _Given, board: _Board) -> _Rules:
    """The units below add up to the unit, exactly where all of them have a value."""
    say = translator(board.language).gettext
    adding = [cell for cell in given if _adds_up(cell, board)]
    below = {(unit, on): units.children(unit, on) for unit, on in {(cell.unit, cell.span.ends) for cell in adding}}
    wanted = {cell: [replace(cell, unit=child) for child in below[cell.unit, cell.span.ends]] for cell in adding}
    known = _known(board, [child for each in wanted.values() for child in each], given)
    for cell, each in wanted.items():
        parts = tuple(known[child] for child in each if child in known)
        if parts:
            hint = say("{name} cộng từ các đơn vị trực thuộc").format(name=board.name(cell.indicator))
            yield Sum(board.state(given[cell]), parts, at_most=len(parts) < len(each)), hint


def _adds_up(cell: Cell, board: _Board) -> bool:
    return board.indicators[cell.indicator].over_units == Aggregation.SUM


def _earlier(given: _Given, board: _Board) -> _Rules:
    """What is counted from January on does not fall from one month to the next."""
    say = translator(board.language).gettext
    for cell, last in board.earlier.items():
        if board.indicators[cell.indicator].time == TimeType.FLOW:
            period = period_in_words(last.cell.span.code, say)
            hint = say("{name} lũy kế, so với {period}").format(name=board.name(cell.indicator), period=period)
            yield Difference(board.state(given[cell]), board.state(last)), hint


def _before(given: _Given) -> dict[Cell, Fact]:
    """The settled actual value of the last period from January before that of each cell, in its year."""
    wanted = [cell for cell in given if cell.measure is not Measure.PLAN and cell.span.first == 1]
    rows = FactVersion.objects.filter(
        known_to=None,
        settled=True,
        measure=MeasureColumn.ACTUAL,
        first=1,
        indicator__key__in={cell.indicator for cell in wanted},
        unit__code__in={cell.unit for cell in wanted},
        year__in={cell.span.year for cell in wanted},
        value__isnull=False,
    )
    known: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for row in rows.select_related("indicator", "unit").order_by("last"):
        fact = fact_of(row)
        known[_figure(fact.cell)].append(fact)
    earlier = {cell: [fact for fact in known[_figure(cell)] if fact.cell.span.last < cell.span.last] for cell in wanted}
    return {cell: facts[-1] for cell, facts in earlier.items() if facts}


def _figure(cell: Cell) -> tuple[object, ...]:
    """What cells of one figure have in common over the months of a year."""
    return cell.indicator, cell.unit, cell.breakdown, cell.span.year


def _claims(claims: Sequence[Claim], given: _Given, board: _Board) -> _Rules:
    """Percentages of a plan that fit no plan they may mean, and changes that do not fit last year's value."""
    say = translator(board.language).gettext
    known, before = plans(claims), bases(claims)
    for claim in claims:
        if claim.cell not in given:
            continue
        actual, percent = board.state(given[claim.cell]), board.quote(claim.percent)
        name = board.name(claim.cell.indicator)
        said: list[Statement] = []
        if claim.of_plan:
            said += (RatioToPlan(actual, percent, board.state(plan)) for plan in known[claim])
            hint = say("{name} so với kế hoạch trong sổ số liệu").format(name=name)
        elif (base := decimal(before[claim.cell].value)) is not None:
            cell = replace(claim.cell, span=claim.cell.span.years_before(), measure=Measure.ACTUAL)
            direction, index = claim.percent.direction, claim.percent.role is Role.INDEX
            said.append(Change(actual, board.state(Fact(cell, base)), None, percent, direction, index))
            hint = say("{name} so với cùng kỳ trong sổ số liệu").format(name=name)
        if said and not any(map(board.holds, said)):
            yield said[0], hint


def _doubts(given: _Given, board: _Board) -> Iterator[Finding]:
    """Warnings about figures that are hardly so."""
    for doubt in Doubts(given, board.earlier, board.indicators, board.language).all():
        figure = board.figures[board.names[doubt.cell]]
        print_ = sha256(f"{doubt.kind}\n{figure.text}\n{figure.subject}".encode()).hexdigest()[:16]
        yield Finding(
            "", doubt.kind, Severity.WARNING, (), (figure.id,), doubt.message, doubt.arithmetic, fingerprint=print_
        )
