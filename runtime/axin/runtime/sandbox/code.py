"""Code of a tenant's own, from its input to its output: both are data, and what it cannot do it says in a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from jsonschema import Draft202012Validator

from axin.platform.data import json
from axin.platform.kernel.errors import AxinError
from axin.runtime.runs.errors import StepError
from axin.runtime.sandbox import pool
from axin.runtime.sandbox.limits import FUEL, LARGEST_INPUT, MOST_SECONDS, SECONDS
from axin.runtime.sandbox.pool import Program

CODE_ERROR: Final = "code_error"
BUDGET: Final = "budget"
_SPENT: Final = {
    "time": "The code takes too long.",
    "fuel": "The code computes too much: it may be in a loop that never ends.",
    "memory": "The code needs more than 32 MB of memory.",
    "stack": "The code calls itself too deep.",
    "output": "The code gives more than 1 MB.",
}
_PLACE: Final = re.compile(r"<input>:(\d+):(\d+)")
_LONE: Final = re.compile(rb"(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}")
"""Half a character: what stands whole in a text is written as it is, so an escape of one is alone."""
_AHEAD: Final = len("__begin();")
"""What stands before the first line of a program."""
_LONGEST_MESSAGE: Final = 500
_DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Computed:
    """What a program gave."""

    output: Any
    lines: tuple[str, ...]
    """What it wrote to its console."""
    fuel: int


class CodeError(StepError):
    """The program failed by itself: `line` and `column` say where, where that is known."""

    def __init__(self, message: str, lines: tuple[str, ...], line: int | None, column: int | None, fuel: int) -> None:
        place = f" (line {line}, column {column})" if line else ""
        super().__init__(CODE_ERROR, f"The code failed: {message}{place}", fuel=fuel)
        self.lines, self.line, self.column = lines, line, column


async def compute(
    tenant: int, source: str, given: Any, now: datetime, *, seconds: float | None = None, fuel: int = FUEL, schema: Any = None  # noqa: ANN401
) -> Computed:  # fmt: skip
    """Run `source` over the JSON `given`, and hold what it gives to `schema`."""
    data = json.dumps(given)
    if len(data) > LARGEST_INPUT:
        raise StepError(BUDGET, "The code is given more than 1 MB.")
    limit = min(seconds or SECONDS, MOST_SECONDS)
    outcome = await pool.run(tenant, Program(source, data, limit, fuel, now.timestamp()))
    if outcome.how in _SPENT:
        raise StepError(BUDGET, _SPENT[outcome.how], fuel=outcome.fuel)
    answer = _read(outcome.written) if outcome.how == "done" else None
    if answer is None:
        raise StepError(CODE_ERROR, "The code broke its engine, and gave nothing.", fuel=outcome.fuel)
    lines = tuple(str(line) for line in answer.get("lines", ()) if isinstance(line, str))
    if "error" in answer:
        raise _failure(answer, lines, outcome.fuel)
    try:
        output = _storable(answer.get("output"), _DEEPEST)
        _hold_to(schema, output)
    except StepError as error:
        error.fuel = outcome.fuel
        raise
    return Computed(output, lines, outcome.fuel)


def _read(written: bytes) -> Mapping[str, Any] | None:
    """Read what the program's side wrote; it may have spoilt that."""
    try:
        found = json.loads(_LONE.sub(rb"\1\\ufffd", written))
    except (ValueError, RecursionError, AxinError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("lines"), list) else None


def _failure(answer: Mapping[str, Any], lines: tuple[str, ...], fuel: int) -> CodeError:
    place = _PLACE.search(str(answer.get("stack")))
    line = int(place[1]) if place else None
    column = None if place is None else max(1, int(place[2]) - (_AHEAD if line == 1 else 0))
    return CodeError(str(answer["error"])[:_LONGEST_MESSAGE].replace("\x00", ""), lines, line, column, fuel)


def _storable(value: Any, depth: int) -> Any:  # noqa: ANN401 - any JSON
    """Return the output as the journal can hold it."""
    if depth == 0:
        raise StepError("bad_output", "The code gives something nested too deep.")
    match value:
        case str():
            return value.replace("\x00", "")
        case dict():
            return {name.replace("\x00", ""): _storable(member, depth - 1) for name, member in value.items()}
        case list():
            return [_storable(item, depth - 1) for item in value]
        case _:
            return value


def _hold_to(schema: Any, output: Any) -> None:  # noqa: ANN401 - any JSON
    if not isinstance(schema, Mapping):
        return
    fault = next(Draft202012Validator(schema).iter_errors(output), None)
    if fault is not None:
        where = "/".join(str(part) for part in fault.absolute_path)
        raise StepError("bad_output", f"What the code gives is not what was agreed, at `/{where}`.")
