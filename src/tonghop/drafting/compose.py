"""A whole report from the ledger: an outline filled with sentences, tables, charts and what units wrote."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from tonghop.catalog.outlines import DIRECTION, Ahead, Annex, Content, Field, Heading, Outline, Topic, outlines
from tonghop.catalog.thresholds import Thresholds
from tonghop.core.paper import Appendix, Block, Paper, Paragraph, Section, Table
from tonghop.core.period import period_in_words
from tonghop.core.span import Span
from tonghop.drafting.assessment import achieved, lacking, standings
from tonghop.drafting.blanks import blank
from tonghop.drafting.blocks import (
    Material,
    digest_sections,
    field_sections,
    headline_sections,
    place_sections,
    task_sections,
    topic_blocks,
)
from tonghop.drafting.frame import Issuer, issuer
from tonghop.drafting.gather import gather
from tonghop.drafting.pictures import pictures
from tonghop.drafting.places import Below, asks_for_places, gather_places
from tonghop.drafting.refusals import NothingKnown, UnknownKind, UnknownTopic, WrongPeriod
from tonghop.drafting.reorganised import noted, opening, restated
from tonghop.ledger import access, ask, rounds, units
from tonghop.ledger.access import Person
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import Heading as Written
from tonghop.writing import Known, indicator_table, styles_of, tables_of_places

_WORST = 4
"""How many targets that stand badly a summary names."""
_DIGESTED = 3
"""How many indicators of a field a summary tells."""
_BESIDES = Paragraph(("Ngoài ra, còn một số tồn tại, hạn chế:",))
"""Between what the figures tell of shortcomings and what units wrote of them."""
_NO_TASKS = blank("nhiệm vụ trọng tâm của kỳ tới")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: its kind and unit, and a span, whose last month closes the figures from January on.

    `signed` is how it is signed (`TM`, `KT`, `TL`, `TUQ`), `signer` by whom (None: by the one leader there is).
    `theme` is that of the year, `topic` the key of what a thematic report is about.
    """

    kind: str
    unit: str
    span: Span
    known_on: datetime | None = None
    signed: str = "TM"
    signer: str | None = None
    theme: str = ""
    topic: str = ""


def draft(account: Person, wanted: Wanted) -> Paper:
    """The report for somebody, who must be allowed to see the figures of the unit. Raises Forbidden, and as compose."""
    access.require(account, Action.SEE_ACCEPTED, units.find(wanted.unit))
    return compose(wanted)


def compose(wanted: Wanted) -> Paper:
    """The report in a bounded number of queries, now or as known on a moment.

    Raises UnknownUnit and, as DraftError, UnknownKind, UnknownTopic, UnknownSigner, WrongPeriod, Ended, NotYetBorn,
    NothingKnown.
    """
    outline = outline_of(wanted.kind)
    if wanted.span.last not in outline.months:
        raise WrongPeriod(outline.name, wanted.span.code)
    issued_by = issuer(wanted.unit, wanted.span, outline.ahead, wanted.known_on)
    topic = _topic(wanted.topic) if _is_thematic(wanted.kind) else None
    knowns = gather(wanted.unit, issued_by.span, wanted.known_on, monthly=outline.ahead is Ahead.MONTH)
    below = _below(outline, issued_by, knowns, wanted.known_on)
    adding_up = (known for known in (below.knowns if below else ()) if known.complete)
    setting = replace(issued_by.setting(), styles=styles_of([*knowns, *adding_up]))
    material = Material(knowns, rounds.narratives(wanted.unit, issued_by.span), setting, below)
    if topic:
        material = material.on(topic)
    if not material.knowns:
        raise NothingKnown(issued_by.body, period_in_words(issued_by.span.code, str))
    monthly = any(known.month for known in material.knowns)
    words = {**issued_by.words(monthly=monthly), "topic": _small(topic.title) if topic else ""}
    signature = issued_by.signature(wanted.signed, wanted.signer)
    sections = _Sections(wanted, outline, issued_by, material, ask.thresholds(wanted.unit), topic, words)
    return Paper(
        letterhead=issued_by.letterhead(outline.symbol),
        title=outline.heading,
        subject=outline.subject.format_map(words),
        sections=tuple(noted(sections.made(), restated(wanted.unit, issued_by.span, wanted.known_on))),
        signature=signature,
        opening=tuple(
            Paragraph((_large(opening(line, issued_by.unit.born, issued_by.span).format_map(words)),))
            for line in outline.opening
        ),
        recipients=issued_by.recipients(outline),
        appendices=tuple(_appendices(outline.annexes, material, wanted, words)),
        remark=outline.remark.format_map(words),
    )


def _below(outline: Outline, issued_by: Issuer, knowns: Sequence[Known], known_on: datetime | None) -> Below | None:
    """What the units below have, where the outline asks for it."""
    if not asks_for_places(outline):
        return None
    return gather_places(issued_by.unit.code, issued_by.name, issued_by.span, knowns, known_on)


def outline_of(kind: str) -> Outline:
    """The outline of a kind; raises UnknownKind."""
    if kind not in outlines().kinds:
        raise UnknownKind(kind, outlines().kinds)
    return outlines().kinds[kind]


@dataclass(frozen=True, slots=True)
class _Sections:
    """Fills the headings of an outline."""

    wanted: Wanted
    outline: Outline
    issuer: Issuer
    material: Material
    limits: Thresholds
    topic: Topic | None
    words: Mapping[str, str]

    def made(self) -> Iterator[Section]:
        fields = [field for field in outlines().fields if field.key != DIRECTION]
        for heading in self.outline.headings:
            below = self._below(heading, fields)
            if heading.content is Content.PLACES and not below:
                continue
            title = heading.title.format_map(self.words)
            if heading.content is Content.THEME and self.wanted.theme:
                title = f"{title} “{self.wanted.theme.upper()}”"
            yield Section(heading.key, heading.level, title, self._blocks(heading))
            yield from below

    def _below(self, heading: Heading, fields: Sequence[Field]) -> list[Section]:
        """The sections of fields below a heading."""
        made: Mapping[Content, Callable[[Material, Sequence[Field], int], Iterator[Section]]] = {
            Content.FIELDS: field_sections,
            Content.DIGEST: partial(digest_sections, most=heading.most or _DIGESTED),
            Content.HEADLINES: partial(headline_sections, most=heading.most or _DIGESTED),
            Content.PLACES: place_sections,
            Content.TASKS_BY_FIELD: task_sections,
        }
        sections = made.get(heading.content)
        return list(sections(self.material, fields, heading.level + 1)) if sections else []

    def _blocks(self, heading: Heading) -> tuple[Block, ...]:
        material, setting = self.material, self.material.setting
        match heading.content:
            case Content.TOPIC if self.topic:
                written = material.of_topic(Written.RESULTS, self.topic)
                return (*written, *topic_blocks(material, self.topic, material.knowns))
            case Content.THEME:
                return material.narrated(Written.THEME) or (blank("kết quả thực hiện chủ đề của năm"),)
            case Content.DIRECTION:
                return self._direction() or (blank("công tác chỉ đạo, điều hành"),)
            case Content.FIELDS | Content.DIGEST if not self._tells_direction:
                return self._direction()
            case Content.CHAIRMAN:
                return (blank("chỉ đạo, điều hành của người đứng đầu"),)
            case Content.TARGETS:
                return standings(material.knowns, setting, self.limits) or (blank("tình hình thực hiện các chỉ tiêu"),)
            case Content.ACHIEVED:
                told = achieved(material.knowns, setting, self.limits, most=heading.most)
                return told or (blank("kết quả đạt được"),)
            case Content.LACKING:
                most = 0 if self._tells_targets else heading.most or (_WORST if self._brief else None)
                told = lacking(material.knowns, setting, self.limits, most=most)
                others = (*self._late(), *material.narrated(Written.DIFFICULTIES, listed=True)[: heading.most])
                besides = (_BESIDES,) if told and others else ()
                return (*told, *besides, *others) or (blank("tồn tại, hạn chế"),)
            case Content.CAUSES:
                return material.narrated(Written.CAUSES, listed=True)[: heading.most] or (
                    blank("nguyên nhân của tồn tại, hạn chế"),
                )
            case Content.TASKS:
                return material.narrated(Written.TASKS, listed=True)[: heading.most] or (_NO_TASKS,)
            case Content.TASKS_BY_FIELD if not material.narrated(Written.TASKS):
                return (_NO_TASKS,)
            case Content.DIRECTIONS:
                return _directions(material.narrated(Written.TASKS))
        return ()

    @property
    def _brief(self) -> bool:
        """Whether it is a summary."""
        return any(heading.content in (Content.DIGEST, Content.HEADLINES) for heading in self.outline.headings)

    @property
    def _tells_targets(self) -> bool:
        """Whether a part of its own tells how every target stands."""
        return any(heading.content is Content.TARGETS for heading in self.outline.headings)

    @property
    def _tells_direction(self) -> bool:
        """Whether a part of its own tells of the direction of work, which otherwise opens the results."""
        return any(heading.content is Content.DIRECTION for heading in self.outline.headings)

    def _direction(self) -> tuple[Block, ...]:
        (topic,) = next(field.topics for field in outlines().fields if field.key == DIRECTION)
        knowns = self.material.of([topic])
        told = topic_blocks(self.material, topic, knowns) if knowns else ()
        return (*self.material.of_topic(Written.RESULTS, topic), *told)

    def _late(self) -> tuple[Paragraph, ...]:
        """Which units sent their figures late; not where a report tells what was known earlier."""
        codes = rounds.late(self.wanted.unit, self.issuer.span) if self.wanted.known_on is None else ()
        names = units.names_of(codes, self.issuer.span.ends) if codes else {}
        if not names:
            return ()
        told = ", ".join(names.get(code, code) for code in codes)
        return (Paragraph((f"Việc gửi số liệu, báo cáo của một số đơn vị còn chậm so với thời hạn: {told}.",), True),)


def _directions(tasks: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Tasks as numbered directions."""
    asked = "Yêu cầu các phòng, đơn vị tập trung thực hiện các nhiệm vụ sau:"
    told = (replace(task, runs=(f"({number}) ", *task.runs)) for number, task in enumerate(tasks, 1))
    return (Paragraph((asked,)), *(told if tasks else (_NO_TASKS,)))


def _appendices(
    annexes: Sequence[Annex], material: Material, wanted: Wanted, words: Mapping[str, str]
) -> Iterator[Appendix]:
    topics = {topic.key: topic for topic in outlines().topics}
    for annex in annexes:
        told = material.of([topics[key] for key in annex.topics]) if annex.topics else material.knowns
        knowns = [known for known in told if known.plans] if annex.planned else told
        if annex.places:
            tables = _tables_of_places(material, knowns)
            if tables:
                yield Appendix(annex.title.format_map(words), tables, wide=True)
        elif knowns:
            table = indicator_table(_grouped(knowns), material.setting)
            charts = pictures(annex.charts, knowns, material.setting, wanted.known_on)
            yield Appendix(annex.title.format_map(words), (table, *charts), wide=True)


def _tables_of_places(material: Material, knowns: Sequence[Known]) -> tuple[Table, ...]:
    placed = _grouped(material.placed(knowns))
    return tables_of_places(placed, material.below.places, material.setting) if material.below else ()


def _grouped(knowns: Sequence[Known]) -> list[Known]:
    """In the order in which their topics are reported."""
    groups = [group for topic in outlines().topics for group in topic.groups]
    return sorted(knowns, key=lambda known: groups.index(known.indicator.group))


def title_of(wanted: Wanted) -> str:
    """What reports of the same topic have in their titles; "" where the kind has no topics. Raises UnknownKind."""
    titles = {topic.key: topic.title for topic in outlines().topics} if _is_thematic(wanted.kind) else {}
    return titles.get(wanted.topic, "")


def _is_thematic(kind: str) -> bool:
    """Whether reports of a kind are about one topic; raises UnknownKind."""
    return any(heading.content is Content.TOPIC for heading in outline_of(kind).headings)


def _topic(key: str) -> Topic:
    topics = {topic.key: topic for topic in outlines().topics}
    if key not in topics:
        raise UnknownTopic(key, topics)
    return topics[key]


def _large(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
