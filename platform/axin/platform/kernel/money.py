"""Money: a decimal amount and its currency. Never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

DEFAULT_MINOR_DIGITS: Final = 2
# ISO 4217: the currencies whose minor unit is not a hundredth.
MINOR_DIGITS: Final = {
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "VND": 0,
    "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip
_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP "
    "CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR "
    "ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
    "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD "
    "SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR "
    "ZMW ZWG"
)
CURRENCIES: Final = frozenset(_CODES.split())
"""The currencies in use, by their ISO 4217 codes."""


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
