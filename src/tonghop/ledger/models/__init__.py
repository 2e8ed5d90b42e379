"""The tables of the ledger."""

from tonghop.ledger.models.cases import Case, CaseFile, CaseLink, CaseStanding, CaseStep
from tonghop.ledger.models.entries import Entry, Source
from tonghop.ledger.models.facts import KEY, FactVersion, Measure, Standing, State, Total
from tonghop.ledger.models.feeds import Feed, Tracking
from tonghop.ledger.models.inbox import AliasProposal, Arrival, Correction
from tonghop.ledger.models.indicators import Indicator
from tonghop.ledger.models.narratives import Narrative
from tonghop.ledger.models.papers import ReportTemplate, SuperiorForm
from tonghop.ledger.models.passkeys import Passkey
from tonghop.ledger.models.people import Account, Grant, Role, Session, Token
from tonghop.ledger.models.postings import Posting
from tonghop.ledger.models.preferences import Preference
from tonghop.ledger.models.reports import (
    Amendment,
    Comment,
    Explanation,
    Issue,
    Register,
    RegisterNumber,
    Report,
    ReportFile,
    ReportSection,
    SectionVersion,
)
from tonghop.ledger.models.rounds import Calendar, Dismissal, Duty, Form, FormLine, Round
from tonghop.ledger.models.rules import Threshold
from tonghop.ledger.models.units import Ancestry, Lineage, Unit, UnitKind, UnitName, UnitParent

__all__ = [
    "KEY",
    "Account",
    "AliasProposal",
    "Amendment",
    "Ancestry",
    "Arrival",
    "Calendar",
    "Case",
    "CaseFile",
    "CaseLink",
    "CaseStanding",
    "CaseStep",
    "Comment",
    "Correction",
    "Dismissal",
    "Duty",
    "Entry",
    "Explanation",
    "FactVersion",
    "Feed",
    "Form",
    "FormLine",
    "Grant",
    "Indicator",
    "Issue",
    "Lineage",
    "Measure",
    "Narrative",
    "Passkey",
    "Posting",
    "Preference",
    "Register",
    "RegisterNumber",
    "Report",
    "ReportFile",
    "ReportSection",
    "ReportTemplate",
    "Role",
    "Round",
    "SectionVersion",
    "Session",
    "Source",
    "Standing",
    "State",
    "SuperiorForm",
    "Threshold",
    "Token",
    "Total",
    "Tracking",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitParent",
]
