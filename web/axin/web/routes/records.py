"""Records: create, read, list, change, move, delete; their history and links; many at once; groups and sums."""

from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, delete, get, patch, post
from msgspec import UNSET, UnsetType

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.platform.kernel.ids import new_id, parse_id
from axin.runtime.cause import Cause
from axin.runtime.records import aggregates, explaining, gateway, history, queries, rules
from axin.runtime.records.gateway import Creation, Gateway, Unset, Update
from axin.runtime.records.queries import Page
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor
from axin.web.parameters import id_in, version_in
from axin.web.plugins import AxinResponse
from axin.web.routes.record_shapes import BatchView, GroupsView, HistoryPage, RecordPage, RecordView, WhyView

_MOST_EXPANDED: Final = 20
Key = Annotated[str, msgspec.Meta(max_length=63)]
Id = Annotated[str, msgspec.Meta(max_length=64)]
Formula = Annotated[str, msgspec.Meta(max_length=4_000)]
Values = Annotated[dict[Annotated[str, msgspec.Meta(max_length=200)], Any], msgspec.Meta(max_length=1_000)]


class NewRecord(msgspec.Struct, forbid_unknown_fields=True):
    """A record to create."""

    values: Values = {}
    funnel: Key | None = None
    stage: Key | None = None
    responsible: Id | UnsetType | None = UNSET
    team: Id | UnsetType | None = UNSET


class RecordChange(msgspec.Struct, forbid_unknown_fields=True):
    """The fields to change; those left out stay."""

    values: Values = {}
    responsible: Id | UnsetType | None = UNSET
    team: Id | UnsetType | None = UNSET


class StageMove(msgspec.Struct, forbid_unknown_fields=True):
    """Where to; with `values`, what the stage requires and the record lacked is filled in the same step."""

    stage: Key
    funnel: Key | None = None
    values: Values = {}


class RowChange(RecordChange, kw_only=True, forbid_unknown_fields=True):
    """A record of a batch to change."""

    id: Id
    version: int | None = None


class BatchBody(msgspec.Struct, forbid_unknown_fields=True):
    """What to do, all of it or nothing."""

    create: list[NewRecord] = []
    update: list[RowChange] = []
    delete: list[Id] = []


class AggregateBody(msgspec.Struct, forbid_unknown_fields=True):
    """What to group by, what to measure, over which records."""

    group_by: list[Formula] | Formula = []
    measures: dict[Annotated[str, msgspec.Meta(max_length=200)], Formula] | list[Formula] = []
    filter: Formula | None = None


class RecordController(Controller):
    """Records of one entity."""

    path = "/api/w/{slug:str}/records/{entity:str}"
    tags = ("records",)

    @post("/", operation_id="createRecord")
    async def create(self, actor: Actor, plan: Plan, entity: str, data: NewRecord) -> Response[RecordView]:
        """Create a record; 200 and the record there is, where the entity merges duplicates and this is one."""
        door, fresh = _gateway(plan, actor), new_id()
        record = await door.create(
            entity,
            data.values,
            funnel=data.funnel,
            stage=data.stage,
            responsible=_person(data.responsible),
            team=_team(data.team),
            id=fresh,
        )
        return _answer(record, 201 if record.id == fresh else 200, door.warnings)

    @get("/", operation_id="records")
    async def listing(
        self,
        *,
        actor: Actor,
        plan: Plan,
        entity: str,
        filter: str | None = None,  # noqa: A002 - the contract's name
        sort: str | None = None,
        limit: int = queries.DEFAULT_ROWS,
        after: str | None = None,
        expand: str | None = None,
        count: bool = False,
        skip: int = 0,
    ) -> Response[RecordPage]:
        """Return a page of the records that match; `skip` leaves out as many after the cursor."""
        page = await queries.list_records(
            plan,
            actor,
            entity,
            filter=filter,
            sort=sort,
            limit=limit,
            after=after,
            expand=_names(expand),
            count=count,
            skip=skip,
        )
        return AxinResponse(_page(page))

    @get("/{record_id:str}", operation_id="record")
    async def read(
        self, actor: Actor, plan: Plan, entity: str, record_id: str, expand: str | None = None
    ) -> Response[RecordView]:
        """Return a record."""
        return _answer(await queries.get(plan, actor, entity, id_in(record_id), _names(expand)))

    @patch("/{record_id:str}", operation_id="changeRecord")
    async def change(
        self, *, request: Request[Any, Any, Any], actor: Actor, plan: Plan, entity: str, record_id: str, data: RecordChange
    ) -> Response[RecordView]:
        """Change some fields of a record."""
        door = _gateway(plan, actor)
        record = await door.update(
            entity,
            id_in(record_id),
            data.values,
            responsible=_person(data.responsible),
            team=_team(data.team),
            if_version=version_in(request.headers.get("if-match")),
        )
        return _answer(record, warnings=door.warnings)

    @delete("/{record_id:str}", operation_id="deleteRecord")
    async def remove(self, request: Request[Any, Any, Any], actor: Actor, plan: Plan, entity: str, record_id: str) -> None:
        """Delete a record."""
        await _gateway(plan, actor).delete(entity, id_in(record_id), if_version=version_in(request.headers.get("if-match")))

    @post("/{record_id:str}/stage", status_code=200, operation_id="moveRecord")
    async def move(
        self, *, request: Request[Any, Any, Any], actor: Actor, plan: Plan, entity: str, record_id: str, data: StageMove
    ) -> Response[RecordView]:
        """Put a record into a stage of a funnel."""
        record, funnel = id_in(record_id), rules.funnel_meant(plan, entity, data.funnel, "/funnel")
        moved = await _gateway(plan, actor).move(
            entity, record, funnel, data.stage, values=data.values, if_version=version_in(request.headers.get("if-match"))
        )
        return _answer(moved)

    @get("/{record_id:str}/history", operation_id="recordHistory")
    async def changes(
        self,
        *,
        actor: Actor,
        plan: Plan,
        entity: str,
        record_id: str,
        limit: int = queries.DEFAULT_ROWS,
        after: str | None = None,
    ) -> Response[HistoryPage]:
        """Return a page of a record's changes, newest first."""
        return AxinResponse(await history.history(plan, actor, entity, id_in(record_id), limit=limit, after=after))

    @get("/{record_id:str}/why/{field:str}", operation_id="whyValue")
    async def why(self, actor: Actor, plan: Plan, entity: str, record_id: str, field: str) -> Response[WhyView]:
        """Return why a field has its value."""
        return AxinResponse(await explaining.why(plan, actor, entity, id_in(record_id), field))

    @get("/{record_id:str}/links/{field:str}", operation_id="linkedRecords")
    async def linked(
        self,
        *,
        actor: Actor,
        plan: Plan,
        entity: str,
        record_id: str,
        field: str,
        limit: int = queries.DEFAULT_ROWS,
        after: str | None = None,
    ) -> Response[RecordPage]:
        """Return a page of the records behind a field of many links."""
        return AxinResponse(_page(await queries.linked(plan, actor, entity, id_in(record_id), field, limit=limit, after=after)))

    @post("/batch", operation_id="batchRecords")
    async def batch(self, actor: Actor, plan: Plan, entity: str, data: BatchBody) -> Response[BatchView]:
        """Create, change and delete many records at once, all or nothing."""
        _check_size(data)
        done = await _gateway(plan, actor).batch(
            entity,
            create=[
                Creation(
                    row.values,
                    row.funnel,
                    row.stage,
                    _person(row.responsible, f"/create/{place}"),
                    _team(row.team, f"/create/{place}"),
                )
                for place, row in enumerate(data.create)
            ],
            update=[
                Update(
                    id_in(row.id),
                    row.values,
                    row.version,
                    _person(row.responsible, f"/update/{place}"),
                    _team(row.team, f"/update/{place}"),
                )
                for place, row in enumerate(data.update)
            ],
            delete=[id_in(row) for row in data.delete],
        )
        shown = {
            "created": [record.to_api() for record in done.created],
            "updated": [record.to_api() for record in done.updated],
            "deleted": done.deleted,
        }
        return AxinResponse(shown, status_code=201 if done.created else 200)

    @post("/aggregate", status_code=200, operation_id="aggregateRecords")
    async def aggregate(self, actor: Actor, plan: Plan, entity: str, data: AggregateBody) -> Response[GroupsView]:
        """Group and measure the records that match."""
        keys = [data.group_by] if isinstance(data.group_by, str) else data.group_by
        return AxinResponse(
            await aggregates.aggregate(plan, actor, entity, group_by=keys, measures=data.measures, filter=data.filter)
        )


def _gateway(plan: Plan, actor: Actor) -> Gateway:
    return Gateway(plan, actor, Cause.of_actor(actor))


def _answer(record: Record, status: int = 200, warnings: Sequence[dict[str, Any]] = ()) -> Response[Any]:
    shown = record.to_api() | ({"warnings": warnings} if warnings else {})
    return AxinResponse(shown, status_code=status, headers={"etag": f'"{record.version}"'})


def _page(page: Page) -> dict[str, Any]:
    shown: dict[str, Any] = {"items": [record.to_api() for record in page.items], "next": page.next}
    return shown if page.count is None else shown | {"count": page.count}


def _person(text: str | UnsetType | None, pointer: str = "") -> UUID | Unset | None:
    return _named(text, f"{pointer}/responsible", "This must be a member's id.")


def _team(text: str | UnsetType | None, pointer: str = "") -> UUID | Unset | None:
    return _named(text, f"{pointer}/team", "This must be a team's id.")


def _named(text: str | UnsetType | None, pointer: str, said: str) -> UUID | Unset | None:
    if isinstance(text, UnsetType):
        return gateway.UNSET
    found = parse_id(text) if text is not None else None
    if found is None and text is not None:
        raise InvalidError.at(pointer, "type_mismatch", said)
    return found


def _names(text: str | None) -> tuple[str, ...]:
    names = sorted({name.strip() for name in (text or "").split(",") if name.strip()})
    if len(names) > _MOST_EXPANDED:
        raise InvalidError.at("/query/expand", "too_many", f"At most {_MOST_EXPANDED} links are expanded at once.")
    return tuple(names)


def _check_size(data: BatchBody) -> None:
    sizes = {"create": len(data.create), "update": len(data.update), "delete": len(data.delete)}
    if sum(sizes.values()) > gateway.MOST_ROWS:
        largest = max(sizes, key=lambda name: sizes[name])
        raise InvalidError([Problem(f"/{largest}", "too_many", f"A batch has {gateway.MOST_ROWS} rows at most.")])
