"""Exact numbers as text."""

from fractions import Fraction

_MOST_DECIMALS = 40


def exact(number: Fraction | None) -> str | None:
    """A number as its digits where its decimals end, else as a fraction (`1/3`)."""
    if number is None:
        return None
    decimals = next((places for places in range(_MOST_DECIMALS) if (number * 10**places).denominator == 1), None)
    if decimals is None:
        return str(number)
    digits = f"{abs(number * 10**decimals).numerator:0{decimals + 1}d}"
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return ("-" if number < 0 else "") + whole + (f".{part}" if part else "")
