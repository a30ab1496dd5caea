"""Who is in which team. A person may be in several; the first one joined is where their records go."""

import time
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import after_commit, connection, tenant_no

_FRESH_SECONDS: Final = 2.0
_KEPT_WORKSPACES: Final = 10_000
_homes: Final[dict[int, tuple[float, Mapping[UUID, UUID]]]] = {}


async def of_person(person: UUID | None) -> frozenset[UUID]:
    """Return the teams that a person is in."""
    if person is None:
        return frozenset()
    rows = await connection().fetch(
        "select team_id from team_member where tenant_no = $1 and person_id = $2", tenant_no(), person
    )
    return frozenset(row["team_id"] for row in rows)


async def homes() -> Mapping[UUID, UUID]:
    """Return, for each person in a team, the team that their records belong to; remembered for a moment."""
    tenant = tenant_no()
    known = _homes.get(tenant)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    rows = await connection().fetch(
        """select distinct on (person_id) person_id, team_id from team_member where tenant_no = $1
           order by person_id, joined_at, team_id""",
        tenant,
    )
    if len(_homes) >= _KEPT_WORKSPACES:
        _homes.clear()
    found = MappingProxyType({row["person_id"]: row["team_id"] for row in rows})
    _homes[tenant] = (time.monotonic() + _FRESH_SECONDS, found)
    return found


async def set_members(team: UUID, before: Collection[UUID], now: Collection[UUID]) -> None:
    """Have these people in the team, where those were before."""
    gone, new = set(before) - set(now), [person for person in now if person not in before]
    await connection().execute(
        "delete from team_member where tenant_no = $1 and team_id = $2 and person_id = any($3)", tenant_no(), team, list(gone)
    )
    await connection().execute(
        "insert into team_member (tenant_no, team_id, person_id) select $1, $2, unnest($3::uuid[])", tenant_no(), team, new
    )
    _forget_after_commit()


async def leave_all(person: UUID) -> None:
    """Take who leaves the workspace out of its teams."""
    await connection().execute("delete from team_member where tenant_no = $1 and person_id = $2", tenant_no(), person)
    await connection().execute("update team set lead = null where tenant_no = $1 and lead = $2", tenant_no(), person)
    _forget_after_commit()


def _forget_after_commit() -> None:
    tenant = tenant_no()
    _homes.pop(tenant, None)

    async def forget() -> None:
        _homes.pop(tenant, None)

    after_commit(forget)
