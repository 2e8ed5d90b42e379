"""What is wrong with outlines although each table of them is well formed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from tonghop.catalog.indicators import Indicator
from tonghop.catalog.outlines.model import SIGNERS, Content
from tonghop.catalog.outlines.tables import HeadingTable, KindTable, OutlineFile

Place = tuple[str | int, ...]
Problems = Iterator[tuple[Place, str]]

_CAPITALS = ("PERIOD", "AHEAD", "YEAR", "BODY")
_WORDS = frozenset({"period", "reported", "ahead", "year", "unit", "superior", "body", "head", "topic", *_CAPITALS})
"""What may stand in braces."""
_SIGNING = _WORDS | {"CHIEF", "DEPUTY"}
"""The same of signature blocks."""
_KEY = re.compile(r"[a-z][a-z0-9-]{0,23}")
_DEEPEST = {Content.FIELDS: 2, Content.DIGEST: 3, Content.HEADLINES: 3, Content.PLACES: 3, Content.TASKS_BY_FIELD: 3}
"""At which level a heading may stand that has headings of its own below it; level 4 is the last."""


def problems(said: OutlineFile, known: Mapping[str, Indicator]) -> Problems:
    """Names that lead nowhere, groups without their place, words in braces that mean nothing, with where they stand."""
    yield from _of_fields(said, known)
    topics = {topic for field in said.fields.values() for topic in field.topics}
    for key, rows in said.parts.items():
        yield from _of_part(("parts", key), rows, said)
    for key, annex in said.appendices.items():
        yield from _missing(("appendices", key, "topics"), annex.topics, topics, "chủ đề")
        yield from _braces(("appendices", key, "title"), (annex.title,))
    for key, kind in said.kinds.items():
        yield from _of_kind(("kinds", key), kind, said)
    for key, forms in said.signers.items():
        yield from _missing(("signers", key), SIGNERS, forms, "hình thức ký")
        for form, lines in forms.items():
            yield from _braces(("signers", key, form), lines, _SIGNING)
    for part, whole in said.done.items():
        yield from _missing(("done", part), (part, whole), known, "chỉ tiêu")


def _of_fields(said: OutlineFile, known: Mapping[str, Indicator]) -> Problems:
    groups = {item.group for item in known.values()}
    told: set[str] = set()
    for key, field in said.fields.items():
        groups_told = {group for topic in field.topics.values() for group in topic.groups}
        known_here = [item.key for item in known.values() if item.group in groups_told]
        yield from _missing(("fields", key, "headlines"), field.headlines, known_here, "chỉ tiêu của lĩnh vực")
        for name, topic in field.topics.items():
            at = ("fields", key, "topics", name)
            yield from _missing((*at, "groups"), topic.groups, groups, "nhóm chỉ tiêu")
            own = [item.key for item in known.values() if item.group in topic.groups]
            yield from _missing((*at, "notes"), topic.notes, own, "chỉ tiêu của mục")
            for group in topic.groups:
                if group in told:
                    yield (*at, "groups"), f"nhóm chỉ tiêu `{group}` đã có ở mục khác"
                told.add(group)
    if missing := sorted(groups - told):
        yield (), f"chưa có mục nào cho nhóm chỉ tiêu {', '.join(f'`{each}`' for each in missing)}"


def _of_part(at: tuple[str, str], rows: Iterable[HeadingTable], said: OutlineFile) -> Problems:
    yield from _key(at)
    if at[1] in said.fields:
        yield at, f"`{at[1]}` đã là tên của một lĩnh vực"
    for number, row in enumerate(rows):
        yield from _braces((*at, number, "title"), (row.title,))
        deepest = _DEEPEST.get(row.content, row.level)
        if row.level > deepest:
            yield (*at, number, "level"), f"mục có nội dung `{row.content}` phải ở cấp {deepest} trở lên"


def _key(at: tuple[str, str]) -> Problems:
    if not _KEY.fullmatch(at[1]):
        yield at, f"mã `{at[1]}` chỉ gồm chữ thường không dấu, chữ số, dấu gạch ngang, tối đa 24 ký tự"


def _of_kind(at: tuple[str, str], kind: KindTable, said: OutlineFile) -> Problems:
    yield from _key(at)
    if len(set(kind.parts)) < len(kind.parts):
        yield (*at, "parts"), "một phần chỉ đứng một lần trong báo cáo"
    yield from _missing((*at, "parts"), kind.parts, said.parts, "phần")
    yield from _missing((*at, "appendices"), kind.appendices, said.appendices, "phụ lục")
    for name, lines in (
        ("subject", (kind.subject,)),
        ("remark", (kind.remark,)),
        ("opening", kind.opening),
        ("recipients", kind.recipients),
    ):
        yield from _braces((*at, name), lines)


def _missing(at: Place, names: Iterable[str], known: Iterable[str], what: str) -> Problems:
    there = set(known)
    yield from ((at, f"không có {what} `{name}`") for name in names if name not in there)


def _braces(at: Place, lines: Iterable[str], known: Iterable[str] = _WORDS) -> Problems:
    for line in lines:
        try:
            parsed = Formatter().parse(line)
            words = [f"{word}{spec}{how or ''}" for _, word, spec, how in parsed if word is not None]
        except ValueError:
            yield at, f"dấu ngoặc nhọn không khớp trong “{line}”"
        else:
            yield from _missing(at, words, known, "từ trong ngoặc nhọn")
