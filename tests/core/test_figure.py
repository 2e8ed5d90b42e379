"""What can be said of a figure by itself."""

from decimal import Decimal

import pytest

from tonghop.core.figure import Figure, Role


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        (Role.COUNT, "người", True),
        (Role.COUNT, None, True),
        (Role.PLAN_VALUE, "hộ", True),
        (Role.PLAN_VALUE, "VND", False),
        (Role.DELTA, "%", False),
        (Role.COUNT, "người/km²", False),
        (Role.PLAN_VALUE, "tấn/ha", False),
        (Role.AMOUNT, "VND", False),
    ],
)
def test_only_whole_things_are_counted(role: Role, unit: str | None, expected: bool) -> None:
    value = Decimal(12)
    assert Figure("f1", 0, 2, "12", value, value, value, unit, role).is_count is expected


def test_a_figure_cannot_be_changed() -> None:
    figure = Figure("f1", 0, 2, "12", Decimal(12), None, None, "hộ", Role.COUNT)
    with pytest.raises(AttributeError):
        figure.value = Decimal(13)  # type: ignore[misc]
    assert hash(figure) == hash(figure._replace())
