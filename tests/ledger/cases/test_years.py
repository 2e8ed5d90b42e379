"""Years are told with their digits together, on the page and in files."""

from tonghop.catalog.registers import registers
from tonghop.ledger.cases.exporting import content_of
from tonghop.ledger.cases.naming import Names
from tonghop.registers.filling import filled
from tonghop.web.numbers import Speech
from tonghop.web.registers.values import words


def test_a_year_is_told_without_grouping() -> None:
    register, nobody = registers()["investment_capital"], Names({}, {}, {})
    field, year = register.fields["budget_year"], filled(register, {"budget_year": "2026"})["budget_year"]
    assert year == 2026
    assert words(field, year, nobody, Speech("vi")) == "2026"
    assert content_of(field, year, nobody) == "2026"
