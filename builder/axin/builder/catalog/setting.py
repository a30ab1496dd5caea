"""What of a workspace the meaning of an input depends on: its currency, and the country of a phone number without one."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from axin.builder.compiling.plan import Plan

_FALLBACK_REGION: Final = "AZ"


@dataclass(frozen=True, slots=True)
class Setting:
    """The workspace's currency (ISO 4217) and country (ISO 3166)."""

    currency: str = "AZN"
    region: str = _FALLBACK_REGION

    @classmethod
    def of(cls, plan: Plan) -> "Setting":
        """Return the setting of a plan's workspace."""
        return _setting(plan.currency, plan.timezone)


@lru_cache(maxsize=256)
def _setting(currency: str, timezone: str) -> Setting:
    return Setting(currency, region_of_zone(timezone))


def region_of_zone(zone: str) -> str:
    """Return the country whose time the zone keeps."""
    return _regions().get(zone, _FALLBACK_REGION)


@cache
def _regions() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {zone: country for country, _, zone, *_ in rows}
