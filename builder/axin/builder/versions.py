"""The published versions of a workspace, and their plans.

A version is immutable, so its plan is compiled once per process and kept. Every function here works in the tenant's open
transaction.
"""

from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from time import monotonic
from typing import Any, Final

from axin.builder import readiness
from axin.builder.compiling.compiler import Meta, compile_solution
from axin.builder.compiling.numbers import numbers_from_json
from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import NotFoundError
from axin.tenants import workspaces

KEPT_CHARACTERS: Final = 4_000_000
"""So long are the documents whose plans are kept, all together: a plan takes some 25 bytes for each character.

Thousands of small workspaces fit, or some hundreds of large ones, into a hundred megabytes at most."""

EMPTY: Final = Plan(
    tenant_no=0,
    version=0,
    key="",
    title={"": ""},
    locale="az",
    timezone="Asia/Baku",
    currency="AZN",
    author="",
    author_role="owner",
)
"""The plan of a workspace that has never published."""

LIVE: Final = "coalesce((select number from solution_version where tenant_no = $1 order by number desc limit 1), 0)"
"""The number of the live version of tenant $1, in SQL; 0 where nothing was ever published."""

_ASK_AGAIN_SECONDS: Final = 1.0
_plans: OrderedDict[tuple[int, int], Plan] = OrderedDict()
_lengths: dict[tuple[int, int], int] = {}
"""Of the document of each plan that is kept."""
_SHARED: Final = 64
_SHARED_CHARACTERS: Final = 20_000
_shared: OrderedDict[bytes, Plan] = OrderedDict()
"""Small solutions by what they say: many workspaces begin with the same one."""
_asked: dict[tuple[int, int], float] = {}
"""When it was last asked whether the slots of a plan have been filled, and its rules claimed."""


async def live_version() -> int:
    """Return the number of the live version; 0 where nothing was ever published."""
    return int(await connection().fetchval(f"select {LIVE}", tenant_no()))


async def live_plan() -> Plan:
    """Return the plan that is live now."""
    return await plan_of(await live_version())


async def plan_of(version: int) -> Plan:
    """Return the plan of one version; version 0 is the empty plan."""
    key = (tenant_no(), version)
    if version == 0:
        return replace(EMPTY, tenant_no=key[0])
    plan = _plans.get(key)
    if plan is None or ((plan.unfilled or plan.unclaimed) and await _readier(plan)):
        plan = _plans[key] = await _compile(version)
        _plans.move_to_end(key)
        _let_go()
    else:
        _plans.move_to_end(key)
    return plan


def _let_go() -> None:
    """Drop the plans that have not been asked for longest, as far as there are too many; the newest one stays."""
    held = sum(_lengths.values())
    while held > KEPT_CHARACTERS and len(_plans) > 1:
        key, _ = _plans.popitem(last=False)
        held -= _lengths.pop(key, 0)


def remembered(tenant: int, version: int) -> Plan | None:
    """Return the plan of a version that this process has compiled, outside any transaction; None where it has not."""
    return _plans.get((tenant, version))


async def document_of(version: int) -> dict[str, Any]:
    """Return the solution document of one version."""
    text = await connection().fetchval(
        "select document from solution_version where tenant_no = $1 and number = $2", tenant_no(), version
    )
    if text is None:
        raise NotFoundError
    document: dict[str, Any] = json.loads(text)
    return document


async def _readier(plan: Plan) -> bool:
    """Whether slots and rules that were being filled when the plan was compiled are ready now; asked once a second at most."""
    key, now = (plan.tenant_no, plan.version), monotonic()
    if now - _asked.get(key, 0.0) < _ASK_AGAIN_SECONDS:
        return False
    _asked[key] = now
    return await readiness.unfilled(plan) != plan.unfilled or await readiness.unclaimed() != plan.unclaimed


def forget(version: int) -> None:
    """Drop the compiled plan of one version of the open transaction's tenant: it is to be compiled anew."""
    _plans.pop((tenant_no(), version), None)
    _lengths.pop((tenant_no(), version), None)


def forget_plans() -> None:
    """Drop the compiled plans of this process (tests that rebuild their database need it)."""
    _plans.clear()
    _lengths.clear()
    _shared.clear()


async def _compile(version: int) -> Plan:
    row = await connection().fetchrow(
        "select document, numbers::text, author, author_role from solution_version where tenant_no = $1 and number = $2",
        tenant_no(),
        version,
    )
    if row is None:
        raise NotFoundError
    _lengths[tenant_no(), version] = len(row["document"])
    workspace = await workspaces.current()
    meta = Meta(
        tenant_no=tenant_no(),
        version=version,
        author=str(row["author"]),
        author_role=row["author_role"],
        defaults={"locale": workspace.locale, "timezone": workspace.timezone, "currency": workspace.currency},
    )
    plan = _compiled(row["document"], row["numbers"], meta)
    plan = readiness.with_unfilled(plan, await readiness.unfilled(plan))
    return replace(plan, unclaimed=await readiness.unclaimed())


def _compiled(document: str, numbers: str, meta: Meta) -> Plan:
    """Compile a version; workspaces with the same solution share what it comes to, which says nothing of them."""
    if len(document) > _SHARED_CHARACTERS:
        return compile_solution(json.loads(document), numbers_from_json(json.loads(numbers)), meta)
    key = sha256("\0".join((document, numbers, *map(str, sorted(meta.defaults.items())))).encode()).digest()
    plan = _shared.get(key)
    if plan is None:
        plan = _shared[key] = compile_solution(json.loads(document), numbers_from_json(json.loads(numbers)), meta)
        while len(_shared) > _SHARED:
            _shared.popitem(last=False)
    _shared.move_to_end(key)
    return replace(plan, tenant_no=meta.tenant_no, version=meta.version, author=meta.author, author_role=meta.author_role)
