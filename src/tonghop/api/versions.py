"""Entity tags of figures: which version of a cell somebody saw."""

import re

from tonghop.ledger.models import FactVersion

_TAG = re.compile(r'"([1-9][0-9]{0,18})"')


def tag(row: FactVersion) -> str:
    """The tag of a version, which changes when it is superseded."""
    return f'"{row.pk}"' if row.superseded_by_id is None else f'"{row.pk}.{row.superseded_by_id}"'


def seen(if_match: str, if_none_match: str) -> int | None:
    """The version that a writer says he saw; None where he saw nothing (or says nothing).

    Raises ValueError for what is no tag of an open version.
    """
    if if_match:
        if match := _TAG.fullmatch(if_match.strip()):
            return int(match[1])
        raise ValueError(if_match)
    if if_none_match.strip() not in ("", "*"):
        raise ValueError(if_none_match)
    return None
