"""Plans are data: what each costs per seat and month, and what it allows."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from axin.platform.kernel.errors import InvalidError


class PlanOffer(msgspec.Struct, frozen=True):
    """A plan; a price is per seat and month, by currency, and none means it costs nothing."""

    key: str
    title: Mapping[str, str]
    prices: Mapping[str, str]
    limits: Mapping[str, int]


class _File(msgspec.Struct, frozen=True):
    plans: tuple[PlanOffer, ...]


@cache
def all_plans() -> Mapping[str, PlanOffer]:
    """Return every plan by its key, cheapest first."""
    text = files("axin.billing").joinpath("plans.json").read_bytes()
    return {plan.key: plan for plan in msgspec.json.decode(text, type=_File).plans}


def plan_named(key: str, pointer: str = "/plan") -> PlanOffer:
    """Return the plan of this key, or refuse it."""
    found = all_plans().get(key)
    if found is None:
        raise InvalidError.at(pointer, "unknown_plan", f"There is no such plan. The plans are: {', '.join(all_plans())}.")
    return found
