"""Trying a piece of code before it stands in a step."""

import time
from typing import Annotated, Any

import msgspec
from litestar import Request, post

from axin.builder.drafts import check_builds
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.languages import said
from axin.runtime.runs.budgets import charge
from axin.runtime.runs.errors import StepError
from axin.runtime.sandbox.code import CodeError, compute
from axin.tenants import limits
from axin.tenants.actor import Actor
from axin.web import context

AnyRequest = Request[Any, Any, Any]


class CodeTrial(msgspec.Struct, forbid_unknown_fields=True):
    """The code, and what it is given."""

    source: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
    input: Any = None


class CodeFault(msgspec.Struct):
    """What went wrong, and where, where that is known."""

    code: str
    message: str
    line: int | None = None
    column: int | None = None


class CodeTried(msgspec.Struct):
    """What the code gave, what it wrote to its console, and what it cost."""

    output: Any
    lines: list[str]
    error: CodeFault | None
    fuel: int | None
    milliseconds: int


@post("/api/w/{slug:str}/code/try", status_code=200, operation_id="tryCode", tags=["scenarios"])
async def try_code(actor: Actor, request: AnyRequest, data: CodeTrial) -> CodeTried:
    """Run code over a sample, for those who build."""
    await check_builds(actor)
    await limits.require("code")
    begun, locale = time.monotonic(), context.locale(request.scope)
    try:
        found = await compute(actor.tenant_no, data.source, data.input, utc_now())
    except CodeError as error:
        await charge(error.fuel)
        fault = CodeFault(error.kind, said(error, locale), error.line, error.column)
        return CodeTried(None, list(error.lines), fault, None, _since(begun))
    except StepError as error:
        await charge(error.fuel)
        return CodeTried(None, [], CodeFault(error.kind, said(error, locale)), None, _since(begun))
    await charge(found.fuel)
    return CodeTried(found.output, list(found.lines), None, found.fuel, _since(begun))


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
