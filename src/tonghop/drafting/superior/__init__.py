"""The superior's form: what its cells ask for, agreed once, and its numbers for every period."""

from tonghop.drafting.superior.forms import UnknownForm
from tonghop.drafting.superior.grid import Slot
from tonghop.drafting.superior.mapping import (
    Agreed,
    Changes,
    Meaning,
    What,
    When,
    changes,
    fingerprint,
    likeness,
    of_json,
    places,
    to_json,
)
from tonghop.drafting.superior.study import STUDY, Sent, Studied, proposal, study

__all__ = [
    "STUDY",
    "Agreed",
    "Changes",
    "Meaning",
    "Sent",
    "Slot",
    "Studied",
    "UnknownForm",
    "What",
    "When",
    "changes",
    "fingerprint",
    "likeness",
    "of_json",
    "places",
    "proposal",
    "study",
    "to_json",
]
