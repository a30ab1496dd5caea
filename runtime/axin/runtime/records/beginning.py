"""A record that begins: whose it is, where in its funnel it enters, and what its fields have by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.formulas.checker import Checked
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records import rules, teaming
from axin.runtime.records.commands import Creation, Unset
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor


@dataclass(frozen=True, slots=True)
class Beginning:
    """Begins records in the name of one actor."""

    reader: Reader
    actor: Actor
    setting: Setting

    async def begin(
        self, rights: EntityRights, row: Creation, values: dict[str, Any], *, id_: UUID, number: int, now: datetime, place: str
    ) -> Record:
        """Return the record with the values it was given, its defaults and its first stage."""
        funnel, stage = self._entry(rights.entity.key, row, place)
        actor = self.actor if row.by is None else row.by.actor
        person = actor.id if actor.kind == "person" else None
        responsible = person if isinstance(row.responsible, Unset) else row.responsible
        record = Record(
            entity=rights.entity, id=id_, number=number, version=1, created_at=now, updated_at=now, values=dict(values),
            funnel=funnel, stage=stage, stage_since=now if stage is not None else None,
            responsible=responsible, team=await teaming.team_of(row.team, responsible),
            created_by=actor.id, updated_by=actor.id,
        )  # fmt: skip
        await self._fill(rights.entity, record, values)
        return record

    def _entry(self, entity: str, row: Creation, place: str) -> tuple[str | None, str | None]:
        """Return the funnel and stage that a new record enters: the first one where only the funnel is named."""
        if row.funnel is None:
            if row.stage is not None:
                raise InvalidError.at(f"{place}/funnel", "required", "Name the funnel of this stage.")
            return None, None
        funnel = rules.funnel_of(self.reader.plan, entity, row.funnel, place)
        stage = rules.stage_of(funnel, row.stage, place) if row.stage is not None else next(iter(funnel.stages.values()))
        rights = self.reader.rights_of(entity)
        if rights.stages.get(stage.key) in WRITE_STAGES:
            raise RightMissingError("create records in this stage")
        return funnel.key, stage.key

    async def _fill(self, entity: EntityPlan, record: Record, given: Mapping[str, Any]) -> None:
        """Give the fields that were not named their defaults, and autonumbers their number."""
        computed: list[FieldPlan] = []
        for part in entity.fields.values():
            if part.type == "autonumber":
                record.values[part.key] = f"{part.prefix}{record.number:0{part.digits}d}"
            elif part.default is None or part.key in given:
                continue
            elif isinstance(part.default, Checked):
                computed.append(part)
            else:
                record.values[part.key] = self._value(part, part.default)
        if computed:
            formulas = [part.default for part in computed]
            node = await rules.world_of(self.reader, record, formulas)
            for part in computed:
                record.values[part.key] = self._value(part, codec.from_formula(part, rules.value_of(part.default, node)))

    def _value(self, part: FieldPlan, default: object) -> Any:  # noqa: ANN401 - any value of a field
        """Return a default's value; one that does not fit its field is none."""
        found = codec.parse(part, default, "", self.setting)
        return None if isinstance(found, Problem) else found
