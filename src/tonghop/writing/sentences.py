"""Sentences in the register of official reports, from what is known of an indicator."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tonghop.catalog.companions import companions
from tonghop.catalog.indicators import Better, TimeType
from tonghop.catalog.phrases import Form, named, phrases, saying
from tonghop.core.fact import Fact, Measure
from tonghop.core.paper import Kind, Runs
from tonghop.core.period import date_in_words, period_in_words
from tonghop.core.span import Span
from tonghop.writing.chips import done_in_between, exact, number, quantity, ratio, stands
from tonghop.writing.companions import follows_comparison
from tonghop.writing.comparisons import SHORT, measured_by_plan, of_plans, with_before
from tonghop.writing.known import Known, Part
from tonghop.writing.rounding import Style, beside
from tonghop.writing.setting import Setting
from tonghop.writing.styles import styles_of
from tonghop.writing.wording import capitalised, chosen, ended, filled, joined, listed

_LITTLE = Fraction(1, 4)  # parts that leave less of the whole over are singled out: a list would look complete
_TRIFLE = Fraction(1, 500)  # parts that leave less than that over would be taken for all, added up wrongly
_YEAR = 12
_IN_TURN = 4  # one in so many opens with what was done in the last month, the others tell it in brackets
_NUMBER = "số "
_REACHED = "đạt "
_BRACKET = "("
_MOODS = {Measure.ACTUAL: "actual", Measure.ESTIMATE: "estimate", Measure.PLAN: "actual"}


def sentence(known: Known, setting: Setting, variant: int = 0, *, timed: bool = True) -> Runs:
    """What is known of one indicator as a sentence or two; nothing where its value is missing or it does not apply.

    The same `variant` always chooses the same words, another perhaps others; what is said does not depend on it. Where
    it is not `timed`, the time of the report, which goes without saying, is left out.
    """
    return ended(statement(known, setting, variant, timed=timed))


def statement(
    known: Known, setting: Setting, variant: int = 0, *, timed: bool = True, behind_day: bool = False
) -> Runs:
    """The same as `sentence`, without the full stop at its end.

    Where it stands `behind_day`, up to which the sentence before it counted, its own time must be told.
    """
    if not stands(known.fact):
        return ()
    if stands(known.to_date):
        known = replace(known, month=())
    style = style_for(known, setting)
    month_first = _opens_with_month(known, setting, style, variant)
    said = _reached(known, setting, style, variant, month_first=month_first)
    if known.month and not month_first:
        said = joined(said, _month_alone(known, style))
    if not stands(known.of):  # behind `30/45 hồ sơ`, a percentage of a plan would be taken for theirs
        said = joined(said, of_plans(known, known.fact, setting, style, variant, reached=_is_reached(said)))
    said = joined(said, with_before(known, style, variant), _with_it(known, setting, variant))
    said = joined(said, _parts(known, setting, style, variant))
    if month_first:
        return capitalised(joined(_in_month(known, setting, variant), said))
    return capitalised(joined(_lead(known, setting, variant, timed=timed, behind_day=behind_day), said))


def continued(known: Known, before: Known, setting: Setting, variant: int = 0) -> Runs:
    """What goes on in the sentence of another, of the same kind: without time and subject, and not its verb again."""
    text = saying(known.indicator).text
    verb, number, _ = saying(before.indicator).text.partition("{}")
    style = style_for(known, setting)
    if not number:
        return joined(_told(known, known.fact, setting, style, variant), _with_it(known, setting, variant))
    told = filled(text.removeprefix(verb).replace("{}", "{n}"), n=_amount(known, known.fact, style, variant))
    return joined(told, _with_it(known, setting, variant))


def _with_it(known: Known, setting: Setting, variant: int) -> Runs:
    """What is told in one breath with it."""
    words = companions().get(known.indicator.key, {})
    said: Runs = ()
    for each in known.companions:
        style = style_for(each, setting)
        template = words[each.indicator.key].replace("{}", "{n}")
        told = filled(template, n=quantity(each.fact, style))
        said = joined(
            said, "" if follows_comparison(template) else " ", told, with_before(each, style, variant % SHORT)
        )
    return said


def _is_reached(said: Runs) -> bool:
    """Whether it was said of the value that it was reached, which is not to be said again of the plan."""
    return any(isinstance(run, str) and _REACHED in run for run in said)


def style_for(known: Known, setting: Setting) -> Style:
    """How the values of one indicator are printed, in text and in tables; raises KeyError where it has none."""
    return setting.styles.get(known.cell) or styles_of((known,))[known.cell]


def _told_parts(known: Known) -> list[Part]:
    return [part for part in known.parts if stands(part.fact)]


def _lead(known: Known, setting: Setting, variant: int, *, timed: bool, behind_day: bool) -> Runs:
    """What stands before the sentence: the time, or what was done to date and that the rest is an estimate."""
    span, done, leads = known.cell.span, known.to_date, phrases("leads", known.indicator.time.value)
    if done is not None and stands(done):
        day = done.as_of or setting.until or setting.span.ends
        then = chosen(phrases("leads", "then"), variant).format(period=printed_span(span))
        return joined(capitalised(joined(_dated(day, variant), _to_date(known, done, setting, variant))), then)
    if known.fact.as_of:
        return (_dated(known.fact.as_of, variant),)
    if span != setting.span or behind_day:
        leads = phrases("leads", "span")
    elif not timed:
        return ()
    lead = chosen(leads, variant)
    if span.first > 1 and "{end}" in lead and not setting.running:  # would be read as counted from January on
        return ()
    return (lead.format(period=printed_span(span), end=_end(setting)),)


def _end(setting: Setting) -> str:
    """Until when a stock is told: now, where the report is of a time that still runs."""
    if setting.running:
        return phrases("leads", "now")[0]
    part, whole = phrases("leads", "end")
    last = setting.span.last
    return (whole if last == _YEAR else part).format(month=last, year=setting.span.year)


def _dated(day: date, variant: int) -> str:
    return chosen(phrases("leads", "dated"), variant).format(date=printed_date(day))


def _to_date(known: Known, done: Fact, setting: Setting, variant: int) -> Runs:
    style = style_for(known, setting)
    told = _told(known, done, setting, beside(style, exact(done)), variant)
    return joined(told, of_plans(known, done, setting, style, variant, reached=_is_reached(told)))


def _opens_with_month(known: Known, setting: Setting, style: Style, variant: int) -> bool:
    """Whether the month comes first: of a part of a whole and before plans in brackets always, else in turn.

    Not where the subject would be told twice for that.
    """
    if not known.month:
        return False
    bracketed = bool(known.plans) and not measured_by_plan(known.indicator)
    named = saying(known.indicator).form is Form.IS and _is_named_again(known, setting, style, variant)
    return (not variant % _IN_TURN and not named) or stands(known.of) or bracketed


def _is_named_again(known: Known, setting: Setting, style: Style, variant: int) -> bool:
    """Whether all until the end of a month needs its subject behind what was done in it."""
    named = saying(known.indicator).text.startswith(phrases("summed", "named"))
    return style.counted or named or _has_brackets(known, setting, style, variant)


def _has_brackets(known: Known, setting: Setting, style: Style, variant: int) -> bool:
    compared = joined(of_plans(known, known.fact, setting, style, variant), with_before(known, style, variant))
    return any(isinstance(run, str) and _BRACKET in run for run in compared)


def _month_alone(known: Known, style: Style) -> Runs:
    """` (riêng tháng 10: 12 giấy phép)`"""
    done = done_in_between(known.month, style)
    return joined(" ", filled(phrases("leads", "alone")[0], month=str(known.cell.span.last), done=done))


def _in_month(known: Known, setting: Setting, variant: int) -> Runs:
    """`Trong tháng 10, đã cấp 12 giấy phép xây dựng; lũy kế 10 tháng `"""
    done = done_in_between(known.month, style_for(known, setting))
    told = _worded(known, done, way(known, known.fact), "actual", setting, variant)
    end = known.cell.span
    until = phrases("leads", "until")[end.last == _YEAR].format(month=end.last, year=end.year)
    return filled(phrases("leads", "month")[0], month=str(end.last), done=told, until=until)


def _reached(known: Known, setting: Setting, style: Style, variant: int, *, month_first: bool) -> Runs:
    """The value in words; behind that of a month without its subject, where what follows needs none before it."""
    said = saying(known.indicator)
    if month_first and said.form is Form.IS and not _is_named_again(known, setting, style, variant):
        return filled(named("summed", way(known, known.fact))[0], n=quantity(known.fact, style))
    then = month_first or stands(known.to_date)
    return _told(known, known.fact, setting, style, variant, "then" if then else None)


def _told(known: Known, fact: Fact, setting: Setting, style: Style, variant: int, mood: str | None = None) -> Runs:
    """The value in words, without its comparisons."""
    ranked = saying(known.indicator).form is Form.RANK
    amount = _place(known, fact) if ranked else _amount(known, fact, style, variant)
    return _worded(known, amount, way(known, fact), mood or _MOODS[fact.cell.measure], setting, variant)


def _worded(known: Known, amount: Runs, told: str, mood: str, setting: Setting, variant: int) -> Runs:
    said, templates = saying(known.indicator), phrases("told", told, mood)
    subject = filled(said.text.replace("{}", "{n}"), n=amount)
    return filled(chosen(templates, variant), s=subject, n=amount, unit=said.subject or setting.name)


def way(known: Known, fact: Fact) -> str:
    """In which of the ways of `phrases.toml` a value is told."""
    indicator, form = known.indicator, saying(known.indicator).form
    if form is Form.DO and indicator.direction is Better.LOWER:
        return "happened"
    if form is not Form.IS:
        return form.value
    if exact(fact) < 0:
        return "negative"
    fell = known.before and stands(known.before) and exact(fact) < exact(known.before)
    if fell and indicator.direction is Better.LOWER and indicator.time is TimeType.STOCK:
        return "fell"
    reached = indicator.direction is Better.HIGHER and not stands(known.of)
    return "reach" if reached and _REACHED not in f"{saying(indicator).text} " else "is"


def _place(known: Known, fact: Fact) -> Runs:
    """`5`, `5/30 huyện`."""
    whole = known.of
    place = (number(fact, Style("")),)
    if whole is None or not stands(whole):
        return place
    return filled(phrases("done", "of")[0], a=place, b=quantity(whole, Style(saying(known.indicator).unit)))


def _amount(known: Known, fact: Fact, style: Style, variant: int) -> Runs:
    """The value with its unit; of what is told of its whole `09/25 dự án`, behind a subject also `, đạt 36%`."""
    whole = known.of
    if fact is not known.fact or whole is None or not stands(whole):
        return quantity(fact, style)
    both = filled(phrases("done", "of")[0], a=(number(fact, style),), b=quantity(whole, style))
    if not exact(whole) or saying(known.indicator).form is not Form.IS:
        return both
    share = filled(chosen(phrases("done", "share"), variant), p=(ratio(Kind.SHARE, fact, whole),))
    return joined(both, share)


def _parts(known: Known, setting: Setting, style: Style, variant: int) -> Runs:
    parts = _told_parts(known)
    if not parts:
        return ()
    if style.counted:
        style = replace(style, unit=known.indicator.unit)
    whole = exact(known.fact)
    left = whole - sum(exact(part.fact) for part in parts)
    complete = known.complete or not left
    if not complete and left < _LITTLE * whole:
        return _apart(known, parts, setting, style) if left >= _TRIFLE * whole else ()
    told = [_part(part, style, known.cell.unit) for part in parts]
    ways = phrases("parts", "all" if complete else "some")
    return filled(chosen(ways, variant), parts=listed(told, phrases("parts", "between")[0]))


def _part(part: Part, style: Style, unit: str) -> Runs:
    """`thu nội địa 3 tỷ đồng`; where its name begins with what is counted `09 hộ nghèo`, but not of units below."""
    amount, counted = quantity(part.fact, style), part.name.removeprefix(_NUMBER)
    if style.counted and part.fact.cell.unit == unit and counted.startswith(f"{style.unit} "):
        return joined(amount, counted.removeprefix(style.unit))
    return filled(phrases("parts", "one")[0], name=part.name, n=amount)


def _apart(known: Known, parts: list[Part], setting: Setting, style: Style) -> Runs:
    template = phrases("apart", _MOODS[known.cell.measure])[0]
    told = listed([filled(template, name=part.name, n=quantity(part.fact, style)) for part in parts], "; ")
    span = known.cell.span
    if span == setting.span:
        return filled(phrases("apart", "here")[0], parts=told)
    return filled(phrases("apart", "then")[0], parts=told, period=printed_span(span))


def printed_span(span: Span) -> str:
    """A span of months in words (`6 tháng đầu năm 2024`)."""
    return period_in_words(span.code, str)


def printed_date(day: date) -> str:
    """A day as documents print it (`15/5/2024`)."""
    return date_in_words(day.isoformat())
