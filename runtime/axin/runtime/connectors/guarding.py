"""What publishing asks of connections: those that are named are there, and their author may use them."""

from collections.abc import Iterator

from axin.builder.checks.findings import Finding
from axin.builder.checks.steps import every_step
from axin.builder.definitions.model import Model, object_of
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.tenants.actor import ADMIN, OWNER, Actor

Named = tuple[str, str]


async def connections_in_use(author: Actor, model: Model) -> list[Finding]:
    """Return an error for every step that names a connection that is not there, or not its author's to use."""
    named = list(_named(model))
    if not named:
        return []
    rows = await connection().fetch(
        "select key, roles from connection where tenant_no = $1 and key = any($2)", tenant_no(), [key for _, key in named]
    )
    given = {row["key"]: set(row["roles"]) | {OWNER, ADMIN} for row in rows}
    missing = [Finding(pointer, "unknown_connection") for pointer, key in named if key not in given]
    return missing + [
        Finding(pointer, "beyond_author") for pointer, key in named if key in given and author.role not in given[key]
    ]


def _named(model: Model) -> Iterator[Named]:
    for scenario in model.all_scenarios:
        for step in every_step(scenario.raw.get("steps"), scenario.at("steps")):
            key = _written(object_of(step.raw, "with").get("connection"))
            if key is not None and "action" in step.raw:
                yield step.at("with", "connection"), key


def _written(value: object) -> str | None:
    """Return the key that is written out; what a run computes is judged when it runs."""
    if not isinstance(value, str) or "{{" in value or (value.startswith("=") and not value.startswith("==")):
        return None
    return value.removeprefix("=")
