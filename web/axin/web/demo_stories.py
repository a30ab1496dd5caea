"""What happened around the demonstration's records: how long they stand where they stand, what was said, done and planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.runtime.actions.worklist import create_task
from axin.runtime.comments import activities, comments
from axin.runtime.comments.subject import Subject
from axin.tenants.actor import Actor
from axin.web import demo_data as data


@dataclass(frozen=True, slots=True)
class Stories:
    """The people, by their places in the data, and the records they speak of."""

    plan: Plan
    owner: Actor
    team: Sequence[Actor]
    requests: Sequence[UUID]
    deals: Sequence[UUID]

    async def tell(self) -> None:
        """Tell all of them."""
        await self._stand(self.requests, data.REQUEST_HOURS)
        await self._stand(self.deals, data.DEAL_HOURS)
        for deal, who, kind, title, text, hours, minutes in data.ACTIVITIES:
            given = {"kind": kind, "title": title, "text": text, "minutes": minutes, "at": utc_now() + timedelta(hours=hours)}
            await activities.create(self._about(deal, who), given)
        for deal, speaker, text, mentioned in data.COMMENTS:
            await comments.create(self._about(deal, speaker), text, [self.owner.id] if mentioned else ())
        for title, place, whose, days in data.TASKS:
            await self._task(title, None if place is None else self.deals[place], self._who(whose), days)

    async def _task(self, title: str, deal: UUID | None, person: Actor, days: int) -> None:
        entity = None if deal is None else "deal"
        await create_task(self.plan, self.owner, title, entity=entity, record=deal, responsible=person.id, due=_evening(days))

    def _who(self, place: int | None) -> Actor:
        return self.owner if place is None else self.team[place]

    def _about(self, deal: int, who: int | None) -> Subject:
        return Subject(self.plan, self._who(who), "deal", self.deals[deal])

    async def _stand(self, records: Sequence[UUID], hours: Sequence[int]) -> None:
        """Set the records' clocks back: all of them were made a moment ago."""
        await connection().execute(
            """update record r set stage_since = now() - make_interval(hours => u.hours)
               from unnest($2::uuid[], $3::int[]) u (id, hours) where r.tenant_no = $1 and r.id = u.id""",
            self.owner.tenant_no, list(records), list(hours),
        )  # fmt: skip


def _evening(days: int) -> datetime:
    """Return the end of a working day, so many days from today."""
    day = utc_now().astimezone(zone := ZoneInfo("Asia/Baku")).date() + timedelta(days=days)
    return datetime.combine(day, time(hour=23), zone)
