"""Why a field has its value: the change that set it, what that was computed from, and the chain of causes behind it.

Each reader is told what they may know: a formula that names a field they may not see is not shown to them, nor what a scenario
read that they could not have read themselves.
"""

from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import FieldPlan, Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.records.causes import chain_of, step_of
from axin.runtime.records.changes import LOGGED_SYSTEM_FIELDS
from axin.runtime.records.graph import Graph, Node, read_by_ids
from axin.runtime.records.history import COLUMNS, cause_of
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.queries import get
from axin.runtime.records.telling import exists, may_tell
from axin.runtime.records.trees import tree_of
from axin.tenants.actor import Actor


async def why(plan: Plan, actor: Actor, entity: str, id: UUID, field: str) -> dict[str, Any]:  # noqa: A002 - as everywhere
    """Return {value, at, cause} of a field, as the actor may know it."""
    record = await get(plan, actor, entity, id)
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    part = rights.visible.get(field)
    if part is None and field not in LOGGED_SYSTEM_FIELDS:
        raise NotFoundError
    if part is not None and part.formula is not None:
        return await _computed(reader, rights, id, part)
    value = codec.to_api(part, record.values[field]) if part is not None else codec.plain_json(getattr(record, field))
    row = await _last_change(reader, rights, id, [str(part.no) if part is not None else field])
    if row is None:
        return {"value": value, "at": None, "cause": None}
    stored = json.loads(row["cause"])
    cause = cause_of(row)
    if stored.get("scenario") is not None:
        cause |= await step_of(reader, rights, id, field, stored)
    if part is not None and part.no in stored.get("defaults", ()):
        cause |= _default(reader, rights, part, cause)
    computed: dict[str, Any] = {"source": None, "values": {}}  # said of every cause, of what was merely given too
    return {"value": value, "at": row["at"], "cause": {**computed, **cause, "chain": await chain_of(reader, stored)}}


def _default(reader: Reader, rights: EntityRights, part: FieldPlan, cause: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a value that nobody gave: by whose doing the record came to be, and the field's default."""
    formula = part.default if hasattr(part.default, "source") else None
    told = formula is not None and may_tell(reader, rights.entity.key, formula)
    return {
        "kind": "default",
        "by": cause["kind"],
        "source": formula.source if told and formula is not None else None,
        "values": {},
    }


async def _computed(reader: Reader, rights: EntityRights, record: UUID, part: FieldPlan) -> dict[str, Any]:
    node = await _node(reader, rights, record, part)
    formula = part.formula
    if formula is None:
        raise NotFoundError
    own = {path[0] for path in formula.reads} & set(rights.visible)
    row = await _last_change(reader, rights, record, [str(rights.visible[key].no) for key in own])
    entity = rights.entity.key
    told = may_tell(reader, entity, formula)
    cause: dict[str, Any] = {
        "kind": "formula",
        "source": formula.source if told else None,
        "values": {
            ".".join(path): codec.plain_json(node.read(path)) for path in sorted(formula.reads) if exists(reader, entity, path)
        },
        "tree": tree_of(formula, node, rows=True) if told else None,
    }
    if row is not None:
        changed = cause_of(row)
        cause |= {name: changed[name] for name in ("actor", "scenario", "version", "run", "step", "job")}
        cause["chain"] = await chain_of(reader, json.loads(row["cause"]))
    value = codec.of_result(part, node.computed(part))
    return {"value": codec.plain_json(value), "at": row and row["at"], "cause": cause}


async def _node(reader: Reader, rights: EntityRights, record: UUID, part: FieldPlan) -> Node:
    graph = Graph(reader)
    nodes = [graph.add(found) for found in await read_by_ids(reader, rights.entity, [record])]
    if not nodes:
        raise NotFoundError
    await graph.load(nodes, Needs(reader.plan, rights.entity).of_fields([part.key]).restricted_links(reader))
    return nodes[0]


async def _last_change(reader: Reader, rights: EntityRights, record: UUID, names: list[str]) -> Any:  # noqa: ANN401 - a row
    return await connection().fetchrow(
        f"""select {COLUMNS} from change where tenant_no = $1 and entity_no = $2 and record_id = $3 and changes ?| $4::text[]
            order by version desc limit 1""",
        reader.tenant_no, rights.entity.no, record, names,
    )  # fmt: skip
