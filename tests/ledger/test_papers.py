"""Templates and forms of an office are kept by those who draft its reports, and every change is in the journal."""

import pytest

from tonghop.ledger import papers
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Entry, Grant, Role, Unit

pytestmark = pytest.mark.usefixtures("office")


def person(role: Role, unit: str) -> Account:
    account = Account.objects.create(username=f"{role}-{unit}")
    Grant.objects.create(account=account, role=role, unit=Unit.objects.get(code=unit))
    return account


def test_a_template_is_replaced_by_the_next_and_given_up_again() -> None:
    officer, unit = person(Role.OFFICER, "A"), Unit.objects.get(code="A")
    papers.keep_template(officer, unit, "monthly", "cu.docx", b"1")
    row = papers.keep_template(officer, unit, "monthly", "moi.docx", b"22")
    assert papers.template_of("A", "monthly") == b"22"
    assert papers.template_of("A", "year") is papers.template_of("B", "monthly") is None
    papers.drop_template(officer, row.pk)
    assert papers.template_of("A", "monthly") is None
    assert [
        (entry.action, entry.before and entry.before["name"])
        for entry in Entry.objects.filter(action__startswith="template").order_by("id")
    ] == [
        ("template.keep", None),
        ("template.keep", "cu.docx"),
        ("template.drop", "moi.docx"),
    ]


def test_a_form_of_the_same_cells_is_kept_once() -> None:
    officer, unit = person(Role.OFFICER, "A"), Unit.objects.get(code="A")
    first = papers.keep_form(officer, unit, "bieu.xlsx", b"1", "f" * 64)
    assert papers.keep_form(officer, unit, "bieu-2.xlsx", b"2", "f" * 64) == first
    papers.agree(officer, first.pk, {"rows": {"thu": "flow"}, "columns": {}, "places": []})
    assert papers.form(officer, first.pk).agreed["rows"] == {"thu": "flow"}
    papers.drop_form(officer, first.pk)
    with pytest.raises(papers.UnknownPaper):
        papers.form(officer, first.pk)


def test_nobody_else_sees_or_changes_them() -> None:
    officer, other = person(Role.OFFICER, "A"), person(Role.OFFICER, "B")
    deputy, unit = person(Role.DEPUTY, "A"), Unit.objects.get(code="A")
    form = papers.keep_form(officer, unit, "bieu.xlsx", b"1", "f" * 64)
    template = papers.keep_template(officer, unit, "monthly", "mau.docx", b"1")
    for account in (other, deputy):
        assert not papers.forms(account).exists()
        with pytest.raises(papers.UnknownPaper):
            papers.agree(account, form.pk, {"rows": {}, "columns": {}, "places": []})
        with pytest.raises(papers.UnknownPaper):
            papers.drop_template(account, template.pk)
        with pytest.raises(Forbidden):
            papers.keep_form(account, unit, "bieu.xlsx", b"1", "0" * 64)
