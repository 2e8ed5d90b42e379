"""Where in a report what a unit wrote belongs: under the topic of which its words tell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tonghop.catalog.indicators import indicators
from tonghop.catalog.narration import topic_words
from tonghop.catalog.offices import forms
from tonghop.catalog.outlines import Topic
from tonghop.ledger.rounds import Written

_HEAD, _WEIGHT = 70, 3
"""How many letters name what a paragraph is about, and how much more these tell than the rest."""
_MARK = re.compile(r"^(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ]\))\s+(?=\S)")
_BREAK = re.compile(r"(?<=[.;])\s+(?=\S)")


def bare(text: str) -> str:
    """What was written without the dash or number before it: the report numbers by itself."""
    return _MARK.sub("", text)


def groups_of(form: str) -> frozenset[str]:
    """The groups of the indicators that a form asks for."""
    asked = forms()[form].indicators if form in forms() else ()
    return frozenset(indicators()[key].group for key in asked)


def topic_of(written: Written, topics: Iterable[Topic]) -> Topic | None:
    """The topic of which it tells most; of several that of its own form, None where no word tells of any."""
    own, scores = groups_of(written.form), {topic: _score(written.text, topic) for topic in topics}
    best = max(scores, key=lambda topic: (scores[topic], bool(own.intersection(topic.groups))), default=None)
    return best if best and scores[best] else None


def apart(written: Written, topics: Sequence[Topic]) -> Iterator[Written]:
    """What was written in one paragraph on several topics, piece by piece; what tells of none stays with the last."""
    pieces: list[tuple[Topic | None, str]] = []
    for text in _pieces(bare(written.text)):
        topic = topic_of(replace(written, text=text), topics)
        if pieces and (topic is None or topic == pieces[-1][0] or pieces[-1][0] is None):
            pieces[-1] = (topic or pieces[-1][0], f"{pieces[-1][1]} {text}")
        else:
            pieces.append((topic, text))
    for _, text in pieces:
        yield replace(written, text=_whole(text) if len(pieces) > 1 else text)


def _pieces(text: str) -> list[str]:
    """Its sentences, and the statements that semicolons part; not those of a list behind a colon."""
    sentences = re.split(r"(?<=\.)\s+(?=\S)", text)
    return [piece for each in sentences for piece in (_BREAK.split(each) if ":" not in each else [each])]


def _whole(text: str) -> str:
    """A piece as a sentence of its own."""
    return text[:1].upper() + text[1:].rstrip(" ;.") + "."


def _score(text: str, topic: Topic) -> int:
    folded = text.lower()
    head = folded.partition(":")[0][:_HEAD]
    words = topic_words().get(topic.key, ())
    return sum(len(word.split()) * (_WEIGHT if word in head else word in folded) for word in words)
