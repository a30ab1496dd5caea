"""When the members of a workspace work, and when they are away."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, post, put

from axin.platform.kernel.errors import InvalidError, Problem
from axin.tenants import work_times
from axin.tenants.actor import Actor
from axin.tenants.work_times import Absence, WorkTime

_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"
Days = Annotated[str, msgspec.Meta(pattern=f"^{_DAY}(-{_DAY})?$", max_length=7)]
Span = Annotated[str, msgspec.Meta(pattern=f"^{_TIME}-({_TIME}|24:00)$", max_length=11)]
Hours = Annotated[dict[Days, Span], msgspec.Meta(min_length=1, max_length=7)]


class HoursChange(msgspec.Struct, forbid_unknown_fields=True):
    """Hours of a person's own, in the form of the workspace's (`{"mon-fri": "09:00-18:00"}`); null: the workspace's."""

    hours: Hours | None


class NewAbsence(msgspec.Struct, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """Days on which a person is away, the first and the last among them."""

    first: date
    last: date
    note: Annotated[str, msgspec.Meta(max_length=work_times.LONGEST_NOTE)] | None = None


class AbsenceItem(msgspec.Struct, rename={"first": "from", "last": "to"}):
    """Days on which a person is away. The note is for them, and for those who manage people."""

    id: UUID
    first: date
    last: date
    note: str | None


class WorkTimeItem(msgspec.Struct):
    """When a member works; `hours` is null where it is in the workspace's."""

    person: UUID
    hours: dict[str, str] | None
    absences: list[AbsenceItem]


class WorkTimeList(msgspec.Struct):
    """When all members work, by name."""

    items: list[WorkTimeItem]


class WorkTimesController(Controller):
    """Working times."""

    path = "/api/w/{slug:str}/work-times"
    tags = ("members",)

    @get("/", operation_id="workTimes")
    async def listing(self, actor: Actor) -> WorkTimeList:
        """Return when the members work, with the absences that are not over."""
        return WorkTimeList([_item(found) for found in await work_times.listing(actor)])

    @put("/{person_id:uuid}", operation_id="setWorkTime")
    async def change(self, actor: Actor, person_id: UUID, data: HoursChange) -> WorkTimeItem:
        """Give a member hours of their own; everybody may do so for themselves."""
        _check_order(data.hours or {})
        return _item(await work_times.set_hours(actor, person_id, data.hours))

    @post("/{person_id:uuid}/absences", operation_id="addAbsence")
    async def add(self, actor: Actor, person_id: UUID, data: NewAbsence) -> AbsenceItem:
        """Note that a member will be away; everybody may do so for themselves."""
        return _absence(await work_times.add_absence(actor, person_id, data.first, data.last, data.note))

    @delete("/{person_id:uuid}/absences/{absence_id:uuid}", operation_id="removeAbsence")
    async def remove(self, actor: Actor, person_id: UUID, absence_id: UUID) -> None:
        """Take an absence back."""
        await work_times.remove_absence(actor, person_id, absence_id)


def _check_order(hours: dict[str, str]) -> None:
    wrong = [days for days, span in hours.items() if span.split("-")[0] >= span.split("-")[1]]
    if wrong:
        raise InvalidError(
            [Problem(f"/hours/{days}", "bad_working_hours", "The hours end later than they begin.") for days in wrong]
        )


def _item(found: WorkTime) -> WorkTimeItem:
    hours = None if found.hours is None else dict(found.hours)
    return WorkTimeItem(found.person, hours, [_absence(absence) for absence in found.absences])


def _absence(absence: Absence) -> AbsenceItem:
    return AbsenceItem(absence.id, absence.first, absence.last, absence.note)
