"""Exact numbers, and the one way to round them for a reader."""

from decimal import Decimal
from fractions import Fraction
from math import floor

DECIMALS = 2


def rounded(value: Fraction, top: int) -> Decimal:
    """Return a mean rounded half up to two decimals, for display only (SPEC §3.2).

    0.00 and the top are shown only where the value is exactly that: 2.996 of 3 is shown as 2.99.
    """
    unit = Decimal(1).scaleb(-DECIMALS)
    # Half up is the floor of the value and a half: exact, on integers, with no binary fraction.
    shown = Decimal(floor(value * 10**DECIMALS + Fraction(1, 2))).scaleb(-DECIMALS)
    if shown == top and value != top:
        return shown - unit
    if shown == 0 and value != 0:
        return unit
    return shown


def exact(number: int | float | str) -> Fraction:
    """Return a written decimal number exactly as written: 1.1 is 11/10."""
    return Fraction(Decimal(str(number)))
