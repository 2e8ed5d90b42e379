"""An office in which every text that somebody can have written is an attack on whoever reads it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import IntegrityError, InternalError, models, transaction
from tests.api.world import INDICATOR, World

from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.ledger.models import Duty, State
from tonghop.ledger.record import Change, record

POISON = "=A1&\"'>{{7*7}}</textarea></title><img src=x onerror=alert(1)><script>alert(2)</script><a href=javascript:b>"
SHORT = '="><b onclick=a()>'
"""Formula, attribute, template, element, script and address in one; the same for where there is little room."""

_MARK = re.compile(r"§(\w+\.\w+)")
_MEANT = {
    "key", "code", "username", "password", "calendar", "kind", "direction", "time", "over_units", "over_time",
    "register", "privacy", "state", "transition", "outcome", "measure",
    "session_key", "session_data", "digest", "fingerprint", "sha256", "media_type", "folded", "authority", "breakdown",
}  # fmt: skip
"""Columns that the program itself fills or checks."""


def poison(world: World) -> None:
    """Put the attack wherever there is text, and into figures."""
    for model in apps.get_app_config("ledger").get_models():
        for column in _texts(model):
            for number in model._default_manager.values_list("pk", flat=True):
                _set(model, number, column)
    unit = world.places["own"].unit
    Duty.objects.filter(unit=unit, state=Duty.State.DRAFT).update(state=Duty.State.RETURNED)
    change = Change(world.people["officer"], "record", f"{POISON}§entry.reason.0", unit)
    done = [Cell(INDICATOR, unit.code, Span(2026, 1, month)) for month in range(1, 5)]
    plan = Cell(INDICATOR, unit.code, Span.of("2026"), Measure.PLAN, SHORT)
    facts = [Fact(cell, Decimal(-2)) for cell in (*done, replace(done[-1], breakdown=f"x={POISON}"), plan)]
    record(facts, change, State.PUBLISHED)


def marks(text: str) -> set[str]:
    """The columns whose attack stands in a text."""
    return set(_MARK.findall(text))


def _texts(model: type[models.Model]) -> Iterator[Any]:
    for column in model._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField) and not column.choices and column.name not in _MEANT:
            yield column


def _set(model: type[models.Model], number: Any, column: Any) -> None:
    """Change one text; what the database keeps as it was written stays."""
    mark = f"§{model._meta.model_name}.{column.name}.{number}"
    room = (column.max_length or 10_000) - len(mark)
    text = (POISON if room >= len(POISON) else SHORT[: max(room, 0)]) + mark
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=number).update(**{column.name: text[: column.max_length]})
    except (IntegrityError, InternalError):
        return
