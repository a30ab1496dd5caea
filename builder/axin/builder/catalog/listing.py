"""The whole catalogue as data, for the studio and for programs that build solutions."""

from functools import cache
from typing import Any

from axin.builder.catalog.actions import ACTIONS
from axin.builder.catalog.fields import FIELD_KINDS
from axin.builder.catalog.steps import STEP_KINDS
from axin.builder.catalog.triggers import TRIGGER_KINDS
from axin.builder.catalog.words import RESERVED
from axin.builder.formulas.functions import catalogue as functions


@cache
def catalogue() -> dict[str, Any]:
    """Return field types, triggers, steps, actions and functions, with their schemas and titles."""
    return {
        "field_types": [_kind(kind) for kind in FIELD_KINDS.values()],
        "triggers": [_kind(kind) for kind in TRIGGER_KINDS.values()],
        "steps": [_kind(kind) for kind in STEP_KINDS.values()],
        "actions": [
            {
                "key": action.key,
                "title": action.title,
                "help": action.help,
                "runs": action.runs,
                "input": action.input,
                "output": action.output,
                "idempotency": action.idempotency,
                "dry_run": action.dry_run,
            }
            for action in ACTIONS.values()
        ],
        "functions": functions(),
        "reserved": sorted(RESERVED),
    }


def _kind(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the catalogue's kinds
    return {"key": kind.key, "title": kind.title, "help": kind.help, "runs": kind.runs, "schema": kind.schema}
