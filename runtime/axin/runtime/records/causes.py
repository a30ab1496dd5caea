"""The causes behind a change: the step that made it, what that step read, and what set the scenario off, up to the root."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import StepPlan, Template, every_step
from axin.builder.versions import plan_of
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.queries import visible_ids

LONGEST_CHAIN: Final = 10
_OF_RECORD: Final[Sequence[tuple[str, ...]]] = (("record",), ("event", "record"))
_OPEN: Final = frozenset({"workspace"})


async def step_of(reader: Reader, rights: EntityRights, record: UUID, field: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the step wrote into the field: {source, values, scenario_title, step_title}, as far as it may be told."""
    plan = await plan_of(int(stored["version"]))
    scenario = plan.scenarios.get(stored["scenario"])
    step = next((one for one in every_step(scenario.steps if scenario else ()) if one.key == stored.get("step")), None)
    written = _written(step, field) if step is not None else None
    paths = {path for formula in _formulas(written) for path in formula.reads}
    own = reader.role.everything or await _is_trigger(stored, record)
    told = {path for path in paths if reader.role.everything or (own and _open(rights, path))}
    values = {name: value for name, value in stored.get("values", {}).items() if tuple(name.split(".")) in told}
    return {
        "source": written.source if written is not None and told == paths else None,
        "values": values,
        "scenario_title": scenario.title if scenario is not None else None,
        "step_title": step.title if step is not None and step.title else None,
    }


def _written(step: StepPlan, field: str) -> Template | None:
    for name in ("values", "create"):
        template = step.inputs.get(name)
        if template is not None and field in template.members:
            return template.members[field]
    return step.inputs.get(field)


def _formulas(template: Template | None) -> Iterable[Any]:
    if template is None:
        return
    if template.formula is not None:
        yield template.formula
    yield from (part for part in template.parts if not isinstance(part, str))
    for inner in (*template.items, *template.members.values()):
        yield from _formulas(inner)


def _open(rights: EntityRights, path: tuple[str, ...]) -> bool:
    """Whether a reader of the record may know what a step read of it: one of its own fields that they see."""
    if path[0] in _OPEN:
        return True
    for words in _OF_RECORD:
        if path[: len(words)] == words:
            rest = path[len(words) :]
            name = rest[0] if rest else "id"
            return len(rest) <= 1 and (name in rights.visible or name not in rights.entity.fields)
    return False


async def _is_trigger(stored: Mapping[str, Any], record: UUID) -> bool:
    """Whether the record is the one that set the run off."""
    event = await _event_of(stored.get("run"))
    return event is not None and event.get("record_id") == str(record)


async def _event_of(run: str | None) -> dict[str, Any] | None:
    if run is None:
        return None
    found = await connection().fetchval(
        "select event from run where tenant_no = nullif(current_setting('app.tenant_no', true), '')::int and id = $1", UUID(run)
    )
    return None if found is None else json.loads(found)


async def chain_of(reader: Reader, stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what set off the scenario that made a change, and what set that off, up to a person, a program or a schedule."""
    chain: list[dict[str, Any]] = []
    cause: Mapping[str, Any] | None = stored
    while cause is not None and cause.get("run") is not None and len(chain) < LONGEST_CHAIN:
        event = await _event_of(cause["run"])
        if event is None:
            break
        cause = event.get("cause")
        chain.append(await _link(reader, event, cause or {}))
    return chain


async def _link(reader: Reader, event: Mapping[str, Any], cause: Mapping[str, Any]) -> dict[str, Any]:
    """Return one cause of the chain; of a record that the reader may not see, only what kind of thing happened."""
    link = {
        "on": event["on"],
        "kind": cause.get("kind"),
        "record": None,
        "actor": None,
        "scenario": None,
        "run": None,
        "step": None,
    }
    entity, id_ = event.get("entity"), event.get("record_id")
    if entity is None or id_ is None or not reader.may_see(entity) or not await visible_ids(reader, entity, [UUID(id_)]):
        return link if entity is not None else link | {"actor": _actor(event)}
    seen = {name: cause.get(name) for name in ("scenario", "run", "step")}
    return {**link, **seen, "record": {"entity": entity, "id": id_}, "actor": _actor(event)}


def _actor(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: event["actor"].get(name) for name in ("kind", "id", "title")}
