"""All totals and parts of a text."""

from collections.abc import Iterator

from tonghop.reading.relations.columns import accompanying, beside
from tonghop.reading.relations.groups import Group, adopt
from tonghop.reading.relations.marked import among, caused, headed, inside, noted, opened, resulting
from tonghop.reading.relations.outlines import outlined
from tonghop.reading.relations.partitions import partitioned
from tonghop.reading.statements import Statement


def find_groups(statements: list[Statement]) -> list[Group]:
    """All groups of the text, each part in one; the parts learn their total before the next list is looked for."""
    groups: list[Group] = []
    others = beside(statements)
    for index in range(len(statements)):
        for found in _found(statements, index):
            for group in (found, *accompanying(found, others)):
                _keep(group, groups)
    for found in tuple(groups):
        for group in accompanying(found, others, mistyped=True):
            _keep(group, groups)
    return groups


def _keep(group: Group, groups: list[Group]) -> None:
    """Keep a group none of whose parts has a total yet; they learn theirs."""
    if not any(part.parent for part in group.parts):
        adopt(group)
        groups.append(group)


def _found(statements: list[Statement], index: int) -> Iterator[Group]:
    statement = statements[index]
    if len(statement.measures) > 1:
        yield from partitioned(statement)
        yield from noted(statement)
        yield from caused(statement)
        yield from opened(statement)
        yield from inside(statement)
        yield from headed(statements, index)
        yield from among(statements, index)
        yield from resulting(statements, index)
    yield from outlined(statements, index)
