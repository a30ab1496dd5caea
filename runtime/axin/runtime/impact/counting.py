"""How many records a change concerns, and what its conversion would lose: under the rights of who asks, nothing changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.converting import Converter, LostError
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.alone import field_alone
from axin.builder.compiling.compiler import Meta
from axin.builder.compiling.plan import FieldPlan, Plan
from axin.builder.decisions import ACTIONS, Action, targets
from axin.builder.definitions.model import Model
from axin.builder.impact import Effect
from axin.platform.data import json
from axin.runtime.impact import stored
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants import members
from axin.tenants.actor import Actor

MOST: Final = 10_000
_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A record whose value would be lost."""

    id: UUID
    number: int
    value: object


@dataclass(frozen=True, slots=True)
class Concern:
    """A change that concerns data: how many records (or people, of a role), and what may become of them."""

    effect: Effect
    count: int | None
    """None where the one who asks may not see them; `MOST` stands for it and more."""
    actions: tuple[Action, ...]
    targets: list[str] = field(default_factory=list)
    converts: int | None = None
    """Of a type that changes: how many of the first `MOST` values have a counterpart."""
    lost: int | None = None
    examples: list[Example] = field(default_factory=list)

    @property
    def capped(self) -> bool:
        """Whether there may be more."""
        return self.count is not None and self.count >= MOST


async def concerns(live: Plan, actor: Actor, found: Iterable[Effect], after: Mapping[str, Any]) -> list[Concern]:
    """Return what each effect of going from the live version to the document `after` concerns."""
    model = Model(after)
    return [await _Counting(live, actor, model).of(effect) for effect in found]


class _Counting:
    def __init__(self, live: Plan, actor: Actor, after: Model) -> None:
        self.live, self.actor, self.after = live, actor, after
        self.reader = Reader(live, actor)

    async def of(self, effect: Effect) -> Concern:
        if effect.kind == "role_removed":
            people = sum(member.role == effect.role for member in await members.listing())
            return Concern(effect, people, ACTIONS[effect.kind])
        old = self.live.entities[str(effect.entity)].fields.get(str(effect.field))
        if effect.kind == "type_changed" and old is not None and not old.computed:
            return await self._converted(effect, old)
        return Concern(effect, await self._count(effect, old), ACTIONS[effect.kind], targets(effect, self.after))

    def _sees(self, entity: str, old: FieldPlan | None) -> bool:
        rights = self.reader.role.of(entity)
        return rights is not None and rights.read != "none" and (old is None or old.key in rights.visible)

    def _names(self, entity: str) -> RecordNames:
        return RecordNames(Query(self.reader, []), self.live.entities[entity], "r")

    async def _count(self, effect: Effect, old: FieldPlan | None) -> int | None:
        entity = str(effect.entity)
        if not self._sees(entity, old):
            return None
        if old is not None and old.computed and old.type != "autonumber":
            return 0
        names = self._names(entity)
        where = f"{names.readable()} and {_condition(names.query, effect, old)}"
        return await names.query.fetch_count(f"select count(*) from (select 1 from record r where {where} limit {MOST}) q")

    async def _converted(self, effect: Effect, old: FieldPlan) -> Concern:
        """Try the conversion on what is stored, the first `MOST` of it."""
        if not self._sees(str(effect.entity), old):
            return Concern(effect, None, ACTIONS[effect.kind])
        names = self._names(str(effect.entity))
        place = names.query.parameter(str(old.no))
        where = f"{names.readable()} and {stored.holds(names.query, old)}"
        rows = await names.query.fetch(
            f"select r.id, r.number, (r.data -> {place}::text)::text as value from record r where {where} limit {MOST}"
        )
        converter = self._converter(effect, old)
        lost = [row for row in rows if not _fits(converter, old, row["value"])]
        examples = [Example(row["id"], row["number"], _shown(old, row["value"])) for row in lost[:_EXAMPLES]]
        return Concern(effect, len(rows), ACTIONS[effect.kind], [], len(rows) - len(lost), len(lost), examples)

    def _converter(self, effect: Effect, old: FieldPlan) -> Converter | None:
        part = self.after.entities[str(effect.entity)].fields[str(effect.field)]
        meta = Meta(self.live.tenant_no, self.live.version + 1, "", "owner")
        new = field_alone(part, self.after.settings, meta)
        if new is None:
            return None
        return Converter(old, new, Setting.of(self.live), locale=self.live.locale, timezone=self.live.timezone)


def _condition(query: Query, effect: Effect, old: FieldPlan | None) -> str:
    match effect.kind:
        case "option_removed" if old is not None:
            return stored.chose(query, old, str(effect.option))
        case "stage_removed" | "funnel_removed":
            return stored.stands_in(query, str(effect.funnel), effect.stage)
        case _:
            return "true" if old is None else stored.holds(query, old)


def _fits(converter: Converter | None, old: FieldPlan, text: str) -> bool:
    if converter is None:
        return False
    try:
        converter.convert(codec.from_store(old, json.loads(text)))
    except LostError:
        return False
    return True


def _shown(old: FieldPlan, text: str) -> object:
    return codec.to_api(old, codec.from_store(old, json.loads(text)))
