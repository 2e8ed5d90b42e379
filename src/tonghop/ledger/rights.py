"""The table of rights: role × action × relation of the unit, as `catalog/data/access.tsv` writes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tonghop.catalog.table import Row, data, rows
from tonghop.ledger.models import Role

_FILE = "access.tsv"


class Relation(StrEnum):
    """How a unit stands to the one over which a role is held."""

    OWN = "own"
    BELOW = "below"
    ABOVE = "above"
    FOREIGN = "foreign"


class Scope(StrEnum):
    """What a token may be used for."""

    READ = "read"
    WRITE = "write"
    SETTLE = "settle"
    MANAGE = "manage"


class Action(StrEnum):
    """What somebody does to a unit, or to what belongs to it."""

    SEE_CATALOG = "see_catalog"
    SEE_PUBLISHED = "see_published"
    SEE_ACCEPTED = "see_accepted"
    SEE_PROPOSED = "see_proposed"
    SEE_SOURCES = "see_sources"
    SEE_ROUNDS = "see_rounds"
    SEE_DUTIES = "see_duties"
    SEE_ENTRIES = "see_entries"
    DRAFT = "draft"
    SUBMIT = "submit"
    DECIDE = "decide"
    SETTLE = "settle"
    PUBLISH = "publish"
    RUN_ROUNDS = "run_rounds"
    SEE_ISSUED = "see_issued"
    SEE_DRAFTS = "see_drafts"
    DRAFT_REPORTS = "draft_reports"
    COMMENT_REPORTS = "comment_reports"
    ISSUE_REPORTS = "issue_reports"
    SEE_CASES = "see_cases"
    HANDLE_CASES = "handle_cases"
    SEE_PERSONS = "see_persons"
    SEE_CONFIDENTIAL = "see_confidential"
    SEE_ENTRUSTED = "see_entrusted"
    DECIDE_ALIASES = "decide_aliases"
    CHANGE_UNITS = "change_units"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_OFFICE = "manage_office"


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the table."""

    scope: Scope
    roles: Mapping[Role, frozenset[Relation]]


@cache
def rights() -> Mapping[Action, Right]:
    """The table; raises CatalogError where it names what does not exist, KeyError where an action has no line."""
    table = {Action(row["action"]): _right(row) for row in rows(_FILE, data(_FILE), ("action", "scope", *Role.values))}
    return {action: table[action] for action in Action}


def held(roles: Iterable[Role]) -> frozenset[Action]:
    """What these roles may do to some unit or other."""
    return frozenset(action for role in roles for action, right in rights().items() if right.roles[role])


def _right(row: Row) -> Right:
    return Right(Scope(row["scope"]), {role: _relations(row, role) for role in Role})


def _relations(row: Row, role: Role) -> frozenset[Relation]:
    if row[role] == "-":
        return frozenset()
    try:
        return frozenset(Relation(name) for name in row.list(role))
    except ValueError as error:
        raise row.error(str(error)) from error
