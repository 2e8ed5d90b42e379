"""Units through time: how they are made, renamed, moved, merged and divided, and what each was made of."""

from tonghop.ledger.units.descent import descent
from tonghop.ledger.units.errors import CircularHierarchy, UnitError
from tonghop.ledger.units.hierarchy import above, children, find, name_of, names_of, parent_of, search, subtree
from tonghop.ledger.units.lineage import Lineage, Share, Step, lineage, lineages
from tonghop.ledger.units.operations import close, create, move, rename
from tonghop.ledger.units.preview import Sum, compared, preview, sums
from tonghop.ledger.units.reorganisation import merge, reorganise, split, state_shares
from tonghop.ledger.units.totals import lock
from tonghop.ledger.units.values import Author, Method, New, Part

__all__ = [
    "Author",
    "CircularHierarchy",
    "Lineage",
    "Method",
    "New",
    "Part",
    "Share",
    "Step",
    "Sum",
    "UnitError",
    "above",
    "children",
    "close",
    "compared",
    "create",
    "descent",
    "find",
    "lineage",
    "lineages",
    "lock",
    "merge",
    "move",
    "name_of",
    "names_of",
    "parent_of",
    "preview",
    "rename",
    "reorganise",
    "search",
    "split",
    "state_shares",
    "subtree",
    "sums",
]
