"""Numbers: exact sums and products, twelve digits after the point, half away from zero; what passes the bounds is blank."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, DecimalException
from typing import Final

from axin.builder.formulas.limits import BOUND, DIGITS, EXACT, MAX_EXPONENT, QUANTUM, ROUNDED, WHOLE_DIGITS, WIDE

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
_FINE: Final = Decimal(1).scaleb(-24)
_STEPS: Final = {places: ONE.scaleb(-places) for places in range(-WHOLE_DIGITS, DIGITS + 1)}
_add, _subtract, _multiply, _quantize = EXACT.add, EXACT.subtract, EXACT.multiply, ROUNDED.quantize


def canonical(value: Decimal) -> Decimal:
    """Return the number without trailing zeros, never in exponent form, never a negative zero."""
    return WIDE.add(value.normalize(WIDE), ZERO)


def bounded(value: Decimal) -> Decimal | None:
    """Return the number, or a blank where it passes the bound."""
    return value if -BOUND < value < BOUND else None


def plus(left: Decimal, right: Decimal) -> Decimal | None:
    """Return the sum."""
    try:
        return _add(left, right)
    except DecimalException:
        return None


def minus(left: Decimal, right: Decimal) -> Decimal | None:
    """Return the difference."""
    try:
        return _subtract(left, right)
    except DecimalException:
        return None


def times(left: Decimal, right: Decimal) -> Decimal | None:
    """Return the product."""
    try:
        return _quantize(_multiply(left, right), QUANTUM)
    except DecimalException:
        return None


def divide(left: Decimal, right: Decimal) -> Decimal | None:
    """Return the quotient; a division by zero is blank."""
    if not right:
        return None
    try:
        return _quantize(WIDE.divide(left, right), QUANTUM)
    except DecimalException:
        return None


def power(base: Decimal, exponent: Decimal) -> Decimal | None:
    """Return the power. Blank where it is none of the real numbers, or the exponent is beyond a thousand."""
    real = exponent >= 0 if not base else base > 0 or exponent == exponent.to_integral_value()
    if not real or not -MAX_EXPONENT <= exponent <= MAX_EXPONENT:
        return None
    if not exponent:
        return ONE
    if not base:
        return ZERO
    try:
        fine = WIDE.power(base, exponent)
        return _quantize(WIDE.quantize(fine, _FINE), QUANTUM) if bounded(fine) is not None else None
    except DecimalException:
        return None


def round_to(value: Decimal, places: Decimal = ZERO) -> Decimal | None:
    """Return the number rounded half away from zero to so many places (negative: tens, hundreds…)."""
    if places <= -WHOLE_DIGITS - 1:
        return None
    step = _STEPS[int(min(places, Decimal(DIGITS)))]
    return bounded(WIDE.add(WIDE.quantize(value, step), ZERO))


def floor_to(value: Decimal, step: Decimal = ONE) -> Decimal | None:
    """Return the greatest multiple of `step` that is not above the number."""
    return _stepped(value, step, ROUND_FLOOR)


def ceil_to(value: Decimal, step: Decimal = ONE) -> Decimal | None:
    """Return the least multiple of `step` that is not below the number."""
    return _stepped(value, step, ROUND_CEILING)


def _stepped(value: Decimal, step: Decimal, rounding: str) -> Decimal | None:
    """Steps have no sign; a step of zero is blank."""
    if not step:
        return None
    size = WIDE.abs(step)
    count = WIDE.divide(value, size).to_integral_value(rounding, WIDE)
    try:
        return bounded(WIDE.multiply(count, size))
    except DecimalException:
        return None


def modulo(value: Decimal, divisor: Decimal) -> Decimal | None:
    """Return the remainder, with the divisor's sign."""
    if not divisor:
        return None
    rest = WIDE.remainder(value, divisor)
    return WIDE.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


def total(values: Iterable[Decimal]) -> Decimal | None:
    """Return the sum of many; only the end counts against the bound."""
    result = ZERO
    for value in values:
        result = WIDE.add(result, value)
    return bounded(result)


def opposite(value: Decimal) -> Decimal:
    """Return the number with the other sign. Python's own minus would round to its default precision."""
    return EXACT.minus(value)


def absolute(value: Decimal) -> Decimal:
    """Return the number without its sign."""
    return EXACT.abs(value)


def average(values: list[Decimal]) -> Decimal | None:
    """Return the mean; of nothing it is blank."""
    result = ZERO
    for value in values:
        result = WIDE.add(result, value)
    return divide(result, Decimal(len(values)))


def whole(value: Decimal, least: int, most: int) -> int | None:
    """Return the number without its fraction, or a blank where it is out of the range."""
    return int(value) if value > least - 1 and value < most + 1 and least <= int(value) <= most else None
