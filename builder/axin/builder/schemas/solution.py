"""The schema of a whole solution, put together from the catalogue, and its parts for the forms."""

from functools import cache
from typing import Any, Final

from axin.builder.catalog.actions import ACTIONS
from axin.builder.catalog.fields import FIELD_KINDS
from axin.builder.catalog.steps import STEP_KINDS
from axin.builder.catalog.triggers import TRIGGER_KINDS
from axin.builder.schemas.parts import ENTITY_SCHEMA, FUNNEL_SCHEMA, ROLE_SCHEMA, SCENARIO_SCHEMA, SETTINGS_SCHEMA
from axin.builder.schemas.views import VIEW_SCHEMA
from axin.builder.schemas.words import Schema, closed, many, prop, titled

SCHEMA_ID: Final = "https://axin.app/schemas/solution.schema.json"
LATER: Final = ("forms", "documents", "messages", "dashboards")
"""Parts of the language that no release can run yet: lists of objects."""
_ITEM: Final[Schema] = {"type": "object"}


@cache
def solution_schema() -> dict[str, Any]:
    """Return the JSON Schema of a solution document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Solution",
        "description": "Everything a workspace has built.",
        **closed(_properties(), "axin", "key", "title"),
        "$defs": {"field": _fields(), "trigger": _triggers(), "step": _steps()},
    }


def _properties() -> dict[str, Schema]:
    lists = {
        "entities": prop("Entities|Obyektlər|Сущности", "What the firm keeps records of.", many(ENTITY_SCHEMA, 200), []),
        "funnels": prop("Funnels|Voronkalar|Воронки", "The stages records go through.", many(FUNNEL_SCHEMA, 100), []),
        "scenarios": prop("Scenarios|Ssenarilər|Сценарии", "What happens by itself.", many(SCENARIO_SCHEMA, 500), []),
        "roles": prop("Roles|Rollar|Роли", "Who may do what.", many(ROLE_SCHEMA, 100), []),
        "views": prop("Views|Görünüşlər|Виды", "Saved tables, boards and calendars.", many(VIEW_SCHEMA, 500), []),
        "forms": prop("Forms|Formalar|Формы", "Forms for people outside.", many(_ITEM, 500), []),
        "documents": prop("Documents|Sənədlər|Документы", "Templates of documents.", many(_ITEM, 500), []),
        "messages": prop("Messages|Mesajlar|Сообщения", "Prepared messages.", many(_ITEM, 500), []),
        "dashboards": prop("Dashboards|Panellər|Панели", "Figures at a glance.", many(_ITEM, 500), []),
    }
    version = prop("Format|Format|Формат", "The version of this format.", {"const": 1, "x-code": "unknown_format"}, 1)
    settings = prop(
        "Settings|Parametrlər|Настройки", "Language, zone, currency, working hours.", SETTINGS_SCHEMA, {"locale": "az"}
    )
    return {"axin": version, **titled("turnkey_repair", "Turnkey repair"), **lists, "settings": settings}


def _fields() -> Schema:
    return {
        "title": "Field",
        "x-discriminator": {"property": "type", "code": "unknown_field_type", "mapping": list(FIELD_KINDS)},
        "oneOf": [_named(kind.schema, "type", key) for key, kind in FIELD_KINDS.items()],
    }


def _triggers() -> Schema:
    return {
        "title": "Trigger",
        "x-discriminator": {"property": "on", "code": "unknown_trigger", "mapping": list(TRIGGER_KINDS)},
        "oneOf": [_named(kind.schema, "on", key) for key, kind in TRIGGER_KINDS.items()],
    }


def _steps() -> Schema:
    schemas = {key: kind.schema for key, kind in STEP_KINDS.items()}
    schemas["action"] = {
        **schemas["action"],
        "x-discriminator": {"property": "action", "code": "unknown_action", "mapping": list(ACTIONS)},
        "oneOf": [_with(key, manifest.input) for key, manifest in ACTIONS.items()],
    }
    return {"title": "Step", "x-kinds": list(schemas), "oneOf": list(schemas.values())}


def _with(action: str, given: Schema) -> Schema:
    needs = ["with"] if given["required"] else []
    return {"properties": {"action": {"const": action}, "with": given}, "required": ["action", *needs]}


def _named(schema: Schema, discriminator: str, value: str) -> Schema:
    properties = schema["properties"]
    chosen = {**properties[discriminator], "const": value}
    return {**schema, "properties": {**properties, discriminator: chosen}}
