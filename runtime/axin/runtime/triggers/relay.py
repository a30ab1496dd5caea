"""From the outbox to runs: claim and delete a batch of a tenant's events, match each, open what it sets off; one transaction.

An event that cannot be read is put aside, whole, in the log, and never holds up the others.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import asyncpg

from axin.builder import versions
from axin.platform.data import json
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel import faults
from axin.platform.kernel.errors import AxinError
from axin.runtime.runs import hearing, live
from axin.runtime.runs.errors import NOBODYS_FAULT
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import Opening, open_runs
from axin.runtime.triggers import matcher

if TYPE_CHECKING:
    from asyncpg import Record

log: Final = logging.getLogger(__name__)
BATCH: Final = 200
_CLAIM: Final = """
with gone as (
    delete from outbox where tenant_no = $1 and id in (
        select id from outbox where tenant_no = $1 and ($3::uuid is null or id = $3) order by id limit $2 for update skip locked
    ) returning id, kind, payload
)
select id, kind, payload, case when payload #> '{cause,run}' is not null then (
    select actor -> 'origin' from run where tenant_no = $1 and id = (payload #>> '{cause,run}')::uuid
) end as origin
from gone
"""


async def relay(tenant: int) -> int:
    """Relay a batch of the tenant's events; return how many there were."""
    try:
        return await _relay(tenant)
    except asyncpg.PostgresError as error:
        if isinstance(error, NOBODYS_FAULT):
            raise
        log.warning("A batch of events is relayed one by one, since one of them spoils it")
        return await _one_by_one(tenant)


async def _one_by_one(tenant: int) -> int:
    async with tenant_transaction(tenant) as transaction:
        rows = await transaction.fetch("select id from outbox where tenant_no = $1 order by id limit $2", tenant, BATCH)
    for row in rows:
        try:
            await _relay(tenant, row["id"])
        except asyncpg.PostgresError as error:
            if isinstance(error, NOBODYS_FAULT):
                raise
            log.exception("An event could not be relayed and was put aside: %s", row["id"])
            async with tenant_transaction(tenant) as transaction:
                await transaction.execute("delete from outbox where tenant_no = $1 and id = $2", tenant, row["id"])
    return len(rows)


async def _relay(tenant: int, only: UUID | None = None) -> int:
    async with tenant_transaction(tenant) as transaction:
        rows = await transaction.fetch(_CLAIM, tenant, BATCH, only)
        by_version: defaultdict[int, list[Opening]] = defaultdict(list)
        happened: list[Event] = []
        for row in sorted(rows, key=lambda row: row["id"]):
            for version, opening in await _openings(row, happened):
                by_version[version].append(opening)
        for version, openings in by_version.items():
            await open_runs(await versions.plan_of(version), openings)
        await hearing.hear(happened)
        live.announce(tenant, [each for openings in by_version.values() for each in openings])
        faults.point("relay.opened")
    faults.point("relay.committed")
    return len(rows)


async def _openings(row: "Record", happened: list[Event]) -> Sequence[tuple[int, Opening]]:
    """Return the runs that the event opens, each with its version; note what has happened."""
    try:
        payload: dict[str, Any] = json.loads(row["payload"])
        version = payload["version"]
        event = Event.of_outbox(row["id"], row["kind"], _with_origin(payload, row["origin"]))
        plan = await versions.plan_of(version)
        happened.append(event)
        return [(version, opening) for opening in await matcher.openings(plan, event)]
    except (AxinError, KeyError, TypeError, ValueError):
        log.exception("An event could not be read and was put aside: %s", row["id"])
        return ()


def _with_origin(payload: dict[str, Any], kept: str | None) -> dict[str, Any]:
    """Say who caused the whole chain: for what a scenario did, the one who set that scenario off."""
    if payload["cause"].get("run") is None:
        return payload
    origin = json.loads(kept) if kept else payload["actor"]
    return payload | {"actor": {**payload["actor"], "origin": origin}}
