"""Tags of a template: what an officer writes between `{{` and `}}`, and what it asks for.

A tag is a name, or a name and what is wanted of it after a colon. There is nothing to call and nothing to compute, so
a template can ask for no more than is listed here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from tonghop.catalog.conversion import factor
from tonghop.catalog.indicators import Indicator, indicators
from tonghop.catalog.outlines import outlines
from tonghop.catalog.tags import key, tags, words
from tonghop.catalog.vocabulary import plan_authorities
from tonghop.core.errors import Refusal

TAG = re.compile(r"\{\{(.*?)\}\}")
_SLOT = re.compile(r"\{\w+\}")
_PLANS = ("plan", "of_plan")
_AMOUNTS = ("reached", "plan", "before")
_GIVEN = "giao"


class UnknownTag(Refusal):
    """A tag that asks for nothing that there is; the sentence says what may have been meant."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line from the frame of the report: `issuer`, `subject`, …"""

    field: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs: `opening`, `everything`, … or a section, by its key."""

    what: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known of an indicator (`reached`, `plan`, …), of a plan by `authority`, as a number of `unit`."""

    indicator: str
    what: str
    unit: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of the indicator of this row."""

    what: str


@dataclass(frozen=True, slots=True)
class Loop:
    """From here on, rows are repeated for each indicator of `groups`; of all where None, else those `planned`."""

    groups: frozenset[str] | None
    planned: bool = False

    def takes(self, indicator: Indicator, has_plan: bool) -> bool:
        """Whether an indicator has a row."""
        return (self.groups is None or indicator.group in self.groups) and (has_plan or not self.planned)


@dataclass(frozen=True, slots=True)
class End:
    """The last of the rows that are repeated."""


Tag = Frame | Passage | Quantity | Column | Loop | End


def tag(text: str) -> Tag:
    """What the text between the braces asks for; raises UnknownTag."""
    name, colon, wanted = text.partition(":")
    if not colon:
        return _single(text)
    match tags("heads").get(key(name)):
        case "section":
            return Passage("section", _known(wanted, _sections()))
        case "loop":
            return _loop(wanted)
        case "row":
            return Column(_known(wanted, {**tags("row"), **tags("values")}))
    return _quantity(_known(name, names()), wanted)


def _single(text: str) -> Tag:
    name = key(text)
    if name in tags("frame"):
        return Frame(tags("frame")[name])
    if name in tags("passages"):
        return Passage(tags("passages")[name])
    if name in tags("ends"):
        return End()
    return Quantity(_known(text, names(), (*tags("frame"), *tags("passages"))), "reached")


def _quantity(indicator: str, wanted: str) -> Quantity:
    said, _, unit = wanted.partition(",")
    what, authority = _what(said)
    unit = unit.strip()
    if unit and what not in _AMOUNTS:
        raise UnknownTag("“{said}” không có đơn vị tính; bỏ phần sau dấu phẩy.", said=said.strip())
    measured = indicators()[indicator]
    if unit and factor(indicator, measured.unit, unit) is None:
        raise UnknownTag("Đơn vị tính “{unit}” không dùng được cho chỉ tiêu “{name}”.", unit=unit, name=measured.name)
    return Quantity(indicator, what, unit, authority)


def _what(said: str) -> tuple[str, str]:
    """What is wanted of an indicator, and whose plan where that is said behind it (`% kế hoạch thành phố giao`)."""
    values, name = tags("values"), key(said)
    form = max((form for form in values if f"{name} ".startswith(f"{form} ")), key=len, default="")
    rest = name.removeprefix(form).strip().removesuffix(_GIVEN).strip()
    if form and not rest:
        return values[form], ""
    if form and values[form] in _PLANS:
        return values[form], _known(rest, _authorities())
    return _known(said, values), ""


def _loop(name: str) -> Loop:
    match tags("lists").get(key(name)):
        case "all":
            return Loop(None)
        case "planned":
            return Loop(None, planned=True)
    return Loop(groups()[_known(name, {form: form for form in groups()}, tags("lists"))])


def _known(said: str, table: Mapping[str, str], others: Iterable[str] = ()) -> str:
    """What a word means; raises UnknownTag, which says it as it was typed, with the words that are nearest to it."""
    name, typed = key(said), said.strip()
    if name in table:
        return table[name]
    near = get_close_matches(name, [*table, *others], n=3, cutoff=0.7)
    if near:
        told = ", ".join(_spelled().get(each, each) for each in near)
        raise UnknownTag("Không hiểu “{name}”. Có phải là: {near}?", name=typed, near=told)
    raise UnknownTag("Không hiểu “{name}”. Xem danh sách thẻ trong hướng dẫn mẫu báo cáo.", name=typed)


@cache
def _spelled() -> Mapping[str, str]:
    """What tags may be made of, as `key` gives it → as it is written."""
    known = [text for item in indicators().values() for text in (*(alias.text for alias in item.aliases), item.name)]
    known += [item.group for item in indicators().values()]
    known += [_SLOT.sub("", heading.title) for kind in outlines().kinds.values() for heading in kind.headings]
    known += [title for field in outlines().fields for title in (field.title, *(each.title for each in field.topics))]
    return {key(text): text.strip() for text in (*known, *words())}


@cache
def names() -> Mapping[str, str]:
    """How an indicator may be called in a tag → its key: key, name, and what only it is called."""
    found: dict[str, str] = {}
    doubled: set[str] = set()
    for indicator in indicators().values():
        for alias in indicator.aliases:
            name = key(alias.text)
            if not set(name) & set("+|@"):
                doubled |= {name} if found.setdefault(name, indicator.key) != indicator.key else set()
    found = {name: of for name, of in found.items() if name not in doubled}
    for indicator in indicators().values():
        found |= {key(indicator.name): indicator.key, key(indicator.key): indicator.key}
    return found


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """How a list of indicators may be called → the groups in it: fields, topics, groups."""
    found = {key(item.group): frozenset({item.group}) for item in indicators().values()}
    for field in outlines().fields:
        for topic in field.topics:
            found |= dict.fromkeys((key(topic.title), key(topic.key)), frozenset(topic.groups))
        whole = frozenset(group for topic in field.topics for group in topic.groups)
        found |= dict.fromkeys((key(field.title), key(field.key)), whole)
    return found


@cache
def _sections() -> Mapping[str, str]:
    """How a section may be called → its key: parts by their titles, topics and fields."""
    headings = [heading for kind in outlines().kinds.values() for heading in kind.headings]
    found = {key(_SLOT.sub("", heading.title)): heading.key for heading in headings}
    found |= {key(heading.key): heading.key for heading in headings}
    for field in outlines().fields:
        for topic in field.topics:
            found |= dict.fromkeys((key(topic.key), key(topic.title)), f"{field.key}/{topic.key}")
    for field in outlines().fields:
        found |= dict.fromkeys((key(field.key), key(field.title)), field.key)
    return found


@cache
def _authorities() -> Mapping[str, str]:
    return {key(form): code for form, code in plan_authorities().items()}
