"""Checking a template before it is used: which tags are wrong, where they are, and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tonghop.core.errors import Refusal
from tonghop.drafting.templates.tags import TAG, Column, End, Loop, Passage, Tag, UnknownTag, tag
from tonghop.drafting.templates.walk import Place, Spot, formats, opened, spots, tags_of
from tonghop.workers import Work

_UNCLOSED = "Thẻ chưa đóng hoặc bị ngắt sang đoạn khác: mỗi thẻ mở bằng {{{{ và đóng bằng }}}} trong cùng một đoạn."
_FOREIGN = "Mẫu này không dùng lệnh {{% … %}}; thẻ viết giữa {{{{ và }}}}."
_CUT = "Thẻ bị Word chia thành nhiều kiểu chữ; kiểu chữ ở đầu thẻ sẽ được dùng. Xóa thẻ rồi gõ lại liền một lần."
_ALONE = "Thẻ này thay bằng cả đoạn văn nên phải đứng riêng một đoạn, trong phần thân văn bản."
_OUTSIDE = "Thẻ “dòng” chỉ dùng giữa thẻ “lặp” và thẻ “hết lặp” của một bảng."
_NOT_IN_TABLE = "Thẻ “lặp” và “hết lặp” phải nằm trong hàng của bảng."
_OPEN = "Thẻ “lặp” chưa có thẻ “hết lặp” trong cùng bảng."
_NOT_OPENED = "Thẻ “hết lặp” không có thẻ “lặp” trước nó trong cùng bảng."
_NESTED = "Thẻ “lặp” nằm trong một đoạn lặp khác chưa đóng."


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a tag: its place, the words near it and a sentence. One that is not `serious` may surprise."""

    place: Place
    near: str
    refusal: Refusal
    serious: bool = True

    def sentence(self, say: Callable[[str], str]) -> str:
        """Place, words and problem in the language of `say`."""
        place = say(self.place.message).format_map(self.place.values)
        return f"{place}, “{self.near}”: {self.refusal.sentence(say)}"


@dataclass(frozen=True, slots=True)
class Found:
    """A tag that is understood, and its offsets in the text of its paragraph."""

    tag: Tag
    spot: Spot
    start: int
    end: int


class WrongTemplate(Refusal):
    """A template that cannot be used; `problems` are all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("Mẫu có {count} thẻ sai: {told}", count=len(problems), told=_told(problems, str))
        self.problems = problems

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message and the first problems in the language of `say`."""
        return say(self.message).format(count=len(self.problems), told=_told(self.problems, say))


class BareTemplate(Refusal):
    """A template without any tag."""

    def __init__(self) -> None:
        super().__init__("Mẫu không có thẻ nào nên không số liệu nào được điền vào.")


def _told(problems: tuple[Problem, ...], say: Callable[[str], str]) -> str:
    return "; ".join(problem.sentence(say) for problem in problems[:3])


def check(content: bytes) -> tuple[Problem, ...]:
    """What is wrong with a template, in the order of its text; raises Refusal for what is no docx."""
    return checked(opened(content))[1]


def is_bare(content: bytes) -> bool:
    """Whether a document has no tag that is understood, so that nothing would be filled in; raises as `check`."""
    return not checked(opened(content))[0]


CHECKING: Work[bytes, tuple[Problem, ...]] = Work("tonghop.drafting.templates.check", "check")


def checked(document: Any) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The tags of an opened template, and what is wrong with it."""
    found: list[Found] = []
    problems: list[Problem] = []
    for spot in spots(document):
        problems += _around_tags(spot)
        for text, start, end in tags_of(spot):
            try:
                one = Found(tag(text), spot, start, end)
            except UnknownTag as unknown:
                problems.append(Problem(spot.place, spot.near(start, end), unknown))
                continue
            found.append(one)
            problems += _standing(one)
    return tuple(found), (*problems, *_loops(found))


def _around_tags(spot: Spot) -> Iterator[Problem]:
    """Braces that belong to no tag."""
    text = TAG.sub(lambda tag: " " * len(tag[0]), spot.text)
    for sign, message in (("{{", _UNCLOSED), ("}}", _UNCLOSED), ("{%", _FOREIGN)):
        if (at := text.find(sign)) >= 0:
            yield Problem(spot.place, spot.near(at, at + 2), Refusal(message, sign=sign))


def _standing(one: Found) -> Iterator[Problem]:
    """Whether a tag may stand where it does."""
    spot = one.spot
    near = spot.near(one.start, one.end)
    alone = spot.text.strip() == spot.text[one.start : one.end] and spot.body
    if isinstance(one.tag, Passage) and not alone:
        yield Problem(spot.place, near, Refusal(_ALONE))
    if isinstance(one.tag, Loop | End) and not (spot.row is not None and spot.body):
        yield Problem(spot.place, near, Refusal(_NOT_IN_TABLE))
    if len(formats(spot.paragraph, one.start, one.end)) > 1:
        yield Problem(spot.place, near, Refusal(_CUT), serious=False)


def _loops(found: list[Found]) -> Iterator[Problem]:
    """Loops left open, closed twice, one in another, and tags of rows outside of them."""
    opening: Found | None = None
    for one in found:
        if opening and not _same_table(opening, one):
            yield _problem(opening, _OPEN)
            opening = None
        match one.tag:
            case Loop() if opening:
                yield _problem(one, _NESTED)
            case Loop():
                opening = one if one.spot.row is not None else None
            case End() if opening is None and one.spot.row is not None:
                yield _problem(one, _NOT_OPENED)
            case End():
                opening = None
            case Column() if opening is None:
                yield _problem(one, _OUTSIDE)
    if opening:
        yield _problem(opening, _OPEN)


def _same_table(first: Found, second: Found) -> bool:
    one, other = first.spot.row, second.spot.row
    return one is not None and other is not None and one.getparent() is other.getparent()


def _problem(one: Found, message: str) -> Problem:
    return Problem(one.spot.place, one.spot.near(one.start, one.end), Refusal(message))
