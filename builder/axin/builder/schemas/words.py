"""The words schemas are written in: properties with their titles, and the shapes that recur.

`x-widget` says which control the studio shows; `x-code` gives a failure below its own lasting code; `x-title` holds the
title in the product's other languages.
"""

from typing import Any, Final

from axin.builder.definitions.durations import PATTERN as DURATION_PATTERN

Schema = dict[str, Any]
LANGUAGES: Final = ("en", "az", "ru")
KEY_PATTERN: Final = "^[a-z][a-z0-9_]{0,62}$"
LONGEST_TEXT: Final = 4_000


def by_language(text: str) -> dict[str, str]:
    """Return `en|az|ru` as one text by language."""
    return dict(zip(LANGUAGES, text.split("|"), strict=True))


def prop(titles: str, description: str, schema: Schema, *examples: Any) -> Schema:  # noqa: ANN401 - JSON
    """Return the schema of a property: its title (`en|az|ru`), what it does, what may stand there, and examples."""
    title = by_language(titles)
    described = {"title": title.pop("en"), "x-title": title, "description": description}
    return {**schema, **described, "examples": list(examples)}


def closed(properties: dict[str, Schema], *required: str, **more: Any) -> Schema:  # noqa: ANN401 - JSON
    """Return the schema of an object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False, **more}


def many(items: Schema, most: int, **more: Any) -> Schema:  # noqa: ANN401 - JSON
    """Return the schema of a list."""
    return {"type": "array", "items": items, "maxItems": most, **more}


def widget(schema: Schema, name: str) -> Schema:
    """Return `schema` with the control the studio shows for it."""
    return {**schema, "x-widget": name}


def one_of(*values: str, code: str = "unknown_value") -> Schema:
    """Return the schema of a choice."""
    return {"enum": list(values), "x-code": code}


def or_formula(schema: Schema) -> Schema:
    """Return the schema of a value that may also be written as a formula (`=…`)."""
    return {"anyOf": [schema, {"type": "string", "pattern": "^=", "maxLength": LONGEST_TEXT}], "x-code": "type"}


def ref(name: str) -> Schema:
    """Return a reference to a shared definition."""
    return {"$ref": f"#/$defs/{name}"}


KEY: Final[Schema] = {"type": "string", "pattern": KEY_PATTERN, "x-code": "bad_key", "x-widget": "key"}
REFERENCE: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 200}
FORMULA: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "x-widget": "formula"}
TEMPLATE: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 20_000, "x-widget": "template"}
LINE: Final[Schema] = {"type": "string", "maxLength": 500}
PARAGRAPH: Final[Schema] = {"type": "string", "maxLength": LONGEST_TEXT}
FLAG: Final[Schema] = {"type": "boolean"}
DURATION: Final[Schema] = {
    "type": "string", "pattern": DURATION_PATTERN, "maxLength": 40, "x-code": "bad_duration", "x-widget": "duration",
}  # fmt: skip
HOURS_PATTERN: Final = "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]$"
_DAY: Final = "(mon|tue|wed|thu|fri|sat|sun)"
WEEK: Final[Schema] = {
    "type": "object",
    "propertyNames": {"pattern": f"^{_DAY}(-{_DAY})?$"},
    "additionalProperties": {"type": "string", "pattern": HOURS_PATTERN},
}
WORKING_TIME: Final[Schema] = {
    "anyOf": [{"type": "boolean"}, REFERENCE, WEEK], "x-code": "bad_working_hours", "x-widget": "working_time",
}  # fmt: skip
"""By which working time a step counts: the workspace's, a calendar's, or hours of its own."""
TITLE: Final[Schema] = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": 500},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z]{2}$"},
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 500},
        },
    ],
    "x-code": "bad_title",
    "x-widget": "title",
}
ANYTHING: Final[Schema] = {}
VALUE: Final[Schema] = {"x-widget": "value"}
ENTITY: Final = widget(REFERENCE, "entity")
FIELD: Final = widget(REFERENCE, "field")
FIELDS: Final = widget(many(REFERENCE, 200), "fields")
FUNNEL: Final = widget(REFERENCE, "funnel")
STAGE: Final = widget(REFERENCE, "stage")
ROLE: Final = widget(REFERENCE, "role")
RECORD: Final = widget({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}, "record")
USER: Final = widget({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}, "user")
VALUES: Final = widget({"type": "object", "maxProperties": 500}, "values")


def titled(key_example: str, title_example: str) -> dict[str, Schema]:
    """Return the two properties every named part begins with."""
    return {
        "key": prop("Key|Açar|Ключ", "The lasting name that formulas, programs and other parts use.", KEY, key_example),
        "title": prop("Title|Başlıq|Название", "What people read: a text, or one by language.", TITLE, title_example),
    }
