"""Usage: what a workspace has used, counted in the transaction that uses it.

A counter row would make all writers of a tenant wait for each other; so each writes a small delta, and the scheduler folds
the deltas into totals. `seats` are counted from the members themselves.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Literal

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.clock import utc_now

Metric = Literal["records", "runs", "seats", "storage", "code"]
"""What is counted; `code` in milliseconds of a processor."""
METRICS: Final[tuple[Metric, ...]] = ("seats", "records", "runs", "storage")
MONTHLY: Final = frozenset({"runs", "code"})
_ALWAYS: Final = date(2000, 1, 1)

_SUM: Final = """
    coalesce((select sum(amount) from usage_total where tenant_no = $1 and metric = $2 and period = $3), 0)
    + coalesce((select sum(amount) from usage_delta where tenant_no = $1 and metric = $2 and period = $3), 0)"""
_SEATS: Final = "(select count(*) from membership where tenant_no = $1 and left_at is null)"


def period_of(metric: str) -> date:
    """Return the period that counts now: the month of a monthly metric, one for ever of another."""
    return utc_now().date().replace(day=1) if metric in MONTHLY else _ALWAYS


async def add(metric: Metric, amount: int) -> None:
    """Count `amount` more (or fewer) of `metric` in the open transaction."""
    if amount:
        await connection().execute(
            "insert into usage_delta (tenant_no, metric, period, amount) values ($1, $2, $3, $4)",
            tenant_no(),
            metric,
            period_of(metric),
            amount,
        )


def addition(metric: Metric, amount: int, place: Callable[[Any, str], str]) -> str:
    """Return the statement of `add`, for who writes it beside their own in one round trip; `place` names its parameters."""
    values = (tenant_no(), "int"), (metric, "text"), (period_of(metric), "date"), (amount, "bigint")
    return (
        "insert into usage_delta (tenant_no, metric, period, amount) "
        f"values ({', '.join(place(value, kind) for value, kind in values)})"
    )


async def used(metric: str) -> int:
    """Return how much of `metric` the workspace of the open transaction has used in the current period."""
    return await used_by(tenant_no(), metric)


async def used_by(tenant: int, metric: str) -> int:
    """Return how much of `metric` a workspace has used, in its own transaction or in one of the control role."""
    if metric == "seats":
        return int(await connection().fetchval(f"select {_SEATS}", tenant) or 0)
    return int(await connection().fetchval(f"select {_SUM}", tenant, metric, period_of(metric)) or 0)


async def fold(limit: int = 20_000) -> None:
    """Add the deltas of the workspace of the open transaction to its totals."""
    await connection().execute(
        """with gone as (
             delete from usage_delta where tenant_no = $1
               and id in (select id from usage_delta where tenant_no = $1 order by id limit $2)
             returning metric, period, amount)
           insert into usage_total (tenant_no, metric, period, amount)
             select $1, metric, period, sum(amount) from gone group by metric, period order by metric, period
           on conflict (tenant_no, metric, period) do update set amount = usage_total.amount + excluded.amount""",
        tenant_no(),
        limit,
    )
