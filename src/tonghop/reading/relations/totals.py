"""All totals and parts of a text."""

from tonghop.reading.relations.groups import Group, adopt
from tonghop.reading.relations.marked import headed, inside, noted
from tonghop.reading.relations.outlines import outlined
from tonghop.reading.relations.partitions import partitioned
from tonghop.reading.statements import Statement


def find_groups(statements: list[Statement]) -> list[Group]:
    """All groups of the text, each part in one; the parts learn their total."""
    groups: list[Group] = []
    for index, statement in enumerate(statements):
        found = (
            *partitioned(statement),
            *noted(statement),
            *inside(statement),
            *headed(statements, index),
            *outlined(statements, index),
        )
        for group in found:
            if not any(part.parent for part in group.parts):
                adopt(group)
                groups.append(group)
    return groups
