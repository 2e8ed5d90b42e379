"""Random reports whose figures are true and properly rounded, and slips of the finger in them."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction as Exact
from math import floor
from random import Random

from tonghop.core.document import Document, Source
from tonghop.core.figure import Direction, Figure, Role
from tonghop.core.relation import (
    Change,
    Difference,
    Enumeration,
    Fraction,
    Product,
    Quotient,
    RatioToPlan,
    Relation,
    SamePlan,
    SameQuantity,
    Share,
    Statement,
    Sum,
    Via,
)

TỶ, TRIỆU, ĐỒNG = 10**9, 10**6, 1
_WORDS = {TỶ: " tỷ đồng", TRIỆU: " triệu đồng", ĐỒNG: " đồng"}


def vietnamese(units: int, places: int) -> str:
    """`units` of the last printed digit in Vietnamese notation: (12345, 1) is 1.234,5."""
    whole, rest = divmod(abs(units), 10**places)
    return f"{whole:,}".replace(",", ".") + (f",{rest:0{places}d}" if places else "")


def decimal(value: Exact) -> Decimal:
    """An exact decimal."""
    return Decimal(value.numerator) / Decimal(value.denominator)


@dataclass(frozen=True)
class Style:
    """How a number is printed."""

    suffix: str
    unit: str
    role: Role
    divisor: int = 1
    places: int = 0
    exact: bool = False

    def figure(self, name: str, units: int, **more: object) -> Figure:
        """The figure that prints `units` of its last digit."""
        step = Exact(self.divisor, 10**self.places)
        value, half = units * step, Exact(0) if self.exact else step / 2
        text = vietnamese(units, self.places) + self.suffix
        low, high = decimal(value - half), decimal(value + half)
        return Figure(name, 0, 0, text, decimal(value), low, high, self.unit, self.role, **more)  # type: ignore[arg-type]

    def units(self, true: Exact) -> int:
        """`true` rounded to the last printed digit."""
        return floor(true / Exact(self.divisor, 10**self.places) + Exact(1, 2))


def money(word: int, places: int) -> Style:
    """Money in tỷ, triệu or đồng."""
    return Style(_WORDS[word], "VND", Role.AMOUNT, word, places, exact=word == ĐỒNG)


COUNT = Style(" hồ sơ", "hồ sơ", Role.COUNT, exact=True)


def percent(role: Role, places: int) -> Style:
    """A percentage."""
    return Style("%", "%", role, 1, places)


@dataclass
class World:
    """A report being written: every number is true, every print properly rounded."""

    random: Random
    figures: list[Figure] = field(default_factory=list)
    styles: dict[str, Style] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)

    def state(self, true: Exact, style: Style, **more: object) -> str:
        """Print a number; its figure's id."""
        name = f"f{len(self.figures) + 1}"
        self.styles[name] = style
        self.figures.append(style.figure(name, style.units(true), **more))
        return name

    def relate(self, statement: Statement, *checked: str | None) -> None:
        """Assert a relation; `checked` are the figures that it pins down."""
        self.relations.append(Relation(f"r{len(self.relations) + 1}", statement))
        self.checked.update(name for name in checked if name)

    def document(self) -> Document:
        """The report."""
        return document_of(self.figures, tuple(self.relations))

    def block(self) -> None:
        """A total with its parts, one of them perhaps split again; percentages of some of them."""
        style, truths = self._amounts()
        names = [self.state(true, style) for true in truths]
        total, whole = sum(truths, Exact(0)), self.state(sum(truths, Exact(0)), style)
        self.relate(Sum(whole, tuple(names)), whole, *names)
        if self.random.random() < 0.4:
            self._split(names[0], truths[0], style)
        self._share(names[-1], truths[-1], whole, total)
        for name, true in self.random.sample([*zip(names, truths, strict=True), (whole, total)], 2):
            self.random.choice((self._plan, self._growth, self._repeat, self._change))(name, true, style)

    def _amounts(self) -> tuple[Style, list[Exact]]:
        size = self.random.randint(2, 5)
        if self.random.random() < 0.55:
            return COUNT, [Exact(self.random.randint(3, 4000)) for _ in range(size)]
        style = self.random.choice((money(TỶ, 3), money(TRIỆU, 1), money(ĐỒNG, 0)))
        return style, [Exact(self.random.randint(10**8, 10 ** self.random.randint(9, 12))) for _ in range(size)]

    def _split(self, name: str, true: Exact, style: Style) -> None:
        first = Exact(floor(true * self.random.randint(1, 9) / 10))
        names = [self.state(part, style) for part in (first, true - first)]
        self.relate(Sum(name, tuple(names)), *names)

    def _share(self, part: str, part_true: Exact, whole: str, whole_true: Exact) -> None:
        style = percent(Role.SHARE, self.random.choice((1, 2)))
        share = self.state(part_true / whole_true * 100, style, of=part)
        self.relate(Share(part, whole, share), share)

    def _plan(self, name: str, true: Exact, style: Style) -> None:
        plan = Exact(floor(true * self.random.randint(70, 250) / 100) + 1)
        ratio = self.state(true / plan * 100, percent(Role.PERCENT_OF_PLAN, self.random.choice((1, 2))), of=name)
        if self.random.random() < 0.6:
            stated = self.state(plan, replace(style, role=Role.PLAN_VALUE))
            self.relate(RatioToPlan(name, ratio, stated), ratio)
            return
        self.relate(RatioToPlan(name, ratio))
        later = Exact(floor(true * self.random.randint(101, 180) / 100))
        actual = self.state(later, style)
        other = self.state(later / plan * 100, percent(Role.PERCENT_OF_PLAN, 1), of=actual)
        self.relate(RatioToPlan(actual, other))
        self.relate(SamePlan((Quotient(name, ratio, Via.RATIO), Quotient(actual, other, Via.RATIO))))
        self.relate(Difference(actual, name))

    def _growth(self, name: str, true: Exact, style: Style) -> None:
        base = Exact(floor(true * self.random.randint(40, 180) / 100) + 1)
        rises = true >= base
        role = Role.GROWTH if rises else Role.DECLINE
        rate = self.state(abs(true - base) / base * 100, percent(role, self.random.choice((1, 2))), of=name)
        direction = Direction.UP if rises else Direction.DOWN
        stated = self.state(base, style) if self.random.random() < 0.5 else None
        self.relate(Change(name, stated, None, rate, direction), rate if stated else None)

    def _change(self, name: str, true: Exact, style: Style) -> None:
        base = Exact(floor(true * self.random.randint(40, 95) / 100) + 1)
        delta = self.state(true - base, replace(style, role=Role.DELTA))
        rate = self.state((true - base) / base * 100, percent(Role.GROWTH, 1), of=name)
        self.relate(Change(name, None, delta, rate, Direction.UP), rate)

    def _repeat(self, name: str, true: Exact, style: Style) -> None:
        coarser = replace(style, places=style.places - 1) if style.places else style
        again = self.state(true, coarser)
        self.relate(SameQuantity((name, again)), again)

    def gifts(self) -> None:
        """So many gifts of so much each."""
        number, each = self.random.randint(12, 900), self.random.randint(2, 20) * 50_000
        factors = (self.state(Exact(number), COUNT), self.state(Exact(each), money(ĐỒNG, 0)))
        worth = self.state(Exact(number * each), money(ĐỒNG, 0))
        self.relate(Product(factors, worth), worth, *factors)

    def fraction(self) -> None:
        """So many of so many, with the percentage."""
        whole = self.random.randint(20, 900)
        part = self.random.randint(whole // 2, whole)
        role = replace(COUNT, role=Role.FRACTION)
        names = [self.state(Exact(part), role), self.state(Exact(whole), role)]
        share = self.state(Exact(part, whole) * 100, percent(Role.SHARE, 2))
        self.relate(Fraction(names[0], names[1], share), share, *names)

    def listing(self) -> None:
        """A count of what is listed."""
        items = tuple(f"mục {index}" for index in range(self.random.randint(2, 6)))
        count = self.state(Exact(len(items)), COUNT)
        self.relate(Enumeration(count, items), count)


def document_of(figures: list[Figure], relations: tuple[Relation, ...]) -> Document:
    """A document whose text is the figures, a line each."""
    placed, start = [], 0
    for figure in figures:
        placed.append(figure._replace(start=start, end=start + len(figure.text)))
        start += len(figure.text) + 1
    text = "\n".join(figure.text for figure in figures)
    source = Source("báo cáo.txt", "0" * 64, "text/plain", text)
    return Document(source, figures=tuple(placed), relations=relations)


def world(seed: int, blocks: int = 2) -> World:
    """A random true report."""
    result = World(Random(seed))
    for _ in range(blocks):
        result.block()
    for piece in result.random.sample((result.gifts, result.fraction, result.listing), 2):
        piece()
    return result


def with_slip(true: World, random: Random) -> tuple[Document, str]:
    """The report with one digit of one checked figure changed, and that figure."""
    name = random.choice(sorted(true.checked))
    index = next(index for index, figure in enumerate(true.figures) if figure.id == name)
    figure, style = true.figures[index], true.styles[name]
    digits = [char for char in figure.text.removesuffix(style.suffix) if char.isdigit()]
    place = random.randrange(len(digits))
    digits[place] = random.choice([char for char in "0123456789" if char != digits[place]])
    wrong = style.figure(name, int("".join(digits)), of=figure.of)
    figures = [*true.figures[:index], wrong, *true.figures[index + 1 :]]
    return document_of(figures, tuple(true.relations)), name
