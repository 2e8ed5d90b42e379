"""Registers as data: one file of `data/registers` says all that the engine needs to know of one.

Fields, states, transitions, legal time limits, measures, identities between measures, and the indicators they feed.
"""

from tonghop.catalog.registers.files import read_register, read_registers, register_texts, registers
from tonghop.catalog.registers.model import (
    MEASURED_IN,
    PLACE,
    PLACES,
    Bound,
    Clock,
    Conversion,
    DocumentOf,
    FieldOf,
    Identity,
    Kind,
    Limit,
    LimitVersion,
    Measure,
    Offshoot,
    Outside,
    Privacy,
    Rate,
    Register,
    Role,
    State,
    Take,
    Transition,
)

__all__ = [
    "MEASURED_IN",
    "PLACE",
    "PLACES",
    "Bound",
    "Clock",
    "Conversion",
    "DocumentOf",
    "FieldOf",
    "Identity",
    "Kind",
    "Limit",
    "LimitVersion",
    "Measure",
    "Offshoot",
    "Outside",
    "Privacy",
    "Rate",
    "Register",
    "Role",
    "State",
    "Take",
    "Transition",
    "read_register",
    "read_registers",
    "register_texts",
    "registers",
]
