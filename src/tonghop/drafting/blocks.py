"""The sections of results: fields and topics told from figures, with what units wrote of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import ceil

from tonghop.catalog.outlines import Field, Topic, outlines
from tonghop.core.paper import Block, Note, Paragraph, Section
from tonghop.drafting.places import Below
from tonghop.drafting.placing import apart, bare, groups_of, topic_of
from tonghop.ledger.rounds import Heading, Written
from tonghop.writing import Known, Setting, extremes, paragraph, united
from tonghop.writing.wording import joined

_SENTENCES = 4
"""How many sentences make a paragraph at most; those of a topic are about equal."""
_COMPARED = 4
"""How many indicators of a field are compared between the units below."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made of: the figures, what units wrote, what all sentences share, and what the units below have
    where that is told."""

    knowns: tuple[Known, ...]
    written: tuple[Written, ...]
    setting: Setting
    below: Below | None = None

    def placed(self, knowns: Iterable[Known]) -> tuple[Known, ...]:
        """Some figures with those of the units below as their parts, where several of them have one."""
        return self.below.only(knowns) if self.below else ()

    def on(self, topic: Topic) -> "Material":
        """What is of one topic: its figures, and what was written with forms that ask for such."""
        told = tuple(each for each in self.written if groups_of(each.form).intersection(topic.groups))
        return replace(self, knowns=self.of([topic]), written=told)

    def of(self, topics: Iterable[Topic]) -> tuple[Known, ...]:
        """The figures of some topics."""
        groups = {group for topic in topics for group in topic.groups}
        return tuple(known for known in self.knowns if known.indicator.group in groups)

    def narrated(self, heading: Heading, *, listed: bool = False) -> tuple[Paragraph, ...]:
        """What units wrote under a heading, with who wrote it."""
        return tuple(_narrated(each, listed) for each in self.written if each.heading is heading)

    def of_topic(self, heading: Heading, topic: Topic) -> tuple[Paragraph, ...]:
        """What units wrote under a heading of one topic."""
        told = (each for each in self.written if each.heading is heading)
        return tuple(_narrated(each) for each in told if topic_of(each, outlines().topics) == topic)

    def of_field(
        self, heading: Heading, fields: Sequence[Field], field: Field, *, listed: bool = False
    ) -> tuple[Paragraph, ...]:
        """What units wrote under a heading of one of some fields, piece by piece where `listed`.

        By the topics that it tells of; what tells of none is of the field with which its form has most in common.
        """
        told = [each for each in self.written if each.heading is heading]
        if listed:
            told = [piece for each in told for piece in apart(each, outlines().topics)]
        return tuple(_narrated(each, listed) for each in told if _field_of(each, fields) == field)

    def of_no_topic(self, heading: Heading, fields: Sequence[Field], field: Field) -> tuple[Paragraph, ...]:
        """What units wrote under a heading of one of some fields and of no topic in particular."""
        told = (each for each in self.written if each.heading is heading and not topic_of(each, outlines().topics))
        return tuple(_narrated(each) for each in told if _field_of(each, fields) == field)


def field_sections(material: Material, fields: Sequence[Field], level: int) -> Iterator[Section]:
    """A section for each field of which something is known, with one for each of its topics below.

    What units wrote of a topic stands before its figures.
    """
    for place, field in enumerate(fields):
        told = {topic: _of_topic(material, topic, place + offset) for offset, topic in enumerate(field.topics)}
        told = {topic: blocks for topic, blocks in told.items() if blocks}
        general = material.of_no_topic(Heading.RESULTS, fields, field)
        if len(told) == len(field.topics) == 1:
            yield Section(field.key, level, field.title, (*general, *told[field.topics[0]]))
        elif told or general:
            yield Section(field.key, level, field.title, general)
            for topic, blocks in told.items():
                yield Section(f"{field.key}/{topic.key}", level + 1, topic.title, blocks)


def _of_topic(material: Material, topic: Topic, variant: int) -> tuple[Block, ...]:
    knowns = material.of([topic])
    figures = topic_blocks(material, topic, knowns, variant) if knowns else ()
    return (*material.of_topic(Heading.RESULTS, topic), *figures)


def digest_sections(material: Material, fields: Sequence[Field], level: int, most: int) -> Iterator[Section]:
    """A section for each field that tells `most` indicators: of every topic first what has a plan, by its highest."""
    for place, field in enumerate(fields):
        told = _short(material, _in_turns(material, field)[:most], place)
        if blocks := (*material.of_field(Heading.RESULTS, fields, field), *told):
            yield Section(field.key, level, field.title, blocks)


def headline_sections(material: Material, fields: Sequence[Field], level: int, most: int) -> Iterator[Section]:
    """A section for each field that tells `most` of its headlines, or else what units wrote of it."""
    for place, field in enumerate(fields):
        known = {each.indicator.key: each for each in material.of(field.topics)}
        first = [known[key] for key in field.headlines if key in known]
        others = [each for each in _in_turns(material, field) if each not in first]
        told = _short(material, [*first, *others][:most], place)
        if blocks := told or material.of_field(Heading.RESULTS, fields, field):
            yield Section(field.key, level, field.title, tuple(blocks))


def _short(material: Material, chosen: Sequence[Known], variant: int) -> list[Paragraph]:
    """A paragraph of figures, each against its highest plan and the year before."""
    short = [known.against(*known.plans[:1]).bare() for known in chosen]
    return [paragraph(short, material.setting, variant)] if short else []


def _in_turns(material: Material, field: Field) -> list[Known]:
    """The figures of a field, the first of each of its topics first."""
    turns = zip_longest(*(_first_planned(material, topic) for topic in field.topics))
    return [known for turn in turns for known in turn if known]


def _first_planned(material: Material, topic: Topic) -> Sequence[Known]:
    """The figures of a topic without its details: what has a plan, then the others."""
    knowns = united(material.of([topic]))
    main = [known for known in knowns if known.plans or known.indicator.key not in topic.notes]
    return sorted(main or knowns, key=lambda known: not known.plans)


def place_sections(material: Material, fields: Sequence[Field], level: int) -> Iterator[Section]:
    """A section for each field that tells where its first figures, of what has a plan, are highest and lowest."""
    for field in fields:
        known = sorted(material.placed(material.of(field.topics)), key=lambda known: not known.plans)
        if told := extremes(known[:_COMPARED], material.setting):
            yield Section(f"don-vi/{field.key}", level, field.title, told)


def task_sections(material: Material, fields: Sequence[Field], level: int) -> Iterator[Section]:
    """A section for each field of which units wrote tasks, the direction of work among them."""
    every = (*fields, *(field for field in outlines().fields if field not in fields))
    for field in every:
        if tasks := material.of_field(Heading.TASKS, every, field, listed=True):
            yield Section(f"nhiem-vu/{field.key}", level, field.title, tasks)


def topic_blocks(material: Material, topic: Topic, knowns: Sequence[Known], variant: int = 0) -> tuple[Block, ...]:
    """The paragraphs of a topic. Details, and parts that have no plan of their own, stand in footnotes."""
    parts = {part.fact.cell for known in material.knowns for part in known.parts}
    knowns = united(knowns)
    details = [known.indicator.key in topic.notes or (known.cell in parts and not known.plans) for known in knowns]
    notes = [known for known, detail in zip(knowns, details, strict=True) if detail]
    main = [known for known in knowns if known not in notes]
    listed = {part.fact.cell for known in main if known.complete for part in known.parts}
    notes = [known for known in notes if known.cell not in listed or known.before or known.parts or known.companions]
    if not main:
        main, notes = notes, []
    size = ceil(len(main) / ceil(len(main) / _SENTENCES))
    chunks = [main[start : start + size] for start in range(0, len(main), size)]
    blocks = []
    for place, chunk in enumerate(chunks):
        within = {part.fact.cell for known in chunk for part in known.parts}
        noted = [known for known in notes if known.cell in within or chunk is chunks[-1]]
        notes = [known for known in notes if known not in noted]
        told = paragraph(chunk, material.setting, variant + place * _SENTENCES, opens=not place)
        note = paragraph(
            [replace(known, month=()) for known in noted],
            material.setting,
            variant + place * _SENTENCES,
            opens=False,
            cited=chunk[-1],
        )
        blocks.append(replace(told, runs=joined(told.runs, (Note(note.runs),))) if note.runs else told)
    return tuple(blocks)


def _narrated(written: Written, listed: bool = False) -> Paragraph:
    return Paragraph((bare(written.text),), listed=listed, author=written.author)


def _field_of(written: Written, fields: Sequence[Field]) -> Field | None:
    """The field of which it tells, else that with which its form has most in common."""
    topic = topic_of(written, outlines().topics)
    if topic:
        return next((field for field in fields if topic in field.topics), None)
    groups = groups_of(written.form)
    shared = {field: len(groups & {group for topic in field.topics for group in topic.groups}) for field in fields}
    best = max(fields, key=lambda field: shared[field], default=None)
    return best if best and shared[best] else None
