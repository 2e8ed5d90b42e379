"""What an office takes over from the catalog: indicators, calendars, forms. Repeating it changes nothing."""

from collections.abc import Mapping
from typing import Any

from tonghop.catalog import offices
from tonghop.catalog.indicators import indicators
from tonghop.ledger.models import Calendar, Entry, Form, FormLine, Indicator, Unit
from tonghop.ledger.units import Author

_FIELDS = ("name", "unit", "direction", "time", "over_units", "over_time", "group")


def take_over_indicators(by: Author) -> int:
    """Bring the indicators of the ledger up to date with the catalog; how many are new or changed."""
    held = {row.key: row for row in Indicator.objects.all()}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    fresh, changed = [], []
    for key, indicator in indicators().items():
        wanted = {name: str(getattr(indicator, name)) for name in _FIELDS}
        row = held.get(key)
        if row is None:
            fresh.append(Indicator(key=key, **wanted))
            after[key] = wanted
        elif different := {name: value for name, value in wanted.items() if getattr(row, name) != value}:
            before[key] = {name: getattr(row, name) for name in different}
            after[key] = different
            for name, value in different.items():
                setattr(row, name, value)
            changed.append(row)
    Indicator.objects.bulk_create(fresh)
    Indicator.objects.bulk_update(changed, _FIELDS)
    _note("indicators.take_over", by, before, after)
    return len(after)


def take_over_calendars(by: Author) -> int:
    """Add the calendars of the catalog that the ledger does not have, those of other provinces left out."""
    provinces = {
        unit.code: unit for unit in Unit.objects.filter(code__in={item.province for item in offices.calendars()})
    }
    held = set(Calendar.objects.values_list("key", "start", "province__code"))
    fresh = [
        Calendar(
            key=item.key,
            name=item.name,
            closing_day=item.closing_day,
            overlaps=item.overlaps,
            start=item.start,
            province=provinces.get(item.province),
            basis=item.basis,
        )
        for item in offices.calendars()
        if (item.key, item.start, item.province or None) not in held
        and (not item.province or item.province in provinces)
    ]
    Calendar.objects.bulk_create(fresh)
    _note("calendars.take_over", by, {}, {row.key: row.name for row in fresh})
    return len(fresh)


def take_over_forms(kind: str, by: Author) -> int:
    """Add the default forms of the catalog that the ledger does not have, owed by units of a kind."""
    held = set(Form.objects.values_list("key", flat=True))
    wanted = [form for key, form in offices.forms().items() if key not in held]
    rows = Form.objects.bulk_create(
        Form(key=form.key, name=form.name, calendar=form.calendar, kind=kind) for form in wanted
    )
    ids = dict(Indicator.objects.values_list("key", "id"))
    FormLine.objects.bulk_create(
        FormLine(form=row, order=order, indicator_id=ids[key], required=key in form.required)
        for row, form in zip(rows, wanted, strict=True)
        for order, key in enumerate(form.indicators, 1)
    )
    _note("forms.take_over", by, {}, {form.key: list(form.indicators) for form in wanted})
    return len(rows)


def _note(action: str, by: Author, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    if after:
        Entry.objects.create(actor=by.actor, action=action, reason=by.reason, before=before, after=after)
