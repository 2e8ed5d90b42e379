"""Words by which the documents of this office speak of indicators: proposed with corrections, then decided on."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from tonghop.catalog.search import fold
from tonghop.ledger import access
from tonghop.ledger.errors import LedgerError, UnknownIndicator
from tonghop.ledger.models import Account, AliasProposal, Entry, Indicator, Unit
from tonghop.ledger.rights import Action

_MOST = 300


class UnknownAlias(LedgerError):
    """A proposal that there is not, that is decided already, or that this account may not decide on."""

    def __init__(self) -> None:
        super().__init__("Không có đề xuất tên gọi này, hoặc đã được xem xét.")


@transaction.atomic
def propose(account: Account, unit: Unit, words: str, key: str) -> AliasProposal | None:
    """Propose that words mean an indicator, said in a document of `unit`; None where that was decided before.

    Raises Forbidden, UnknownIndicator.
    """
    access.require(account, Action.DRAFT, unit)
    indicator = Indicator.objects.filter(key=key).first()
    if indicator is None:
        raise UnknownIndicator(key)
    words, folded = " ".join(words.split())[:_MOST], folded_words(words)
    if not folded or AliasProposal.objects.filter(folded=folded, indicator=indicator).exists():
        return None
    entry = Entry.objects.create(
        actor=account, action="alias.propose", subject=f"indicator {key}", unit=unit, after={"words": words}
    )
    return AliasProposal.objects.create(words=words, folded=folded, indicator=indicator, unit=unit, entry=entry)


def accept(account: Account, number: int, reason: str = "") -> AliasProposal:
    """Let words be known from now on, by the last indicator that they were accepted for; raises UnknownAlias."""
    return _decide(account, number, AliasProposal.State.ACCEPTED, reason)


def refuse(account: Account, number: int, reason: str = "") -> AliasProposal:
    """Let words mean nothing; raises UnknownAlias."""
    return _decide(account, number, AliasProposal.State.REFUSED, reason)


def waiting(account: Account) -> QuerySet[AliasProposal]:
    """The proposals that the account may decide on, the oldest first."""
    rows = AliasProposal.objects.filter(_decidable(account), state=AliasProposal.State.PROPOSED)
    return rows.select_related("indicator", "unit", "entry__actor").order_by("id")


def accepted() -> Mapping[str, str]:
    """The keys of indicators by the words, without case and diacritics, that were accepted for them."""
    rows = AliasProposal.objects.filter(state=AliasProposal.State.ACCEPTED).order_by("decided_id")
    return dict(rows.values_list("folded", "indicator__key"))


def lines() -> list[str]:
    """What was accepted as lines of the catalog's `aliases.tsv`."""
    rows = AliasProposal.objects.filter(state=AliasProposal.State.ACCEPTED).order_by("indicator__key", "words")
    return [f"{key}\t{words.lower()}" for key, words in rows.values_list("indicator__key", "words")]


def folded_words(words: str) -> str:
    """Words as they are compared."""
    return " ".join(fold(words).split())[:_MOST]


@transaction.atomic
def _decide(account: Account, number: int, state: AliasProposal.State, reason: str) -> AliasProposal:
    row = waiting(account).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise UnknownAlias
    row.state = state
    row.decided = Entry.objects.create(
        actor=account,
        action=f"alias.{'accept' if state == AliasProposal.State.ACCEPTED else 'refuse'}",
        subject=f"indicator {row.indicator.key}",
        unit=row.unit,
        reason=reason,
        before={"words": row.words, "state": AliasProposal.State.PROPOSED},
        after={"words": row.words, "state": state},
    )
    row.save(update_fields=["state", "decided"])
    return row


def _decidable(account: Account) -> Q:
    return access.within(account, Action.DECIDE_ALIASES)
