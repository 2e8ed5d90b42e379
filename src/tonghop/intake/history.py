"""Facts of any origin beside what the ledger knows, through the checks that guard the forms of a round."""

from collections.abc import Sequence
from dataclasses import replace

from tonghop.checking.report import examine
from tonghop.core.fact import Fact, Standing
from tonghop.core.finding import Finding
from tonghop.intake import guard


def contradictions(facts: Sequence[Fact], language: str = "vi") -> tuple[Finding, ...]:
    """What facts contradict: one another, the units below, earlier months, last year; figure `fn` is the n-th fact."""
    given = {fact.cell: fact for fact in facts if fact.standing is Standing.VALUE}
    board = guard._Board(guard._indicators(given), language)
    for fact in given.values():
        board.state(fact)
    for rule in (guard._identities, guard._breakdowns, guard._children, guard._earlier):
        for statement, hint in rule(given, board):
            board.relate(statement, hint)
    hints = {relation.id: relation.hint for relation in board.relations}
    found = examine(board.figures, board.relations, language).findings
    told = (replace(item, message=f"{hints[item.relations[0]]}: {item.message}") for item in found)
    return (*told, *guard._leaps(given, board))
