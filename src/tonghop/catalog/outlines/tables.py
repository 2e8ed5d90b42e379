"""The shapes of the tables of an outline file."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Bounded

from tonghop.catalog.outlines.model import Ahead, Content, Picture

Words = tuple[str, ...]


class _Strict(BaseModel):
    """Takes what it knows and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TopicTable(_Strict):
    """`[fields.….topics.…]`"""

    title: str
    groups: Words
    notes: Words = ()


class FieldTable(_Strict):
    """`[fields.…]`"""

    title: str
    headlines: Words = ()
    topics: Mapping[str, TopicTable]


class HeadingTable(_Strict):
    """`[[parts.…]]`"""

    level: Annotated[int, Bounded(ge=1, le=4)]
    title: str
    content: Content = Content.HEADING
    most: Annotated[int, Bounded(ge=1)] | None = None


class AnnexTable(_Strict):
    """`[appendices.…]`"""

    title: str
    topics: Words = ()
    planned: bool = False
    charts: tuple[Picture, ...] = ()
    places: bool = False


class KindTable(_Strict):
    """`[kinds.…]`"""

    name: str
    heading: str
    symbol: str
    subject: str
    remark: str = ""
    months: frozenset[Annotated[int, Bounded(ge=1, le=12)]] = frozenset(range(1, 13))
    ahead: Ahead
    opening: Words = ()
    parts: Words
    appendices: Words = ()
    recipients: Words


class OutlineFile(_Strict):
    """A whole file."""

    fields: Mapping[str, FieldTable] = {}
    parts: Mapping[str, tuple[HeadingTable, ...]] = {}
    appendices: Mapping[str, AnnexTable] = {}
    kinds: Mapping[str, KindTable] = {}
    signers: Mapping[str, Mapping[str, Words]] = {}
    done: Mapping[str, str] = {}
