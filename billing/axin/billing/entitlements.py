"""The one function that says what a plan entitles to, and the one that makes a workspace's limits follow it."""

from collections.abc import Mapping

from axin.billing.plans import plan_named
from axin.platform.kernel.settings import settings
from axin.tenants import limits


def entitlements(plan: str) -> Mapping[str, int]:
    """Return the limits of a plan, by what they limit."""
    return plan_named(plan).limits


def default_limits() -> Mapping[str, int]:
    """Return the limits a new workspace begins with."""
    return entitlements(settings().default_plan)


async def apply(plan: str) -> None:
    """Make the limits of the workspace of the open transaction those of `plan`."""
    await limits.set_limits(entitlements(plan))
