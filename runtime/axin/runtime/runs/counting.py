"""How many runs of each scenario there have been, by day and status; the database counts them as they are written.

Of whoever runs much the deltas are folded into totals; of others they are few, and reading adds them up.
"""

from typing import Final

from axin.platform.data.unit_of_work import connection, control_rows, tenant_no, tenant_transaction

UNDONE: Final = "undone"
"""Counted beside the status that such a run has."""
MANY: Final = 200
_LOCK: Final = 0x4178_5275
"""Of the advisory lock under which one at a time folds a tenant's deltas."""
_ALL: Final = """
(select day, scenario, status, runs from run_total where tenant_no = $1
 union all select day, scenario, status, runs from run_delta where tenant_no = $1) as counted
"""


async def by_status(scenario: str) -> dict[str, int]:
    """Return how many runs of a scenario there have ever been, by the status they have."""
    rows = await connection().fetch(
        f"select status, sum(runs)::bigint as runs from {_ALL} where scenario = $2 group by status", tenant_no(), scenario
    )
    return {row["status"]: row["runs"] for row in rows if row["status"] != UNDONE}


async def of_days(days: int) -> dict[str, dict[str, int]]:
    """Return of each scenario how many of its runs of the last days there are in all, done, failed, and done for good."""
    rows = await connection().fetch(
        f"""select scenario, coalesce(sum(runs) filter (where status <> '{UNDONE}'), 0)::bigint as runs,
                   coalesce(sum(runs) filter (where status = 'done'), 0)::bigint as done,
                   coalesce(sum(runs) filter (where status = 'failed'), 0)::bigint as failed,
                   coalesce(sum(case status when 'done' then runs when '{UNDONE}' then -runs end), 0)::bigint as worth
            from {_ALL} where day > (now() at time zone 'UTC')::date - $2::int group by scenario""",
        tenant_no(),
        days,
    )
    return {row["scenario"]: {name: row[name] for name in ("runs", "done", "failed", "worth")} for row in rows}


async def fold(many: int = MANY) -> None:
    """Add the deltas of every workspace that has so many to its totals."""
    for row in await control_rows("select tenant_no from run_delta group by tenant_no having count(*) >= $1", many):
        async with tenant_transaction(row["tenant_no"]) as transaction:
            await transaction.execute("select pg_advisory_xact_lock($1, $2)", _LOCK, row["tenant_no"])
            await transaction.execute(_FOLD, row["tenant_no"])


_FOLD: Final = """
with gone as (
    delete from run_delta where tenant_no = $1 and id in (
        select id from run_delta where tenant_no = $1 order by id limit 20000)
    returning day, scenario, status, runs)
insert into run_total (tenant_no, day, scenario, status, runs)
    select $1, day, scenario, status, sum(runs) from gone group by day, scenario, status order by day, scenario, status
on conflict (tenant_no, scenario, day, status) do update set runs = run_total.runs + excluded.runs
"""
