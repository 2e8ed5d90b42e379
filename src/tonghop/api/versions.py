"""Entity tags: which version of a cell, or of a form, somebody saw."""

import re
from hashlib import sha256

from tonghop.ledger import rounds
from tonghop.ledger.models import Duty, FactVersion

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


def tag_of_form(duty: Duty) -> str:
    """The tag of a form, which changes with its state and with every figure proposed for it."""
    held = sorted(row.pk for row in rounds.proposals(duty).values())
    content = f"{duty.pk} {duty.state} {duty.reason} {held}"
    return f'"{sha256(content.encode()).hexdigest()[:16]}"'
