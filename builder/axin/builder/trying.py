"""The draft as a plan: for trying what is not published yet on the data that is there."""

from typing import Any

from axin.builder import drafts
from axin.builder.author_rights import beyond_author
from axin.builder.checks import check_solution
from axin.builder.checks.findings import DEFAULT_LOCALE
from axin.builder.compiling.compiler import Meta, compile_solution
from axin.builder.compiling.numbers import Numbers, numbers_from_json
from axin.builder.compiling.plan import Plan
from axin.builder.definitions.model import Model
from axin.builder.errors import InvalidSolutionError
from axin.builder.versions import live_plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.tenants import workspaces
from axin.tenants.actor import Actor


async def plan_of_draft(actor: Actor, document: dict[str, Any] | None = None) -> Plan:
    """Return the draft (or this document) compiled as the next version; a faulty one is refused with every error.

    What is new in it has no number yet, and so no data: it reads as blank. Nobody tries what they could not publish: a draft
    that may do more than its author is refused, too.
    """
    given = (await drafts.read(actor)).document if document is None else document
    report = check_solution(given)
    if report.errors:
        raise InvalidSolutionError(report.errors)
    live = await live_plan()
    workspace = await workspaces.current()
    defaults = {"locale": workspace.locale, "timezone": workspace.timezone, "currency": workspace.currency}
    meta = Meta(tenant_no(), live.version + 1, str(actor.person or actor.id), actor.role, defaults)
    plan = compile_solution(given, await _numbers(live.version), meta)
    beyond = beyond_author(actor, live, Model(given), plan)
    if beyond:
        raise InvalidSolutionError(finding.problem(DEFAULT_LOCALE) for finding in beyond)
    return plan


async def _numbers(version: int) -> Numbers:
    text = await connection().fetchval(
        "select numbers::text from solution_version where tenant_no = $1 and number = $2", tenant_no(), version
    )
    return {} if text is None else numbers_from_json(json.loads(text))
