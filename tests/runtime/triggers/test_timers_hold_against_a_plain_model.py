"""Schedules and date timers live through years of changes and gaps; what came, and when, is held against a plain model.

Time is made: the database's `now()` and the product's clock are both the simulation's. `SIMULATIONS` says how many lives are
lived, `SIMULATION_STEPS` how long each is.
"""

import asyncio
import os
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from axin.builder import versions
from axin.platform.data.engine import close_engines, open_engines
from axin.platform.jobs import valkey
from axin.platform.kernel.clock import frozen
from axin.runtime import publishing
from axin.runtime.jobs.drain import drain_all as work_off
from axin.runtime.records import date_timers
from axin.runtime.triggers import timers
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import action, do, drain_all, firm, scenario
from tests.world.workspaces import World, new_world

publishing.register()
LIVES = int(os.environ.get("SIMULATIONS", "6"))
STEPS = int(os.environ.get("SIMULATION_STEPS", "25"))
ZONES = ("Asia/Baku", "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland")
STARTS = (datetime(2030, 3, 8, 12, tzinfo=UTC), datetime(2030, 10, 5, 12, tzinfo=UTC), datetime(2032, 2, 27, tzinfo=UTC))
"""Before clocks are put forward and back, here and there, and before a leap day. All later than any day this is run on."""
GRACE = timedelta(seconds=60)
FAR = 500


@dataclass(frozen=True)
class Rule:
    """A schedule in the words of definitions, and in plain ones: on which days, at which times of the wall clock."""

    trigger: tuple[tuple[str, str], ...]
    hours: tuple[int, ...]
    minutes: tuple[int, ...] = (0,)
    weekdays: tuple[int, ...] = tuple(range(7))
    month_days: tuple[int, ...] = ()
    every_hour: bool = False
    """Whether it follows the hours as they pass, those that come twice too, and not the wall clock's."""
    in_gap: str = "at its end"

    def days(self, day: date) -> bool:
        last = (day + timedelta(days=1)).day == 1
        by_date = not self.month_days or day.day in self.month_days or (last and -1 in self.month_days)
        return day.weekday() in self.weekdays and by_date

    def moments(self, day: date, zone: ZoneInfo) -> list[datetime]:
        """Return the moments that belong to a day of the wall clock."""
        if not self.days(day):
            return []
        if self.every_hour:
            begin = datetime.combine(day, time(0), zone).astimezone(UTC)
            passing = [begin + timedelta(minutes=5 * each) for each in range(-12 * 3, 12 * 28)]
            local = [(moment, moment.astimezone(zone)) for moment in passing]
            return [m for m, at in local if at.date() == day and at.hour in self.hours and at.minute in self.minutes]
        walls = [datetime.combine(day, time(hour, minute)) for hour in self.hours for minute in self.minutes]
        return sorted({self._moment(wall, zone) for wall in walls})

    def _moment(self, wall: datetime, zone: ZoneInfo) -> datetime:
        moment = wall.replace(tzinfo=zone).astimezone(UTC)
        if self.in_gap == "at its end":
            while not _exists(wall, zone):
                wall += timedelta(minutes=1)
                moment = wall.replace(tzinfo=zone).astimezone(UTC)
        return moment


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def cron(line: str, hours: Any, **more: Any) -> Rule:
    return Rule((("cron", line),), tuple(hours), **more)


def rrule(text: str, hours: Any, **more: Any) -> Rule:
    return Rule((("rrule", text),), tuple(hours), in_gap="after it", **more)


RULES = (
    cron("30 2 * * *", [2], minutes=(30,)),
    cron("0 9 * * mon-fri", [9], weekdays=(0, 1, 2, 3, 4)),
    cron("30 1,14 * * sat,sun", [1, 14], minutes=(30,), weekdays=(5, 6)),
    cron("15 */6 * * *", [0, 6, 12, 18], minutes=(15,), every_hour=True),
    cron("*/20 1-3 * * sun", [1, 2, 3], minutes=(0, 20, 40), weekdays=(6,), every_hour=True),
    cron("0 0 1 * *", [0], month_days=(1,)),
    cron("45 23 29 * *", [23], minutes=(45,), month_days=(29,)),
    rrule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", [2], minutes=(30,)),
    rrule("FREQ=WEEKLY;BYDAY=SU,MO;BYHOUR=1,9;BYMINUTE=30", [1, 9], minutes=(30,), weekdays=(6, 0)),
    rrule("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=3", [3], month_days=(-1,)),
    rrule("FREQ=DAILY;BYHOUR=0", [0]),
)


@dataclass(frozen=True)
class Timing:
    """How a scenario comes round: by a rule, or by a record's date."""

    rule: Rule | None
    offset: int = 0
    """Days."""
    at: int | None = None
    """An hour of the wall clock."""
    zone: str = "UTC"
    working: bool = False

    def trigger(self) -> dict[str, Any]:
        more = {"timezone": self.zone} | ({"working_days": True} if self.working else {})
        if self.rule is not None:
            return {"on": "schedule", **dict(self.rule.trigger), **more}
        given = {"on": "date", "entity": "contact", "field": "meeting", "offset": f"{self.offset}d", **more}
        return given | ({} if self.at is None else {"at": f"{self.at:02}:00"})

    def next(self, after: datetime, off: frozenset[date]) -> datetime | None:
        assert self.rule is not None
        zone = ZoneInfo(self.zone)
        first = after.astimezone(zone).date() - timedelta(days=1)
        for day in (first + timedelta(days=each) for each in range(FAR)):
            for moment in self.rule.moments(day, zone):
                if moment > after and (not self.working or _works(moment.astimezone(zone).date(), off)):
                    return moment
        return None

    def due(self, value: datetime | None, off: frozenset[date]) -> datetime | None:
        if value is None:
            return None
        zone = ZoneInfo(self.zone)
        wall = value.astimezone(zone)
        day, clock = wall.date() + timedelta(days=self.offset), wall.timetz()
        # What stands still after a gap of the clock is the moment, not the numbers on its face.
        moved = datetime.combine(day, clock).astimezone(UTC).astimezone(zone)
        day, clock = moved.date(), moved.timetz() if self.at is None else time(self.at, tzinfo=zone)
        while self.working and not _works(day, off):
            day += timedelta(days=-1 if self.offset < 0 else 1)
        return datetime.combine(day, clock).astimezone(UTC)


def _works(day: date, off: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in off


@dataclass
class Armed:
    due: datetime
    told: bool = False


class Model:
    """What should have come: lists, and sums over days."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.off: frozenset[date] = frozenset()
        self.timings: dict[str, Timing] = {}
        self.ahead: dict[str, datetime | None] = {}
        self.dates: dict[str, datetime | None] = {}
        self.armed: dict[tuple[str, str], Armed] = {}
        self.came: list[tuple[str, str, datetime]] = []

    def publish(self, timings: dict[str, Timing], off: frozenset[date]) -> None:
        before, known = self.timings, self.off
        self.timings, self.off = timings, off
        self.ahead = {key: due for key, due in self.ahead.items() if timings.get(key) and timings[key].rule}
        for key, timing in timings.items():
            changed = before.get(key) != timing or (timing.working and off != known)
            if changed and timing.rule is not None:
                self.ahead[key] = timing.next(self.now, off)
            if changed or timing.rule is not None:
                self.armed = {at: one for at, one in self.armed.items() if at[0] != key}
            if changed and timing.rule is None:
                for name, value in self.dates.items():
                    self.arm(key, name, value)
        self.armed = {at: one for at, one in self.armed.items() if at[0] in timings}

    def arm(self, key: str, name: str, value: datetime | None) -> None:
        due, held = self.timings[key].due(value, self.off), self.armed.get((key, name))
        if held is not None and held.due == due:
            return
        self.armed.pop((key, name), None)
        if due is not None and due > self.now - GRACE:
            self.armed[key, name] = Armed(due)

    def write(self, name: str, value: datetime | None) -> None:
        before = self.dates.get(name)
        self.dates[name] = value
        if before != value:
            for key, timing in self.timings.items():
                if timing.rule is None:
                    self.arm(key, name, value)

    def delete(self, name: str) -> None:
        del self.dates[name]
        self.armed = {at: one for at, one in self.armed.items() if at[1] != name}

    def tick(self) -> None:
        for key, due in self.ahead.items():
            if due is not None and due <= self.now:
                self.came.append((key, "", due))
                self.ahead[key] = self.timings[key].next(self.now, self.off)
        for (key, name), one in self.armed.items():
            if one.due <= self.now and not one.told:
                one.told = True
                self.came.append((key, name, one.due))
        self.armed = {at: one for at, one in self.armed.items() if not (one.told and one.due < self.now - 2 * GRACE)}


KEYS = ("first", "second", "third")
TIMINGS = st.builds(Timing, st.sampled_from(RULES), zone=st.sampled_from(ZONES), working=st.booleans()) | st.builds(
    Timing,
    st.none(),
    st.sampled_from([-7, -1, 0, 0, 1, 30]),
    st.sampled_from([None, 2, 9]),
    st.sampled_from(ZONES),
    st.booleans(),
)
SOME = st.dictionaries(st.sampled_from(KEYS), TIMINGS, min_size=1, max_size=3)
AHEAD = st.integers(-60 * 24, 60 * 24 * 20).map(lambda minutes: timedelta(minutes=minutes))
GAPS = st.sampled_from([timedelta(minutes=m) for m in (0, 3, 15, 61, 12 * 60, 24 * 60, 3 * 24 * 60, 40 * 24 * 60)])


class Product:
    """The product in made time: what the simulation does to it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, owner: asyncpg.Connection, now: datetime) -> None:
        self.loop = loop
        self.owner = owner
        self.now = now
        self.ids: dict[str, Any] = {}
        self.world: World | None = None

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        async def at_this_time() -> Any:
            with frozen(self.now):
                return await work

        return asyncio.run_coroutine_threadsafe(at_this_time(), self.loop).result(120)

    async def set_time(self) -> None:
        await self.owner.execute("update made.clock set at = $1", self.now)

    async def begin(self) -> None:
        await self.set_time()
        self.world = await new_world()

    async def publish(self, timings: dict[str, Timing], off: frozenset[date]) -> None:
        assert self.world is not None
        note = action("note", "task.create", title="It is time")
        document = firm(*(scenario(key, timing.trigger(), note, run_as="role:owner") for key, timing in sorted(timings.items())))
        document["entities"][0]["fields"].append({"key": "meeting", "type": "datetime"})
        days = [day.isoformat() for day in sorted(off)]
        document["settings"]["calendars"] = [{"key": "office", "hours": {"mon-fri": "09:00-18:00"}, "holidays": days}]
        document["settings"]["working_hours"] = "office"
        await self.world.publish(document)
        await work_off()

    async def write(self, name: str, value: datetime | None) -> None:
        assert self.world is not None
        given = {"name": name, "meeting": None if value is None else value.isoformat()}
        if name in self.ids:
            await do(self.world, self.world.owner, "update", "contact", self.ids[name], given)
        else:
            self.ids[name] = (await do(self.world, self.world.owner, "create", "contact", given)).id

    async def delete(self, name: str) -> None:
        assert self.world is not None
        await do(self.world, self.world.owner, "delete", "contact", self.ids.pop(name))

    async def tick(self) -> None:
        await timers.tick()
        await date_timers.fire()
        await drain_all()

    async def restart(self) -> None:
        """Forget everything that a process remembers."""
        timers._swept[0] = float("-inf")
        versions._plans.clear()

    async def wipe(self) -> None:
        client = valkey.client()
        assert client is not None
        await client.flushdb()

    async def came(self) -> list[tuple[str, datetime]]:
        assert self.world is not None
        found = await rows(
            self.world.tenant_no,
            "select scenario, status, (event #>> '{data,at}')::timestamptz as at from run where tenant_no = $1",
        )
        assert {row["status"] for row in found} <= {"done"}
        return sorted((row["scenario"], row["at"]) for row in found)

    async def ahead(self) -> dict[str, datetime]:
        assert self.world is not None
        found = await rows(self.world.tenant_no, "select scenario, due_at from schedule_timer where tenant_no = $1")
        return {row["scenario"]: row["due_at"] for row in found}

    async def armed(self) -> list[tuple[str, datetime]]:
        assert self.world is not None
        found = await rows(self.world.tenant_no, "select scenario, due_at from date_timer where tenant_no = $1 and not told")
        return sorted((row["scenario"], row["due_at"]) for row in found)


class Life(RuleBasedStateMachine):
    """The life of a workspace."""

    loop: asyncio.AbstractEventLoop
    owner: asyncpg.Connection

    @initialize(start=st.sampled_from(STARTS), timings=SOME)
    def begin(self, start: datetime, timings: dict[str, Timing]) -> None:
        self.model = Model(start)
        self.product = Product(self.loop, self.owner, start)
        self.product.do(self.product.begin())
        self._publish(timings, frozenset())

    def _publish(self, timings: dict[str, Timing], off: frozenset[date]) -> None:
        self.model.publish(timings, off)
        self.product.do(self.product.publish(timings, off))

    @rule(timings=SOME)
    def publish(self, timings: dict[str, Timing]) -> None:
        self._publish(self.model.timings | timings, self.model.off)

    @rule(timings=SOME)
    def publish_others(self, timings: dict[str, Timing]) -> None:
        self._publish(timings, self.model.off)

    @rule(days=st.sets(st.integers(0, 25), max_size=4))
    def publish_holidays(self, days: set[int]) -> None:
        today = self.model.now.date()
        self._publish(self.model.timings, frozenset(today + timedelta(days=each) for each in days))

    @rule(name=st.sampled_from(["Aysel", "Rashad", "Leyla"]), ahead=AHEAD)
    def write(self, name: str, ahead: timedelta) -> None:
        value = self.model.now + ahead
        self.model.write(name, value)
        self.product.do(self.product.write(name, value))

    @precondition(lambda self: self.model.dates)
    @rule(data=st.data())
    def clear(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.dates)))
        self.model.write(name, None)
        self.product.do(self.product.write(name, None))

    @precondition(lambda self: self.model.dates)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.dates)))
        self.model.delete(name)
        self.product.do(self.product.delete(name))

    @rule(gap=GAPS)
    def let_time_pass(self, gap: timedelta) -> None:
        """Nobody ticks meanwhile: the scheduler is away."""
        self._go_to(self.model.now + gap)

    @rule()
    def wait_for_the_next(self) -> None:
        waiting = [one.due for one in self.model.armed.values() if not one.told]
        ahead = [due for due in (*self.model.ahead.values(), *waiting) if due is not None and due > self.model.now]
        if ahead:
            self._go_to(min(ahead))
            self.tick()

    def _go_to(self, moment: datetime) -> None:
        self.model.now = self.product.now = moment
        self.product.do(self.product.set_time())

    @rule()
    def tick(self) -> None:
        self.model.tick()
        self.product.do(self.product.tick())

    @rule()
    def restart(self) -> None:
        self.product.do(self.product.restart())

    @rule()
    def wipe(self) -> None:
        self.product.do(self.product.wipe())

    @invariant()
    def agree(self) -> None:
        if not hasattr(self, "model"):
            return
        assert self.product.do(self.product.came()) == sorted((key, due) for key, _, due in self.model.came)
        assert self.product.do(self.product.ahead()) == {key: due for key, due in self.model.ahead.items() if due is not None}
        waiting = sorted((key, one.due) for (key, _), one in self.model.armed.items() if not one.told)
        assert self.product.do(self.product.armed()) == waiting


@pytest.fixture
async def made_time(database) -> Any:
    """Let `now()` of the product's statements be a time that is set; the columns' defaults keep the true one."""
    owner = await asyncpg.connect(database.dsn)
    name = await owner.fetchval("select current_database()")
    await owner.execute(f"""
        create schema made;
        create table made.clock (at timestamptz not null);
        insert into made.clock values (now());
        create function made.now() returns timestamptz language sql stable as 'select at from made.clock';
        grant usage on schema made to public;
        grant select on made.clock to public;
        alter database {name} set search_path = made, public, pg_catalog;
    """)
    await close_engines()
    await open_engines(database.dsn)
    try:
        yield owner
    finally:
        await owner.execute(f"alter database {name} reset search_path; drop schema made cascade")
        await owner.close()
        await close_engines()
        await open_engines(database.dsn)


@pytest.mark.timeout(1200)
async def test_what_is_due_comes_once_at_its_time_whatever_happens(made_time):
    class Lived(Life):
        loop = asyncio.get_running_loop()
        owner = made_time

    plan = settings(
        max_examples=LIVES, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None, print_blob=False,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
    )  # fmt: skip
    await asyncio.to_thread(run_state_machine_as_test, Lived, settings=plan)
