"""Events of the tenant's own: a program reports that something has happened; scenarios that listen to its name start."""

import hashlib
from typing import Any, Final
from uuid import UUID, uuid5

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ForbiddenError
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.records.events import actor_json, write_outbox
from axin.runtime.runs import pressure
from axin.runtime.triggers.inbound import CallReusedError
from axin.tenants.actor import Actor

KIND: Final = "event"
_ONCE: Final = UUID("b9a3f0a4-52b7-4a0c-8f3e-6d0b1f8c2e55")
_KEPT_DAYS: Final = 30


def may_report(plan: Plan, actor: Actor, name: str) -> bool:
    """Whether the actor's role may report events of this name: it says `event:NAME`."""
    role = plan.roles.get(actor.role)
    return actor.may_everything or (role is not None and f"event:{name}" in role.scenarios)


async def report(plan: Plan, actor: Actor, name: str, data: Any, key: str | None) -> UUID:  # noqa: ANN401 - any JSON
    """Tell of the event in the open transaction; return its id. With a key it happens once, however often it is reported."""
    if not may_report(plan, actor, name):
        raise ForbiddenError("Your role may not report this event.")
    await pressure.check_room()
    id_ = new_id() if key is None else uuid5(_ONCE, f"{tenant_no()}:{name}:{key}")
    if key is None or await _is_new(id_, data):
        payload = {
            "version": plan.version, "cause": Cause.of_actor(actor).to_json(), "actor": actor_json(actor),
            "name": name, "data": data,
        }  # fmt: skip
        await write_outbox(KIND, [payload], [id_])
    return id_


async def _is_new(id_: UUID, data: Any) -> bool:  # noqa: ANN401 - any JSON
    """Note the event; False where it has come before. The same key may not stand for something else."""
    digest = hashlib.sha256(json.dumps(data)).digest()
    await connection().execute(
        "delete from event_seen where tenant_no = $1 and at < now() - make_interval(days => $2)", tenant_no(), _KEPT_DAYS
    )
    noted = await connection().fetchval(
        "insert into event_seen (tenant_no, id, digest) values ($1, $2, $3) on conflict do nothing returning true",
        tenant_no(),
        id_,
        digest,
    )
    if noted:
        return True
    known = await connection().fetchval("select digest from event_seen where tenant_no = $1 and id = $2", tenant_no(), id_)
    if bytes(known) != digest:
        raise CallReusedError
    return False
