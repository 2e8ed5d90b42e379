"""The office's own templates of reports and the forms of its superiors: kept, replaced and given back."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tonghop.ledger import access
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Entry, ReportTemplate, SuperiorForm, Unit
from tonghop.ledger.rights import Action

_NAME = 200


class UnknownPaper(LedgerError):
    """A template or form that there is not, or that is not for this account."""

    def __init__(self) -> None:
        super().__init__("Không có mẫu hoặc biểu này, hoặc tài khoản không được xem.")


def templates(account: Account) -> QuerySet[ReportTemplate]:
    """The templates that the account may see, without their files."""
    rows = ReportTemplate.objects.filter(access.within(account, Action.SEE_DRAFTS))
    return rows.select_related("unit", "entry__actor").defer("content").order_by("unit__code", "kind")


def template_of(unit: str, kind: str) -> bytes | None:
    """The template for a kind of report of a unit (its code), where it has one."""
    row = ReportTemplate.objects.filter(unit__code=unit, kind=kind).first()
    return bytes(row.content) if row else None


def template_name(unit: str, kind: str) -> str:
    """What the file of that template is called, "" where there is none."""
    return ReportTemplate.objects.filter(unit__code=unit, kind=kind).values_list("name", flat=True).first() or ""


@transaction.atomic
def keep_template(account: Account, unit: Unit, kind: str, name: str, content: bytes) -> ReportTemplate:
    """Let reports of this kind be written in this template from now on. Raises Forbidden."""
    access.require(account, Action.DRAFT_REPORTS, unit)
    old = ReportTemplate.objects.select_for_update().filter(unit=unit, kind=kind).first()
    told = {"kind": kind, "name": name[:_NAME], "bytes": len(content)}
    before = {"kind": kind, "name": old.name, "bytes": len(old.content)} if old else None
    entry = _entry(account, "template.keep", unit, before, told)
    values = {"name": name[:_NAME], "content": content, "entry": entry}
    return ReportTemplate.objects.update_or_create(unit=unit, kind=kind, defaults=values)[0]


@transaction.atomic
def drop_template(account: Account, number: int) -> None:
    """Write reports of its kind in our own form again. Raises UnknownPaper, Forbidden."""
    row = templates(account).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise UnknownPaper
    access.require(account, Action.DRAFT_REPORTS, row.unit)
    _entry(account, "template.drop", row.unit, {"kind": row.kind, "name": row.name}, None)
    row.delete()


def forms(account: Account) -> QuerySet[SuperiorForm]:
    """The forms that the account may see, without their files."""
    rows = SuperiorForm.objects.filter(access.within(account, Action.SEE_DRAFTS))
    return rows.select_related("unit", "entry__actor").defer("content").order_by("unit__code", "name", "pk")


def form(account: Account, number: int) -> SuperiorForm:
    """A form with its file; raises UnknownPaper."""
    row = forms(account).defer(None).filter(pk=number).first()
    if row is None:
        raise UnknownPaper
    return row


@transaction.atomic
def keep_form(account: Account, unit: Unit, name: str, content: bytes, fingerprint: str) -> SuperiorForm:
    """Keep a form that was received; one of the same cells is the same form. Raises Forbidden."""
    access.require(account, Action.DRAFT_REPORTS, unit)
    old = SuperiorForm.objects.filter(unit=unit, fingerprint=fingerprint).first()
    if old:
        return old
    entry = _entry(account, "superior.keep", unit, None, {"name": name[:_NAME], "bytes": len(content)})
    return SuperiorForm.objects.create(
        unit=unit, name=name[:_NAME], content=content, fingerprint=fingerprint, entry=entry
    )


@transaction.atomic
def agree(account: Account, number: int, agreed: dict[str, Any]) -> None:
    """Say what the cells of a form ask for. Raises UnknownPaper, Forbidden."""
    row = _locked(account, number)
    row.entry = _entry(account, "superior.agree", row.unit, _asked(row.agreed), _asked(agreed))
    row.agreed = agreed
    row.save(update_fields=["agreed", "entry"])


@transaction.atomic
def drop_form(account: Account, number: int) -> None:
    """Forget a form. Raises UnknownPaper, Forbidden."""
    row = _locked(account, number)
    _entry(account, "superior.drop", row.unit, {"name": row.name}, None)
    row.delete()


def _locked(account: Account, number: int) -> SuperiorForm:
    row = forms(account).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise UnknownPaper
    access.require(account, Action.DRAFT_REPORTS, row.unit)
    return row


def _asked(agreed: dict[str, Any] | None) -> dict[str, Any] | None:
    """Of what was agreed, what the journal tells."""
    return agreed and {"rows": agreed["rows"], "columns": agreed["columns"]}


def _entry(account: Account, action: str, unit: Unit, before: Any, after: Any) -> Entry:
    subject = f"unit {unit.code}"
    return Entry.objects.create(actor=account, action=action, subject=subject, unit=unit, before=before, after=after)
