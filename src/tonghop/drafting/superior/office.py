"""The superior's forms of an office: received, known again, agreed on and filled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tonghop.catalog.tags import key
from tonghop.core.errors import Refusal
from tonghop.core.span import Span
from tonghop.drafting.superior.filling import Filled, fill
from tonghop.drafting.superior.grid import Slot
from tonghop.drafting.superior.mapping import Agreed, Meaning, fingerprint, likeness, of_json, places, to_json
from tonghop.drafting.superior.study import Sent, Studied, proposal
from tonghop.ledger import access, papers
from tonghop.ledger.models import Account, Indicator, SuperiorForm, Unit
from tonghop.ledger.rights import Action

_ALIKE = Fraction(1, 2)


class NotAgreed(Refusal):
    """A form of which nobody has confirmed what its cells ask for."""

    def __init__(self) -> None:
        super().__init__("Biểu này chưa được xác nhận các ô. Xác nhận xong mới điền được.")


class NoSuchIndicator(Refusal):
    """A name that is that of no indicator of the office."""

    def __init__(self, name: str) -> None:
        super().__init__("Không có chỉ tiêu “{name}”. Chọn một tên trong danh sách hoặc để trống.", name=name)


def receive(account: Account, unit: Unit, sent: Sent, cells: Sequence[Studied]) -> SuperiorForm:
    """Keep a form that came, as it was read. Raises Forbidden."""
    return papers.keep_form(account, unit, sent.name, sent.content, fingerprint(cell.slot for cell in cells))


def earlier(account: Account, row: SuperiorForm, slots: Sequence[Slot]) -> SuperiorForm | None:
    """The form of the unit, confirmed before, that this one seems to be a changed issue of."""
    others = papers.forms(account).filter(unit=row.unit, agreed__isnull=False).exclude(pk=row.pk)
    alike = [(likeness(of_json(other.agreed or {}), slots), other.pk, other) for other in others]
    best = max(alike, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def offered(cells: Sequence[Studied], row: SuperiorForm, before: SuperiorForm | None) -> Agreed:
    """What was confirmed, else what can be offered: of the form before where rows and columns are called the same."""
    if row.agreed:
        return of_json(row.agreed)
    found = proposal(cells)
    if before is None or before.agreed is None:
        return found
    then = of_json(before.agreed)
    rows, columns = {cell.slot.row for cell in cells}, {cell.slot.column for cell in cells}
    return replace(
        found,
        rows={**found.rows, **{name: each for name, each in then.rows.items() if name in rows}},
        columns={**found.columns, **{name: each for name, each in then.columns.items() if name in columns}},
    )


def agree(
    account: Account,
    row: SuperiorForm,
    cells: Sequence[Studied],
    rows: Mapping[str, str],
    columns: Mapping[str, Meaning],
) -> None:
    """Confirm what the cells ask for: for each row the name of an indicator, for each column a meaning.

    Raises NoSuchIndicator, Forbidden.
    """
    keys = {key(name): each for each, name in Indicator.objects.values_list("key", "name")}
    for name in rows.values():
        if key(name) not in keys:
            raise NoSuchIndicator(name)
    found = {name: keys[key(words)] for name, words in rows.items()}
    papers.agree(account, row.pk, to_json(Agreed(found, columns, places(cell.slot for cell in cells))))


def filled(account: Account, row: SuperiorForm, cells: Iterable[Studied], span: Span) -> Filled:
    """The form of its unit for a period, as confirmed. Raises NotAgreed, Forbidden."""
    access.require(account, Action.SEE_ACCEPTED, row.unit)
    if not row.agreed:
        raise NotAgreed
    return fill(bytes(row.content), cells, of_json(row.agreed), row.unit.code, span)
