"""A backtest as a job: record by record through the change log, chunk by chunk; it reads, and writes nothing but its progress."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from axin.builder import drafts
from axin.builder.author_rights import within
from axin.builder.compiling.plan import EntityPlan, Plan, ScenarioPlan, every_step
from axin.builder.trying import plan_of_draft
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import ForbiddenError, InvalidError, NotFoundError
from axin.runtime.backtest import others
from axin.runtime.backtest.happenings import Happening, Judge
from axin.runtime.backtest.past import prefetch
from axin.runtime.backtest.summary import Summary, item_of
from axin.runtime.backtest.timelines import LOG_COLUMNS, Timelines
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, Job, JobContext, Progress
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.queries import visible_ids
from axin.tenants.actor import Actor

KIND: Final = "backtest"
LONGEST: Final = timedelta(days=400)
CHUNK: Final = 2_000
"""Changes read at a time; all those of one record stay together."""
MOST_OF_RECORD: Final = 50_000
_FROM_LOG: Final = frozenset(
    {"record.created", "record.updated", "record.deleted", "record.matches", "stage.entered", "stage.left"}
)
_COUNT: Final = "select count(*) from change where tenant_no = $1 and entity_no = $2 and at >= $3"
_PAGE: Final = f"""
select {LOG_COLUMNS} from change
where tenant_no = $1 and entity_no = $2 and at >= $3 and record_id > $4 order by record_id, version limit $5
"""


async def start(
    plan: Plan, actor: Actor, scenario: str, *, since: datetime | None, until: datetime | None, draft: bool = False
) -> Job:
    """Start the job that judges what happened between two moments by the live scenario, or by the draft's."""
    await drafts.check_builds(actor)
    tried = await plan_of_draft(actor) if draft else plan
    _check(plan, tried, actor, scenario)
    end = until or utc_now()
    begin = since or end - timedelta(days=30)
    if not begin < end:
        raise InvalidError.at("/to", "out_of_range", "The end comes after the beginning.")
    if end - begin > LONGEST:
        raise InvalidError.at("/from", "out_of_range", f"A backtest goes over {LONGEST.days} days at most.")
    document = (await drafts.read(actor)).document if draft else None
    given = {"scenario": scenario, "from": begin, "to": end, "draft": document}
    return await commands.start(KIND, given, actor=actor)


async def step(job: JobContext) -> Progress | Done:
    """Judge the next chunk."""
    await drafts.check_builds(job.actor)
    given = job.input
    plan = job.plan if given["draft"] is None else await plan_of_draft(job.actor, given["draft"])
    scenario = _check(job.plan, plan, job.actor, given["scenario"])
    work = _Work(job, plan, scenario, _moment(given["from"]), _moment(given["to"]))
    return await work.chunk()


def _check(live: Plan, plan: Plan, actor: Actor, key: str) -> ScenarioPlan:
    """Return the scenario, where its trial tells the actor nothing that they may not know."""
    scenario = plan.scenarios.get(key)
    if scenario is None:
        raise NotFoundError
    if not within(actor, live, plan, scenario):
        raise ForbiddenError("This scenario may see more than you: only owners and admins may try it on what has been.")
    return scenario


def _moment(text: str | datetime) -> datetime:
    return text if isinstance(text, datetime) else datetime.fromisoformat(text)


class _Work:
    """One chunk of a backtest."""

    def __init__(self, job: JobContext, plan: Plan, scenario: ScenarioPlan, since: datetime, until: datetime) -> None:
        self.job, self.plan, self.scenario = job, plan, scenario
        self.since, self.until = since, until
        self.reader = Reader(job.plan, job.actor)  # by the live roles: a draft gives nobody anything to read
        state: Mapping[str, Any] = job.state or {}
        self.after: str | None = state.get("after")
        self.summary = Summary.of(state.get("found"))
        if not state:
            self.summary.begin(list(every_step(scenario.steps)))

    async def chunk(self) -> Progress | Done:
        """Judge a chunk of the log; what no log tells is judged by the runs that there were."""
        trigger = self.scenario.trigger
        if trigger.on not in _FROM_LOG or trigger.entity is None:
            await others.judge(self.plan, self.scenario, self.job.actor, self.summary, since=self.since, until=self.until)
            return self._done()
        rights = self.reader.rights_of(trigger.entity)
        if trigger.entity not in self.plan.entities:
            return self._done()
        total = self.job.total if self.job.total is not None else await self._count(rights.entity)
        rows, last = await self._page(rights.entity)
        await self._judge(rights, rows)
        done = self.job.done + len(rows)
        if last:
            return self._done(done)
        state = {"after": str(rows[-1]["record_id"]), "found": self.summary.to_json()}
        return Progress(state, done, max(total, done))

    def _done(self, done: int | None = None) -> Done:
        self.summary.cut()
        found = self.summary.to_json() | {"from": self.since.isoformat(), "to": self.until.isoformat()}
        return Done({**found, "scenario": self.scenario.key}, done)

    async def _count(self, entity: EntityPlan) -> int:
        return int(await connection().fetchval(_COUNT, self.plan.tenant_no, entity.no, self.since))

    async def _page(self, entity: EntityPlan) -> tuple[Sequence[Any], bool]:
        """Return the changes of the next records, each record whole, and whether these are the last."""
        after, limit = UUID(self.after) if self.after else UUID(int=0), CHUNK
        while True:
            rows = await connection().fetch(_PAGE, self.plan.tenant_no, entity.no, self.since, after, limit)
            if len(rows) < limit:
                return rows, True
            whole = [row for row in rows if row["record_id"] != rows[-1]["record_id"]]
            if whole or limit >= MOST_OF_RECORD:
                return whole or rows, False
            limit = MOST_OF_RECORD

    async def _judge(self, rights: EntityRights, rows: Sequence[Any]) -> None:
        ids = list(dict.fromkeys(row["record_id"] for row in rows))
        if not ids:
            return
        timelines = Timelines(self.plan, self.since)
        await timelines.learn(self.plan.entities[rights.entity.key], ids, rows)
        judge = Judge(self.plan, self.scenario, timelines)
        seen = set(ids) if rights.unrestricted else await visible_ids(self.reader, rights.entity.key, ids, gone=True)
        judged = [timelines.known[id_] for id_ in ids if id_ in seen]
        if not judge.needs.none:
            await prefetch(timelines, [record for one in judged for record in one.records()], judge.needs)
        for timeline in judged:
            for moment in timeline.moments:
                if moment.at <= self.until:
                    self.summary.examined += 1
                    for happening in await judge.happenings(moment):
                        await self._run(judge, happening, rights)
        self.summary.cut()

    async def _run(self, judge: Judge, happening: Happening, rights: EntityRights) -> None:
        self.summary.triggered += 1
        if await judge.holds(happening):
            trace = await judge.walk(happening)
            self.summary.add(trace, item_of(happening, trace, rights, values=self.job.actor.may_everything))


def parse_moment(text: str | None, pointer: str) -> datetime | None:
    """Return the moment that a caller writes; a day alone begins at midnight, UTC."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidError.at(pointer, "type_mismatch", 'This must be a time like "2026-02-28T09:30:00Z".') from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


registry.register(KIND, step)
