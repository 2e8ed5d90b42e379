"""Sentences in the register of official reports, from what is known of an indicator."""

from collections.abc import Sequence
from datetime import date

from tonghop.catalog.indicators import Better, TimeType
from tonghop.catalog.phrases import Form, Saying, phrases, saying
from tonghop.core.fact import Fact, Measure, Standing
from tonghop.core.paper import Kind, Note, Paragraph, Runs
from tonghop.core.period import date_in_words, period_in_words
from tonghop.core.span import Span
from tonghop.writing.chips import exact, number, quantity, ratio
from tonghop.writing.comparisons import of_plans, with_before
from tonghop.writing.known import Known, Part
from tonghop.writing.rounding import Style, common, style_of
from tonghop.writing.setting import Setting
from tonghop.writing.wording import capitalised, chosen, filled, joined, listed


def sentence(known: Known, setting: Setting, variant: int = 0) -> Runs:
    """What is known of one indicator as a sentence; nothing where its value is missing or it does not apply.

    The same `variant` always chooses the same words, another perhaps others; what is said does not depend on it.
    """
    if known.fact.standing is not Standing.VALUE:
        return ()
    style = style_for(known)
    if known.to_date and known.to_date.standing is Standing.VALUE:
        said = _to_date_and_whole(known, known.to_date, setting, style, variant)
    else:
        said = joined(_lead(known, setting, variant), _whole(known, setting, style, variant))
    return joined(capitalised(said), "" if said and isinstance(said[-1], Note) else ".")


def paragraph(knowns: Sequence[Known], setting: Setting, variant: int = 0, *, listed: bool = False) -> Paragraph:
    """A paragraph of sentences, the first worded by `variant`; empty where nothing is known."""
    said: Runs = ()
    for place, known in enumerate(knowns, variant):
        runs = sentence(known, setting, place)
        said = joined(said, " " if said and runs else "", runs)
    return Paragraph(said, listed=listed)


def style_for(known: Known) -> Style:
    """How the values of one indicator are printed, in text and in tables."""
    value, parts = exact(known.fact), [exact(part.fact) for part in told_parts(known)]
    return (
        common(known.indicator.unit, value, parts, known.complete) if parts else style_of(known.indicator.unit, value)
    )


def told_parts(known: Known) -> list[Part]:
    """The parts that have a value."""
    return [part for part in known.parts if part.fact.standing is Standing.VALUE]


def _to_date_and_whole(known: Known, done: Fact, setting: Setting, style: Style, variant: int) -> Runs:
    day = done.as_of or setting.until or setting.span.ends
    own = style_of(known.indicator.unit, exact(done))
    return joined(
        chosen(phrases("leads", "dated"), variant).format(date=printed_date(day)),
        _told(known, done, setting, own, variant),
        of_plans(known, done, setting, variant),
        chosen(phrases("leads", "then"), variant).format(period=printed_span(known.cell.span)),
        _again(known, setting, style, variant),
    )


def _again(known: Known, setting: Setting, style: Style, variant: int) -> Runs:
    said = saying(known.indicator)
    amount = _amount(known, known.fact, style, variant)
    told = ("đạt ", amount) if said.form is Form.IS else ("", filled(said.text.replace("{}", "{n}"), n=amount))
    return joined(told[0], told[1], _held_against(known, setting, style, variant))


def _whole(known: Known, setting: Setting, style: Style, variant: int) -> Runs:
    return joined(_told(known, known.fact, setting, style, variant), _held_against(known, setting, style, variant))


def _held_against(known: Known, setting: Setting, style: Style, variant: int) -> Runs:
    return joined(
        of_plans(known, known.fact, setting, variant), with_before(known, style, variant), _parts(known, style, variant)
    )


def _told(known: Known, fact: Fact, setting: Setting, style: Style, variant: int) -> Runs:
    said = saying(known.indicator)
    amount = _amount(known, fact, style, variant)
    mood = "estimate" if fact.cell.measure is Measure.ESTIMATE else "actual"
    template = chosen(phrases("told", _way(known, fact, said), mood), variant)
    if said.form is Form.IS:
        return filled(template, s=said.text, n=amount, unit=setting.name)
    return filled(template, s=filled(said.text.replace("{}", "{n}"), n=amount), unit=setting.name)


def _way(known: Known, fact: Fact, said: Saying) -> str:
    indicator = known.indicator
    if said.form is Form.DO and indicator.direction is Better.LOWER:
        return "happened"
    if said.form is not Form.IS:
        return said.form.value
    fell = known.before and known.before.value is not None and exact(fact) < exact(known.before)
    if fell and indicator.direction is Better.LOWER and indicator.time is TimeType.STOCK:
        return "fell"
    return "reach" if indicator.direction is Better.HIGHER else "is"


def _amount(known: Known, fact: Fact, style: Style, variant: int) -> Runs:
    """The value with its unit; of a part that is told of its whole `09/25 dự án, đạt 36%`."""
    whole = known.of
    if fact is not known.fact or whole is None or whole.value is None:
        return quantity(fact, style)
    both = filled(phrases("done", "of")[0], a=(number(fact, style),), b=quantity(whole, style))
    if not exact(whole):
        return both
    share = filled(chosen(phrases("done", "share"), variant), p=(ratio(Kind.SHARE, fact, whole),))
    return joined(both, share) if saying(known.indicator).form is Form.IS else both


def _parts(known: Known, style: Style, variant: int) -> Runs:
    parts = told_parts(known)
    if not parts:
        return ()
    template = phrases("parts", "one")[0]
    told = listed([filled(template, name=part.name, n=quantity(part.fact, style)) for part in parts], "; ")
    ways = phrases("parts", "all" if known.complete else "some")
    return filled(chosen(ways, variant), parts=told)


def _lead(known: Known, setting: Setting, variant: int) -> str:
    span = known.cell.span
    if known.fact.as_of:
        return chosen(phrases("leads", "dated"), variant).format(date=printed_date(known.fact.as_of))
    if span != setting.span:
        return phrases("leads", "flow")[-1].format(period=printed_span(span))
    ways = phrases("leads", known.indicator.time.value)
    return chosen(ways, variant).format(period=printed_span(span), year=span.year)


def printed_span(span: Span) -> str:
    """A span of months in words (`6 tháng đầu năm 2024`)."""
    return period_in_words(span.code, str)


def printed_date(day: date) -> str:
    """A day as documents print it (`15/5/2024`)."""
    return date_in_words(day.isoformat())
