"""When a funnel's amount is computed in another way: before publishing, which cards that concerns; after it, their new worth."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from axin.builder import versions
from axin.builder.amounts import amount_source
from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan, FunnelPlan, Plan
from axin.builder.definitions.model import Funnel, Model, object_of
from axin.builder.formulas import checker
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.errors import FormulaError
from axin.builder.scopes import entity_scope
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.ids import parse_id
from axin.runtime.jobs import commands as jobs
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.jobs.registry import register as register_kind
from axin.runtime.records import amounts
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.query import Query
from axin.runtime.records.record import Record
from axin.runtime.records.sql_names import RecordNames
from axin.runtime.records.telling import may_tell
from axin.tenants import members
from axin.tenants.actor import Actor

KIND: Final = "funnel.amounts"
_LOOKED_AT: Final = 500
_SHOWN: Final = 20
_CHUNK: Final = 200
_CAP: Final = 10_001


async def preview(plan: Plan, actor: Actor, document: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return what the draft's way of computing a funnel's amount would change, of the cards that the actor may see."""
    model, funnel = Model(document), plan.funnels.get(key)
    drafted = model.funnels.get(key)
    if funnel is None or drafted is None:
        raise NotFoundError
    reader = Reader(plan, actor)
    rights = reader.rights_of(funnel.entity)
    written = _drafted(plan, model, drafted)
    names = RecordNames(Query(reader, []), rights.entity, "r", held=True)
    where = f"{names.readable()} and r.funnel = {names.query.parameter(key)}"
    cards = await names.query.fetch_count(f"select count(*) from (select from record r where {where} limit {_CAP}) q")
    if written is None or written[0].key not in rights.visible or not may_tell(reader, funnel.entity, written[1]):
        return {"funnel": key, "computed": False, "cards": cards, "looked_at": 0, "affected": 0, "items": []}
    rows = await names.query.fetch(f"select {columns('r')} from record r where {where} order by r.id desc limit {_LOOKED_AT}")
    readers = stored_readers(reader, rights.entity)
    records = [read_row(rights.entity, row, readers) for row in rows]
    worth = await amounts.worth(reader, records, {key: written}, Setting.of(plan)) if records else []
    changed = [
        (record, value) for record, value in zip(records, worth, strict=True) if record.values.get(written[0].key) != value
    ]
    return {
        "funnel": key,
        "computed": True,
        "cards": cards,
        "looked_at": len(records),
        "affected": len(changed),
        "items": [_shown(rights, record, written[0], value) for record, value in changed[:_SHOWN]],
    }


def _drafted(plan: Plan, model: Model, funnel: Funnel) -> tuple[FieldPlan, Checked] | None:
    """Return the field and formula of the draft, read over the live version: what is new there is not yet in any record."""
    source = amount_source(model, funnel)
    entity = plan.entities.get(funnel.text("entity") or "")
    field = entity.fields.get(str(object_of(funnel.raw, "amount").get("field"))) if entity is not None else None
    if source is None or entity is None or field is None:
        return None
    scope = entity_scope(plan, entity.key)
    try:
        return field, checker.check(source.removeprefix("="), scope, scope.names.get(field.key))
    except FormulaError:
        message = "This formula reads what is not published yet: publish that first, then look at what would change."
        raise InvalidError.at("/funnels/amount/formula", "not_published", message) from None


def _shown(rights: EntityRights, record: Record, field: FieldPlan, value: object) -> dict[str, Any]:
    display = record.entity.display
    name = record.values.get(display) if display in rights.visible else None
    return {
        "id": record.id,
        "number": record.number,
        "name": codec.plain_json(name) if isinstance(name, str) else f"#{record.number}",
        "from": codec.to_api(field, record.values.get(field.key)),
        "to": codec.to_api(field, value),
    }


async def follow(plan: Plan) -> None:
    """Have the cards revalued of each funnel whose amount this version computes in another way; a publisher's listener."""
    before = (await versions.plan_of(plan.version - 1)).funnels if plan.version > 1 else {}
    for key, funnel in plan.funnels.items():
        if _computed_anew(before.get(key), funnel) and await _stands(plan, funnel):
            await jobs.start(KIND, {"funnel": key}, actor=await _publisher(plan))


async def _publisher(plan: Plan) -> Actor:
    """Return for whom the job works, so that they can follow it; where no person published, the product itself."""
    author = parse_id(plan.author)
    member = await members.get(author) if author is not None else None
    if author is None or member is None:
        return Actor.of_product(plan.tenant_no)
    return Actor(plan.tenant_no, "person", author, member.role, person=author, title=member.name)


def _computed_anew(before: FunnelPlan | None, after: FunnelPlan) -> bool:
    if after.amount_formula is None:
        return False
    old = before.amount_formula if before is not None else None
    same = old is not None and old.source == after.amount_formula.source
    return not same or before is None or before.amount_field != after.amount_field


async def _stands(plan: Plan, funnel: FunnelPlan) -> bool:
    return bool(
        await connection().fetchval(
            "select exists (select from record where tenant_no = $1 and entity_no = $2 and funnel = $3 and deleted_at is null)",
            plan.tenant_no,
            plan.entities[funnel.entity].no,
            funnel.key,
        )
    )


async def revalue(job: JobContext) -> Progress | Done:
    """Write anew what a chunk of a funnel's cards is worth."""
    funnel = job.plan.funnels.get(job.input["funnel"])
    if funnel is None:
        return Done()
    rows = await connection().fetch(
        """select id from record where tenant_no = $1 and entity_no = $2 and funnel = $3 and deleted_at is null
           and ($4::uuid is null or id > $4) order by id limit $5""",
        job.tenant_no,
        job.plan.entities[funnel.entity].no,
        funnel.key,
        UUID(job.state) if job.state else None,
        _CHUNK,
    )
    if not rows:
        return Done({"cards": job.done})
    await Gateway(job.plan, job.actor, job.cause("system")).settle_amounts(funnel.entity, {row["id"] for row in rows})
    return Progress(str(rows[-1]["id"]), job.done + len(rows))


register_kind(KIND, revalue)
