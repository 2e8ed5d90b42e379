"""Random but lawful histories of cases of a register."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tonghop.catalog.registers import Kind, Register
from tonghop.registers.history import History, Step, Value

BEGIN = date(2026, 1, 1)


@st.composite
def cases(draw: st.DrawFn, register: Register) -> History:
    """A case received in 2026 that took up to eight steps, any that its state allowed."""
    on = BEGIN + timedelta(days=draw(st.integers(0, 300)))
    steps = [Step(on, fields=draw(filled(register)))]
    state = register.begins
    for _ in range(draw(st.integers(0, 8))):
        possible = [key for key, item in register.transitions.items() if state in item.sources]
        if not possible:
            break
        key = draw(st.sampled_from(possible))
        on += timedelta(days=draw(st.integers(0, 60)))
        steps.append(Step(on, key, draw(filled(register)) if draw(st.booleans()) else None))
        state = register.transitions[key].target or state
    return History(register, tuple(steps))


def filled(register: Register) -> st.SearchStrategy[dict[str, Value]]:
    """Values for the choices, counts and sums of money of a register, and for what is told apart in it.

    Years are those in which the cases are, and the ones next to them.
    """
    years = {measure.year for measure in register.measures.values() if measure.year}
    some: dict[str, st.SearchStrategy[Value]] = {}
    for key, field in register.fields.items():
        if field.type is Kind.CHOICE:
            some[key] = st.sampled_from(sorted(field.choices))
        elif key in years:
            some[key] = st.integers(2025, 2028)
        elif field.type in (Kind.COUNT, Kind.MONEY, Kind.AREA):
            some[key] = st.integers(field.least or 0, 10**9 if field.most is None else field.most)
        elif any(key == measure.distinct for measure in register.measures.values()):
            some[key] = st.sampled_from(["", "một", "hai"])
    return st.fixed_dictionaries(some)
