"""The reference of the definition language, written from the catalogue.

python -m axin.builder.reference > docs/definitions.md
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from axin.builder.catalog.actions import ACTIONS
from axin.builder.catalog.fields import FIELD_KINDS
from axin.builder.catalog.outputs import output_names
from axin.builder.catalog.steps import STEP_KINDS
from axin.builder.catalog.triggers import TRIGGER_KINDS
from axin.builder.checks.findings import known_codes, sentence

_COMMON = frozenset(
    {"key", "title", "type", "on", "help", "required", "default", "unique", "indexed", "visible", "validate", "message"}
)
_STEP = frozenset({"key", "title", "when", "on_error", "timeout", "override"})
_HEAD = """# The definition language

Written from the catalogue by `python -m axin.builder.reference`; a test holds the two together. What is marked *later* is
known to the checks and answers `not_yet`. The JSON Schema stands at `/api/schemas/solution.schema.json`, the catalogue at
`/api/catalog`.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    return "\n".join([_HEAD, *_parts(), ""])


def _parts() -> Iterator[str]:
    yield "## Field types\n"
    yield from _kinds(FIELD_KINDS, _COMMON)
    yield "\n## Triggers\n"
    yield from _kinds(TRIGGER_KINDS, _COMMON - {"title"})
    yield "\n## Steps\n"
    yield from _kinds(STEP_KINDS, _STEP)
    yield "\n## Actions\n"
    yield "| action | does | takes | gives | repeats |\n| --- | --- | --- | --- | --- |"
    for action in ACTIONS.values():
        gives = _code(output_names(action.key))
        row = (
            _name(action.key, runs=action.runs),
            action.help["en"],
            _takes(action.input, frozenset()),
            gives,
            action.idempotency,
        )
        yield _row(row)
    yield "\n## Error codes\n"
    yield "| code | says |\n| --- | --- |"
    details = {"expected": "…", "names": "…", "most": "…", "least": "…", "range": "…", "count": "…", "title": "…"}
    for code in sorted(known_codes()):
        yield _row((f"`{code}`", sentence(code, "en", details)))
    yield "\nFaults of formulas have the codes of the formula language."


def _kinds(kinds: Mapping[str, Any], common: frozenset[str]) -> Iterator[str]:
    yield "| name | is | takes |\n| --- | --- | --- |"
    for kind in kinds.values():
        yield _row((_name(kind.key, runs=kind.runs), kind.help["en"], _takes(kind.schema, common)))


def _name(key: str, *, runs: bool) -> str:
    return f"`{key}`" if runs else f"`{key}` *later*"


def _takes(schema: Mapping[str, Any], common: frozenset[str]) -> str:
    needed = schema.get("required", ())
    return ", ".join(f"`{name}`" + ("" if name in needed else "?") for name in schema["properties"] if name not in common)


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(reference())
