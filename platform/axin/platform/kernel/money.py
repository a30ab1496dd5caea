"""Money: a decimal amount and its currency. Never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

DEFAULT_MINOR_DIGITS: Final = 2
# ISO 4217: the currencies whose minor unit is not a hundredth.
MINOR_DIGITS: Final = {
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLP": 0, "ISK": 0, "JPY": 0, "KRW": 0, "PYG": 0, "UGX": 0, "VND": 0, "XAF": 0, "XOF": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 code)."""

    amount: Decimal
    currency: str

    def rounded(self) -> "Money":
        """Return this money rounded half up to its minor unit, as a field holds it."""
        digits = minor_digits(self.currency)
        return Money(self.amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP), self.currency)

    @property
    def minor_units(self) -> int:
        """The rounded amount as a whole number of minor units (cents, qepik)."""
        return int(self.rounded().amount.scaleb(minor_digits(self.currency)))


def minor_digits(currency: str) -> int:
    """Return how many digits the currency's minor unit has."""
    return MINOR_DIGITS.get(currency, DEFAULT_MINOR_DIGITS)
