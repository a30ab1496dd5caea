"""What publishing asks of connections: those that are named are there, and their author may use them."""

from collections.abc import Iterator, Sequence

from axin.builder.checks.findings import Finding
from axin.builder.compiling.plan import Plan, StepPlan
from axin.builder.decisions import Decision
from axin.builder.definitions.pointers import join
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.tenants.actor import ADMIN, OWNER

Named = tuple[str, str]


async def connections_in_use(live: Plan, wanted: Plan, decided: Sequence[Decision]) -> list[Finding]:  # noqa: ARG001 - a guard's signature
    """Return an error for every step that names a connection that is not there, or not its author's to use."""
    scenarios = enumerate(wanted.scenarios.values())
    named = [found for index, each in scenarios for found in _named(each.steps, f"/scenarios/{index}/steps")]
    if not named:
        return []
    rows = await connection().fetch(
        "select key, roles from connection where tenant_no = $1 and key = any($2)", tenant_no(), [key for _, key in named]
    )
    given = {row["key"]: set(row["roles"]) | {OWNER, ADMIN} for row in rows}
    missing = [Finding(pointer, "unknown_connection") for pointer, key in named if key not in given]
    return missing + [
        Finding(pointer, "beyond_author") for pointer, key in named if key in given and wanted.author_role not in given[key]
    ]


def _named(steps: Sequence[StepPlan], pointer: str) -> Iterator[Named]:
    for index, step in enumerate(steps):
        place = join(pointer, index)
        given = step.inputs.get("connection")
        if step.action is not None and given is not None and isinstance(given.constant, str):
            yield join(join(place, "with"), "connection"), given.constant
        for inside, name in _inside(step):
            yield from _named(inside, f"{place}/{name}")


def _inside(step: StepPlan) -> Iterator[tuple[Sequence[StepPlan], str]]:
    yield step.then, "do" if step.kind == "for_each" else "then"
    yield step.otherwise, "default" if step.kind == "switch" else "else"
    for index, case in enumerate(step.cases):
        yield case.steps, f"cases/{index}/then"
    for index, arm in enumerate(step.arms):
        yield arm, f"parallel/{index}"
