"""Contradictions as findings: the sentence, the arithmetic, the ranked suspects, the fingerprint."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction as Rational
from hashlib import sha256
from itertools import combinations

from tonghop.checking.bounds import Interval, Reading, bounds
from tonghop.checking.diagnose import conflict_in
from tonghop.checking.examine import Contradiction, Examination, members
from tonghop.checking.inference import inferences
from tonghop.checking.kinds import FROM_CATALOG, MISSING_PART, TO_CHECK, Kind, sentence, stated_figure
from tonghop.checking.misreading import in_doubt
from tonghop.checking.network import Network
from tonghop.checking.printed import printed
from tonghop.checking.propagate import propagate
from tonghop.checking.slips import EXCHANGE, is_slip, repair
from tonghop.core.figure import Figure
from tonghop.core.finding import Culprit, Finding, Report, Severity, Verdict
from tonghop.core.language import translator
from tonghop.core.relation import CATALOG, Certainty, RatioToPlan, Relation, Sum

_MOST_FIGURES = 8
_MOST_EXCHANGED = 6


def examine(figures: Mapping[str, Figure], relations: Sequence[Relation], language: str) -> Report:
    """Everything to be said about these figures and relations."""
    examination = Examination(figures, relations, language)
    outcomes = tuple(examination.outcome(relation) for relation in relations)
    violated = {outcome.relation for outcome in outcomes if outcome.verdict is Verdict.VIOLATED}
    findings = [_finding(examination, item) for item in (*examination.broken.values(), *examination.joint)]
    findings += _remarks(examination, violated)
    trusted = [relation for relation in relations if relation.id not in violated]
    return Report(
        outcomes, tuple(_numbered(findings, figures)), tuple(inferences(figures, relations, trusted, language))
    )


def _numbered(findings: Iterable[Finding], figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Findings in the order of the text, with ids and fingerprints that differ."""
    place = {name: index for index, name in enumerate(figures)}
    ordered = sorted(findings, key=lambda item: min((place[name] for name in item.figures), default=0))
    seen: dict[str, int] = {}
    for number, finding in enumerate(ordered, 1):
        quotes = [" ".join(figures[name].text.casefold().split()) for name in finding.figures]
        subjects = [figures[name].subject or "" for name in finding.figures]
        print_ = sha256("\n".join([finding.kind, *quotes, *subjects]).encode()).hexdigest()[:16]
        seen[print_] = seen.get(print_, 0) + 1
        again = f"-{seen[print_]}" if seen[print_] > 1 else ""
        yield replace(finding, id=f"c{number}", fingerprint=print_ + again)


def _finding(examination: Examination, contradiction: Contradiction) -> Finding:
    figures, relations = examination.figures, contradiction.relations
    lines = [examination.arithmetic(relation, holds=len(relations) > 1) for relation in relations]
    line = "; ".join(filter(None, lines))
    names = tuple(dict.fromkeys(name for item in relations for name in members(item.statement, figures)))
    if len(names) > _MOST_FIGURES:
        names = tuple(name for name in names if name in contradiction.conflict)
    stated = stated_figure(relations[0]) or names[0]
    language = examination.language
    message = sentence(contradiction.kind, language, stated=figures[stated].text, arithmetic=line)
    if contradiction.kind is Kind.SUM:
        message += _missing_part(relations[0], figures, language)
    if relations[0].certainty is Certainty.PRESUMED:
        to_check = FROM_CATALOG if relations[0].source == CATALOG else TO_CHECK
        message = translator(language).gettext(to_check).format(sentence=message, formula=relations[0].hint)
    culprits = tuple(_culprits(examination, contradiction))
    finding = Finding(
        id="",
        kind=contradiction.kind,
        severity=_severity(contradiction, culprits, figures),
        relations=tuple(item.id for item in relations),
        figures=names,
        message=message,
        arithmetic=line,
        culprits=culprits,
    )
    return in_doubt(finding, figures, language)


def _severity(found: Contradiction, culprits: Sequence[Culprit], figures: Mapping[str, Figure]) -> Severity:
    """An identity of the catalog is a note, unless its parts exceed the total and one slip explains it.

    A shortfall may be a class that nobody mentions, and any number is a slip away from many short ones.
    """
    relation = found.relations[0]
    if relation.source != CATALOG or found.severity is not Severity.WARNING:
        return found.severity
    assert isinstance(relation.statement, Sum)
    slipped = any(is_slip(figures[item.figure], item.weight) for item in culprits)
    return Severity.WARNING if slipped and _residual(relation.statement, figures) < 0 else Severity.NOTE


def _missing_part(relation: Relation, figures: Mapping[str, Figure], language: str) -> str:
    """A second sentence where the listed parts fall short of the total."""
    assert isinstance(relation.statement, Sum)
    residual = _residual(relation.statement, figures)
    if residual <= 0:
        return ""
    text = _amount(figures[relation.statement.total], residual)
    return " " + translator(language).gettext(MISSING_PART).format(residual=text)


def _amount(like: Figure, value: Rational) -> str:
    """`value` with the unit of `like`."""
    style = printed(like)
    return style.write(value) + ("" if style.suffix else f" {like.unit or ''}").rstrip()


def _residual(sum_: Sum, figures: Mapping[str, Figure]) -> Rational:
    return Rational(figures[sum_.total].number) - sum(
        (Rational(figures[name].number) for name in sum_.parts), Rational(0)
    )


def _culprits(examination: Examination, contradiction: Contradiction) -> list[Culprit]:
    """The figures of the conflict that some smallest diagnosis names, the likeliest slip first."""
    reading = min(contradiction.reading, Reading.ROUNDED, key=list(Reading).index)
    network = examination.surroundings(contradiction)
    own = network.only(item.id for item in contradiction.relations)
    figures, culprits = examination.figures, {}
    tied = examination.diagnoses(network, reading).tied
    for name in sorted(contradiction.conflict & figures.keys()):
        diagnosis = min(
            (item for item in tied if name in item), key=lambda item: len(item & contradiction.conflict), default=None
        )
        if diagnosis is not None:
            near = _allowed(own, reading, frozenset({name}), name)
            mend = repair(figures[name], near.meet(_allowed(network, reading, diagnosis, name)) or near)
            suggestion = None if mend.value is None else _written(figures[name], Rational(mend.value))
            culprits[name] = Culprit(name, mend.weight, suggestion)
    for name, other in _exchanges(examination, contradiction, reading):
        if name in culprits and culprits[name].weight > EXCHANGE:
            text = _written(figures[name], Rational(figures[other].number))
            culprits[name] = Culprit(name, EXCHANGE, text)
    return sorted(culprits.values(), key=lambda culprit: culprit.weight)


def _allowed(network: Network, reading: Reading, withdrawn: frozenset[str], name: str) -> Interval:
    """What `name` can be where the suspects withdrawn say nothing."""
    domain = propagate(network, reading, network.suspects - withdrawn).domains[name]
    return Interval(domain.low, domain.high)


def _written(figure: Figure, value: Rational) -> str:
    style = printed(figure)
    exact = (value / style.step).denominator == 1
    text = style.write(value, style.places if exact else None)
    return text.zfill(len(style.digits)) if style.digits.startswith("0") and not style.suffix else text


def _exchanges(examination: Examination, found: Contradiction, reading: Reading) -> Iterator[tuple[str, str]]:
    """Pairs of figures of one relation that only need to change places."""
    figures = examination.figures
    names = sorted(found.conflict & figures.keys())
    if len(found.relations) > 1 or len(names) > _MOST_EXCHANGED:
        return
    network = examination.own_network(found.relations[0])
    for first, second in combinations(names, 2):
        if figures[first].unit == figures[second].unit and figures[first].value != figures[second].value:
            swapped = {first: bounds(figures[second], reading), second: bounds(figures[first], reading)}
            if conflict_in(network.with_stated(swapped), reading) is None:
                yield first, second
                yield second, first


def _remarks(examination: Examination, violated: set[str]) -> Iterator[Finding]:
    """Notes on relations that hold: a list without a rest class, a plan exceeded only thanks to rounding."""
    figures = examination.figures
    for relation in examination.relations:
        if relation.id in violated:
            continue
        statement = relation.statement
        if isinstance(statement, Sum) and statement.at_most and len(statement.parts) > 1 and relation.source != CATALOG:
            residual = _residual(statement, figures)
            if residual > 0 and not _has_rest_class(statement, figures):
                text = _amount(figures[statement.total], residual)
                yield _note(examination, relation, Kind.RESIDUAL, residual=text)
        elif isinstance(statement, RatioToPlan) and statement.exceeds and figures[statement.percent].number <= 100:
            yield _note(examination, relation, Kind.EXCEEDS_PLAN)


def _has_rest_class(sum_: Sum, figures: Mapping[str, Figure]) -> bool:
    subjects = " ".join(figures[name].subject or "" for name in sum_.parts).casefold()
    return "khác" in subjects or "còn lại" in subjects


def _note(examination: Examination, relation: Relation, kind: Kind, **parts: str) -> Finding:
    line = examination.arithmetic(relation, holds=True)
    stated = examination.figures[stated_figure(relation) or ""].text
    message = sentence(kind, examination.language, stated=stated, arithmetic=line, **parts)
    names = tuple(dict.fromkeys(members(relation.statement, examination.figures)))
    return Finding("", kind, Severity.NOTE, (relation.id,), names, message, line)
