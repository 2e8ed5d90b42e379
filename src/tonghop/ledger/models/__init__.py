"""The tables of the ledger."""

from tonghop.ledger.models.entries import Entry, Source
from tonghop.ledger.models.facts import KEY, FactVersion, Measure, Standing, State, Total
from tonghop.ledger.models.inbox import AliasProposal, Arrival, Correction
from tonghop.ledger.models.indicators import Indicator
from tonghop.ledger.models.passkeys import Passkey
from tonghop.ledger.models.people import Account, Grant, Role, Session, Token
from tonghop.ledger.models.preferences import Preference
from tonghop.ledger.models.rounds import Calendar, Dismissal, Duty, Form, FormLine, Round
from tonghop.ledger.models.rules import Threshold
from tonghop.ledger.models.units import Ancestry, Lineage, Unit, UnitKind, UnitName, UnitParent

__all__ = [
    "KEY",
    "Account",
    "AliasProposal",
    "Ancestry",
    "Arrival",
    "Calendar",
    "Correction",
    "Dismissal",
    "Duty",
    "Entry",
    "FactVersion",
    "Form",
    "FormLine",
    "Grant",
    "Indicator",
    "Lineage",
    "Measure",
    "Passkey",
    "Preference",
    "Role",
    "Round",
    "Session",
    "Source",
    "Standing",
    "State",
    "Threshold",
    "Token",
    "Total",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitParent",
]
