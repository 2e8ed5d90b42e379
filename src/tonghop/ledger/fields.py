"""Column types of the ledger."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field


class ExactField(Field):  # type: ignore[type-arg]
    """An exact decimal number of any size, with no rounding to a scale (`numeric`)."""

    _pyi_private_set_type: Decimal | int | str | None
    _pyi_private_get_type: Decimal

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002
        """The type of the column."""
        return "numeric"

    def to_python(self, value: Any) -> Decimal | None:
        """The number, from a Decimal, an integer or its digits; a float is refused, for it is not exact."""
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError("a float is not an exact number")
        try:
            return Decimal(value)
        except (ArithmeticError, TypeError, ValueError) as error:
            raise ValidationError(f"not a number: {value}") from error

    def get_prep_value(self, value: Any) -> Decimal | None:
        """The number as it is stored."""
        return self.to_python(value)
