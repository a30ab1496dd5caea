"""When people work, where it is not the workspace's hours, and the days they are away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id
from axin.tenants import audit, members
from axin.tenants.actor import Actor

MOST_ABSENCES: Final = 200
"""Of one person, those that are over not counted."""
LONGEST_NOTE: Final = 500

Hours = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a person is away, the first and the last among them."""

    id: UUID
    first: date
    last: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WorkTime:
    """When a person works; without hours of their own, in the workspace's."""

    person: UUID
    hours: Hours | None = None
    absences: tuple[Absence, ...] = ()

    def away(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return any(absence.first <= day <= absence.last for absence in self.absences)


_ABSENCES: Final = """
select id, person_id, first_day, last_day, note from absence
where tenant_no = $1 and person_id = any($2) and last_day >= current_date - 1 order by first_day, id
"""


async def of(people: Collection[UUID]) -> dict[UUID, WorkTime]:
    """Return when each of these people works, with the absences that are not over."""
    wanted = list(people)
    hours = await connection().fetch(
        "select person_id, hours from work_time where tenant_no = $1 and person_id = any($2)", tenant_no(), wanted
    )
    own = {row["person_id"]: json.loads(row["hours"]) for row in hours}
    away: dict[UUID, list[Absence]] = {}
    for row in await connection().fetch(_ABSENCES, tenant_no(), wanted):
        away.setdefault(row["person_id"], []).append(_absence(row))
    return {person: WorkTime(person, own.get(person), tuple(away.get(person, ()))) for person in wanted}


async def listing(actor: Actor) -> list[WorkTime]:
    """Return when the members work, by name. Why somebody is away, they and those who manage people see."""
    known = await of([member.id for member in await members.listing()])
    return [found if _may_change(actor, person) else _without_notes(found) for person, found in known.items()]


async def set_hours(actor: Actor, person: UUID, hours: Hours | None) -> WorkTime:
    """Give a person hours of their own, or, with None, the workspace's."""
    await _check(actor, person)
    if hours is None:
        await connection().execute("delete from work_time where tenant_no = $1 and person_id = $2", tenant_no(), person)
    else:
        await connection().execute(
            """insert into work_time (tenant_no, person_id, hours) values ($1, $2, $3)
               on conflict (tenant_no, person_id) do update set hours = excluded.hours""",
            tenant_no(),
            person,
            json.dumps_text(hours),
        )
    await audit.record(actor, "member.hours_changed", person)
    return (await of([person]))[person]


async def add_absence(actor: Actor, person: UUID, first: date, last: date, note: str | None) -> Absence:
    """Note that a person will be away."""
    await _check(actor, person)
    if last < first:
        raise InvalidError.at("/to", "invalid", "The last day may not be before the first.")
    if len((await of([person]))[person].absences) >= MOST_ABSENCES:
        raise InvalidError.at("", "too_many", f"A person has {MOST_ABSENCES} absences ahead at most.")
    absence = Absence(new_id(), first, last, note or None)
    await connection().execute(
        "insert into absence (tenant_no, id, person_id, first_day, last_day, note) values ($1, $2, $3, $4, $5, $6)",
        tenant_no(), absence.id, person, first, last, absence.note,
    )  # fmt: skip
    await audit.record(actor, "member.absence_added", person, {"from": first.isoformat(), "to": last.isoformat()})
    return absence


async def remove_absence(actor: Actor, person: UUID, absence: UUID) -> None:
    """Take an absence back."""
    await _check(actor, person)
    tag = await connection().execute(
        "delete from absence where tenant_no = $1 and person_id = $2 and id = $3", tenant_no(), person, absence
    )
    if not tag.endswith(" 1"):
        raise NotFoundError
    await audit.record(actor, "member.absence_removed", person)


async def _check(actor: Actor, person: UUID) -> None:
    if await members.get(person) is None:
        raise NotFoundError
    if not _may_change(actor, person):
        raise ForbiddenError("Owners and admins may do this, and everybody for themselves.")


def _may_change(actor: Actor, person: UUID) -> bool:
    return actor.may_everything or (actor.kind == "person" and actor.person == person)


def _without_notes(found: WorkTime) -> WorkTime:
    bare = tuple(Absence(absence.id, absence.first, absence.last) for absence in found.absences)
    return WorkTime(found.person, found.hours, bare)


def _absence(row: Any) -> Absence:  # noqa: ANN401 - a row of the database
    return Absence(row["id"], row["first_day"], row["last_day"], row["note"])
