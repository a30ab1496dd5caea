"""The record that something is said about: whoever may see it may read what is said, and say something."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.records.policy import Reader
from axin.runtime.records.queries import visible_ids
from axin.runtime.runs import live
from axin.tenants import members, team_places
from axin.tenants.actor import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """A record, and who says or reads something about it."""

    plan: Plan
    actor: Actor
    entity: str
    record: UUID

    async def entity_no(self) -> int:
        """Return the number of the record's entity; NotFoundError where the record is not there for the actor."""
        reader = Reader(self.plan, self.actor)
        rights = reader.rights_of(self.entity)
        if not reader.may_see(self.entity) or not await visible_ids(reader, self.entity, [self.record]):
            raise NotFoundError
        return rights.entity.no

    async def who_may_see(self, people: Iterable[UUID]) -> list[UUID]:
        """Return those of the people who may see the record, in their order."""
        return [person for person in people if await self._may_see(person)]

    async def _may_see(self, person: UUID) -> bool:
        member = await members.get(person)
        if member is None:
            return False
        teams = await team_places.of_person(person)
        actor = Actor(tenant_no(), "person", person, member.role, person=person, title=member.name, teams=teams)
        reader = Reader(self.plan, actor)
        return reader.may_see(self.entity) and bool(await visible_ids(reader, self.entity, [self.record]))

    def tell(self) -> None:
        """After the commit, have the screens that show the record read what is said about it."""
        live.tell(tenant_no(), "record", [{"entity": self.entity, "id": str(self.record), "kind": "said"}])
