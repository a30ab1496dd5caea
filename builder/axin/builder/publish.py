"""Publishing: the whole document is valid and becomes the live version, or nothing changes.

What the rooms below the builder must say or do about it, they register here: `readers` tell what is wrong with a document as it
is written, beside whatever else is; `guards` may refuse a change of what is live, `carriers` do with the stored data what the
publisher decided, `listeners` follow it, all in the same transaction.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder import decisions, drafts, impact, numbering, readiness, versions
from axin.builder.author_rights import beyond_author
from axin.builder.changes import change_errors, change_warnings
from axin.builder.checks import Report, check_solution
from axin.builder.checks.bounds import check_bounds
from axin.builder.checks.context import STEPS_OF_A_RUN, People
from axin.builder.checks.findings import DEFAULT_LOCALE, Finding
from axin.builder.compiling.compiler import Meta, compile_solution
from axin.builder.compiling.numbers import Numbers, numbers_to_json
from axin.builder.compiling.plan import Plan
from axin.builder.decisions import Decision
from axin.builder.definitions.model import Model
from axin.builder.errors import InvalidSolutionError
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import Problem, StaleVersionError
from axin.tenants import audit, limits, members
from axin.tenants.actor import Actor

DocumentReader = Callable[[Actor, Model], Awaitable[Iterable[Finding]]]
"""Given who would publish a document and what can be read of it, returns its errors; it may have others, too."""
Guard = Callable[[Plan, Plan, Sequence[Decision]], Awaitable[Iterable[Finding]]]
"""Given what is live, what would be and what becomes of the data, returns the errors that forbid it; numbers of the new plan
are not assigned yet."""
Carrier = Callable[[Actor, Plan, Plan, Sequence[Decision]], Awaitable[Sequence[UUID]]]
"""Given what was live, what is now, and what was decided, does it with the data; returns the jobs that go on with it."""
Listener = Callable[[Plan], Awaitable[None]]
readers: Final[list[DocumentReader]] = []
guards: Final[list[Guard]] = []
carriers: Final[list[Carrier]] = []
listeners: Final[list[Listener]] = []
_LOCK: Final = 0x4158494E
"""The first half of the advisory lock's key; the second is the tenant."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version just published."""

    version: int
    warnings: tuple[Problem, ...]
    jobs: tuple[UUID, ...] = ()
    """What goes on with the stored data."""


async def check(actor: Actor, document: object, locale: str = DEFAULT_LOCALE, decided: Sequence[Decision] = ()) -> Report:
    """Return everything that speaks against publishing `document`, and what its author should know."""
    steps = await limits.maximum_of(tenant_no(), "run_steps")
    report = check_solution(document, locale, await _people(), steps_of_a_run=steps or STEPS_OF_A_RUN)
    if not isinstance(document, dict) or (report.errors and check_bounds(document)):
        return report
    read = [found for reader in readers for found in await reader(actor, Model(document))]
    if report.errors:
        return Report((*report.errors, *_told(read, locale)), report.warnings)
    errors, warnings = await _beside_live(actor, document, decided)
    return Report(_told([*errors, *read], locale), (*report.warnings, *_told(warnings, locale)))


async def publish(
    actor: Actor, document: dict[str, Any], note: str = "", locale: str = DEFAULT_LOCALE, decided: Sequence[Decision] = ()
) -> Published:
    """Publish `document` as the next version of the actor's workspace, and do with the data what was decided."""
    await drafts.check_builds(actor)
    await connection().execute("select pg_advisory_xact_lock($1, $2)", _LOCK, tenant_no())
    live = await versions.live_plan()
    settled = await _settled(live, document, decided)
    report = await check(actor, document, locale, settled)
    if report.errors:
        raise InvalidSolutionError(report.errors)
    version = live.version + 1
    numbers = await numbering.assign(Model(document), version)
    await _insert(actor, document, numbers, note, version)
    await audit.record(actor, "solution.published", str(version))
    if await readiness.note_unfilled(await versions.plan_of(version - 1), await versions.plan_of(version)):
        versions.forget(version)
    plan = await versions.plan_of(version)
    for listener in listeners:
        await listener(plan)
    jobs = [job for carrier in carriers for job in await carrier(actor, live, plan, settled)]
    return Published(version, report.warnings, tuple(jobs))


async def _settled(live: Plan, document: dict[str, Any], decided: Sequence[Decision]) -> list[Decision]:
    """Return what becomes of the data that going on from the live version concerns."""
    before = await versions.document_of(live.version) if live.version else {}
    return decisions.settle(decided, impact.effects(before, document), document)


async def publish_draft(
    actor: Actor,
    note: str = "",
    locale: str = DEFAULT_LOCALE,
    *,
    if_revision: int | None = None,
    decided: Sequence[Decision] = (),
) -> Published:
    """Publish the draft, which then begins from the new version."""
    draft = await drafts.read(actor)
    if if_revision is not None and if_revision != draft.revision:
        raise StaleVersionError
    published = await publish(actor, draft.document, note, locale, decided)
    await drafts.rebase(published.version)
    return published


async def restore(actor: Actor, version: int, locale: str = DEFAULT_LOCALE, decided: Sequence[Decision] = ()) -> Published:
    """Publish an earlier version again, as a new one; the draft becomes it too."""
    await drafts.check_builds(actor)
    document = await versions.document_of(version)
    published = await publish(actor, document, f"Restored version {version}", locale, decided)
    await drafts.put(actor, document, published.version)
    return published


async def _people() -> People:
    found = await members.listing()
    return People(frozenset(str(member.id) for member in found), frozenset(member.role for member in found))


async def _beside_live(
    actor: Actor, document: dict[str, Any], decided: Sequence[Decision]
) -> tuple[list[Finding], list[Finding]]:
    """Return errors and warnings that come of what is live now and who publishes."""
    live = await versions.live_plan()
    compiled = compile_solution(document, {}, Meta(actor.tenant_no, live.version + 1, str(actor.id), actor.role))
    model = Model(document)
    errors = beyond_author(actor, live, model, compiled)
    slow = [Finding(place, "no_free_slot") for place in await numbering.without_slot(model)]
    for guard in guards:
        errors += await guard(live, compiled, decided)
    if live.version == 0:
        return errors, slow
    before = Model(await versions.document_of(live.version))
    return [*errors, *change_errors(before, model)], [*change_warnings(before, model), *slow]


async def _insert(actor: Actor, document: dict[str, Any], numbers: Numbers, note: str, version: int) -> None:
    text = json.dumps_text(document)
    await connection().execute(
        """insert into solution_version (tenant_no, number, document, numbers, hash, author, author_role, note)
           values ($1, $2, $3, $4, $5, $6, $7, $8)""",
        tenant_no(),
        version,
        text,
        json.dumps_text(numbers_to_json(numbers)),
        content_hash(document),
        actor.person or actor.id,
        actor.role,
        note,
    )


def content_hash(document: dict[str, Any]) -> str:
    """Return the SHA-256 of the document's canonical form: the same for the same content, however it is laid out."""
    return hashlib.sha256(json.dumps(_sorted(document))).hexdigest()


def _sorted(value: Any) -> Any:  # noqa: ANN401 - free-form JSON
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _told(findings: Iterable[Finding], locale: str) -> tuple[Problem, ...]:
    return tuple(finding.problem(locale) for finding in findings)
