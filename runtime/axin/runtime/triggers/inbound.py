"""A call to a scenario's web address becomes a run. Calls that come while a commit is under way share the next one."""

import asyncio
import contextvars
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, ClassVar, Final
from uuid import UUID, uuid5

import asyncpg
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from axin.builder import versions
from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no, tenant_transaction
from axin.platform.kernel import faults
from axin.platform.kernel.errors import AxinError, ConflictError, InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id
from axin.runtime.runs import live, pressure
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import Opening, open_runs
from axin.runtime.runs.views import RunView, of_opening, run_view
from axin.runtime.triggers import hooks, matcher, samples
from axin.runtime.triggers.hooks import Called
from axin.tenants.secrets import tenant_of

LARGEST_BODY: Final = 256 * 1024
_ONCE: Final = UUID("6f1d6a34-1c5e-4f0e-9d2b-3c8f6e2a7b10")
_MOST_AT_ONCE: Final = 100
_INDEX: Final = re.compile(r"\[([0-9]+)\]")


class SignatureError(AxinError):
    """The call is not signed as the scenario asks, or too old."""

    code = "bad_signature"
    status: ClassVar[HTTPStatus] = HTTPStatus.UNAUTHORIZED

    def __init__(self) -> None:
        super().__init__("The signature is missing, wrong or too old.")


class CallReusedError(ConflictError):
    """The call's name was used for another call."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__("This key was used with another body before.")


@dataclass(slots=True)
class Call:
    """One call, as it came."""

    token: str
    headers: Mapping[str, str]
    raw: bytes
    body: Any
    answer: "asyncio.Future[RunView | None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


async def receive(token: str, headers: Mapping[str, str], raw: bytes, body: Any) -> RunView | None:  # noqa: ANN401 - any JSON
    """Open the run of the call, durably, and return it; None where the scenario's condition does not hold."""
    tenant = tenant_of(token)
    if tenant is None:
        raise NotFoundError
    call = Call(token, headers, raw, body)
    _inbox(tenant).put(call)
    return await call.answer


class _Inbox:
    """The calls to one tenant that wait for the next commit."""

    def __init__(self, tenant: int) -> None:
        self.tenant = tenant
        self.waiting: list[Call] = []
        self.working: asyncio.Task[None] | None = None

    def put(self, call: Call) -> None:
        """Add a call; begin to work where nobody does."""
        self.waiting.append(call)
        if self.working is None or self.working.done():
            self.working = asyncio.get_running_loop().create_task(self._work(), context=contextvars.Context())

    async def _work(self) -> None:
        while self.waiting:
            calls, self.waiting = self.waiting[:_MOST_AT_ONCE], self.waiting[_MOST_AT_ONCE:]
            try:
                await self._answer(calls)
            except BaseException as error:  # the callers must hear of it, whatever it is
                _tell(calls, error)
                if not isinstance(error, Exception):
                    raise
        _inboxes.pop((id(asyncio.get_running_loop()), self.tenant), None)

    async def _answer(self, calls: list[Call]) -> None:
        """Answer all in one commit; where one spoils it, each in a commit of its own."""
        try:
            found = await _open(self.tenant, calls)
        except (asyncpg.DataError, ValueError) as error:
            if len(calls) == 1:
                raise InvalidError.at("", "invalid", "The body holds something that cannot be stored.") from error
            for call in calls:
                try:
                    await self._answer([call])
                except Exception as own:  # noqa: BLE001 - each caller hears of their own
                    _tell([call], own)
            return
        for call, answer in zip(calls, found, strict=True):
            if isinstance(answer, AxinError):
                _tell([call], answer)
            elif not call.answer.done():
                call.answer.set_result(answer)


def _tell(calls: list[Call], error: BaseException) -> None:
    for call in calls:
        if not call.answer.done():
            call.answer.set_exception(error if isinstance(error, Exception) else RuntimeError("the server is stopping"))


_inboxes: Final[dict[tuple[int, int], _Inbox]] = {}


def _inbox(tenant: int) -> _Inbox:
    key = (id(asyncio.get_running_loop()), tenant)
    return _inboxes.setdefault(key, _Inbox(tenant))


async def _open(tenant: int, calls: list[Call]) -> list[RunView | AxinError | None]:
    async with tenant_transaction(tenant):
        plan = await versions.live_plan()
        scenarios = await hooks.scenarios_of([call.token for call in calls])
        found: list[Opening | RunView | AxinError | None] = []
        named: dict[UUID, Opening] = {}
        room = await pressure.room_for(len(calls))
        for place, call in enumerate(calls):
            try:
                if place >= room:
                    raise pressure.full()
                found.append(await _opening(plan, scenarios.get(call.token), call, named))
            except AxinError as error:
                found.append(error)
        openings = list({each.id: each for each in found if isinstance(each, Opening)}.values())
        await open_runs(plan, openings)
        live.announce(tenant, openings)
        live.nudge()
        faults.point("inbound.opened")
    faults.point("inbound.committed")
    return [of_opening(plan, each) if isinstance(each, Opening) else each for each in found]


async def _opening(plan: Plan, called: Called | None, call: Call, named: dict[UUID, Opening]) -> Opening | RunView | None:
    """Return the run to open; of a call that names itself, the one it opened before: in this commit (`named`) or earlier."""
    if called is None:
        raise NotFoundError
    scenario = plan.scenarios.get(called.scenario)
    runs = scenario is not None and scenario.enabled and scenario.trigger.on == "webhook"
    if scenario is not None and runs and scenario.trigger.options.get("auth") == "signature":
        await _verify(scenario, call)
    if called.listening:
        await samples.keep(called.scenario, call.body)
    if scenario is None or not runs:
        if called.listening:
            return None
        raise NotFoundError
    data = mapped(scenario.trigger.options.get("map"), call.body)
    actor = {"kind": "system", "id": None, "role": "member", "person": None, "title": "webhook"}
    once = call.headers.get("webhook-id") or call.headers.get("idempotency-key")
    if once is None:
        event_id = new_id()
        return await matcher.opening_of(plan, scenario, Event(event_id, "webhook", actor, event_id, data=data))
    event_id = uuid5(_ONCE, f"{tenant_no()}:{scenario.key}:{once}")
    event = Event(event_id, "webhook", actor, event_id, data=data, digest=hashlib.sha256(call.raw).hexdigest())
    if (known := await _known(scenario, event, named)) is not None:
        return known
    opening = await matcher.opening_of(plan, scenario, event)
    if opening is not None:
        named[event_id] = opening
    return opening


async def _verify(scenario: ScenarioPlan, call: Call) -> None:
    hook = await hooks.hook_of(scenario.key)
    try:
        Webhook(hook.secret).verify(call.raw, dict(call.headers))
    except (WebhookVerificationError, ValueError) as error:
        raise SignatureError from error


async def _known(scenario: ScenarioPlan, event: Event, named: Mapping[UUID, Opening]) -> Opening | RunView | None:
    """Return the run that this very call has opened before; another call may not take its name."""
    if (opening := named.get(event.id)) is not None:
        _check_same(opening.event.digest, event)
        return opening
    row = await connection().fetchrow(
        """select r.* from run_of_event e join run r on r.tenant_no = $1 and r.id = e.run_id
           where e.tenant_no = $1 and e.scenario = $2 and e.event_id = $3""",
        tenant_no(),
        scenario.key,
        event.id,
    )
    if row is None:
        return None
    _check_same(json.loads(row["event"]).get("digest"), event)
    return run_view(row)


def _check_same(digest: str | None, event: Event) -> None:
    if digest not in (None, event.digest):
        raise CallReusedError


def mapped(names: Mapping[str, str] | None, body: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return `event.data`: each name with what stands at its path in the body; without a map the whole body."""
    if not names:
        return body
    return {name: at_path(body, path) for name, path in names.items()}


def at_path(body: Any, path: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what stands at a dotted path (`caller.numbers.0`, or `caller.numbers[0]`); None where nothing does."""
    found = body
    for part in _INDEX.sub(r".\1", path).removeprefix("$.").removeprefix(".").split("."):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return found
