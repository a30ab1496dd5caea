"""The shape of a document, held to its JSON Schema; every failure becomes a finding with a lasting code.

A choice between parts (field types, triggers, steps, actions) is decided by the property that names it, so that a fault
inside a part is told as that part's fault, not as "matches none of thirty".
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from axin.builder.checks.findings import Finding, listed, near
from axin.builder.definitions.pointers import join
from axin.builder.schemas.solution import solution_schema

Validator = Any
"""A jsonschema validator; its `descend` is not in the public protocol."""
Faults = Iterator[ValidationError]
Schema = Mapping[str, Any]
_CODES: Final = {
    "type": "type",
    "anyOf": "type",
    "enum": "unknown_value",
    "const": "unknown_value",
    "pattern": "bad_format",
    "minLength": "too_short",
    "maxLength": "too_long",
    "minItems": "too_few",
    "maxItems": "too_many",
    "minProperties": "too_few",
    "maxProperties": "too_many",
    "minimum": "out_of_range",
    "maximum": "out_of_range",
    "x-kinds": "step_kind",
    "x-exactly-one": "exactly_one",
    "required": "required",
    "additionalProperties": "unknown_property",
    "x-discriminator": "unknown_value",
}
_OWN_CODES: Final = frozenset({"type", "required", "additionalProperties", "x-kinds", "x-exactly-one"})
"""Keywords whose failure means the same everywhere: `x-code` does not change it."""


def check_shape(document: Mapping[str, Any]) -> list[Finding]:
    """Return every place where the document is not of the language's shape."""
    return _distinct(_finding(error, "") for error in _validator().iter_errors(document))


def check_part(value: object, schema: Schema, pointer: str) -> list[Finding]:
    """Return every place where a part of a document is not of its schema."""
    part = _Checker({**schema, "$defs": solution_schema()["$defs"]})
    return _distinct(_finding(error, pointer) for error in part.iter_errors(value))


def _distinct(findings: Iterator[Finding]) -> list[Finding]:
    return list({(finding.pointer, finding.code): finding for finding in findings}.values())


def _finding(error: ValidationError, pointer: str) -> Finding:
    schema = error.schema if isinstance(error.schema, dict) else {}
    return Finding(join(pointer, *error.absolute_path), _code(error, schema), _details(error, schema), _suggestion(error, schema))


def _code(error: ValidationError, schema: Schema) -> str:
    value: Any = error.validator_value
    if error.validator == "x-discriminator":
        return str(value["code"])
    if error.validator in _OWN_CODES:
        return _CODES[str(error.validator)]
    return str(schema.get("x-code") or _CODES.get(str(error.validator), "bad_format"))


def _details(error: ValidationError, schema: Schema) -> dict[str, str]:
    details = {"expected": _expected(schema), "most": _first(schema, "maxLength", "maxItems", "maxProperties")}
    details["least"] = _first(schema, "minLength", "minItems", "minProperties")
    details["range"] = f"{schema.get('minimum', '…')}..{schema.get('maximum', '…')}"
    details["names"] = listed(_names(error, schema))
    return details


def _first(schema: Schema, *names: str) -> str:
    return next((str(schema[name]) for name in names if name in schema), "")


def _expected(schema: Schema) -> str:
    if "anyOf" in schema:
        return " / ".join(dict.fromkeys(_expected(choice) for choice in schema["anyOf"]))
    kind = schema.get("type")
    if isinstance(kind, list):
        return " / ".join(kind)
    if kind == "string" and schema.get("pattern") == "^=":
        return "=formula"
    return str(kind or listed(map(str, schema.get("enum", [schema.get("const", "JSON")]))))


def _names(error: ValidationError, schema: Schema) -> list[str]:
    value: Any = error.validator_value
    match error.validator:
        case "additionalProperties":
            return list(schema.get("properties", {}))
        case "x-discriminator":
            return list(value["mapping"])
        case "x-kinds" | "x-exactly-one":
            return list(value)
        case _:
            return [str(value) for value in schema.get("enum", [])]


def _suggestion(error: ValidationError, schema: Schema) -> str | None:
    if error.validator == "additionalProperties":
        return near(error.absolute_path[-1], _names(error, schema))
    return near(error.instance, _names(error, schema)) if isinstance(error.instance, str) else None


def _additional(validator: Validator, extra: Any, instance: object, schema: Schema) -> Faults:  # noqa: ANN401 - a schema or False
    if not isinstance(instance, dict):
        return
    for name in instance:
        if name in schema.get("properties", {}):
            continue
        if extra is False:
            yield ValidationError("unknown property", path=[name])
        else:
            yield from validator.descend(instance[name], extra, path=name)


def _required(_: Validator, names: list[str], instance: object, __: Schema) -> Faults:
    if isinstance(instance, dict):
        yield from (ValidationError("required", path=[name]) for name in names if name not in instance)


def _one_of(validator: Validator, choices: list[Schema], instance: object, schema: Schema) -> Faults:
    if not isinstance(instance, dict):
        if "type" not in schema:
            yield ValidationError("type", validator="type", schema={"type": "object"}, instance=instance)
    elif "x-kinds" in schema:
        yield from _step(validator, choices, instance, schema)
    elif "x-discriminator" in schema:
        yield from _chosen(validator, choices, instance, schema["x-discriminator"])


def _chosen(validator: Validator, choices: list[Schema], instance: dict[str, Any], by: Schema) -> Faults:
    name, mapping = by["property"], by["mapping"]
    value = instance.get(name)
    if name not in instance:
        yield ValidationError("required", validator="required", path=[name], schema={}, instance=instance)
    elif not isinstance(value, str):
        yield ValidationError("type", validator="type", path=[name], schema={"type": "string"}, instance=value)
    elif value not in mapping:
        yield ValidationError(
            "unknown", validator="x-discriminator", validator_value=by, path=[name], schema={}, instance=value
        )  # fmt: skip
    else:
        yield from validator.descend(instance, choices[mapping.index(value)])


def _step(validator: Validator, choices: list[Schema], instance: dict[str, Any], schema: Schema) -> Faults:
    kinds: list[str] = schema["x-kinds"]
    named = [kind for kind in kinds if kind in instance]
    if len(named) == 1:
        yield from validator.descend(instance, choices[kinds.index(named[0])])
        return
    yield ValidationError("kind", validator="x-kinds", validator_value=kinds, schema=schema, instance=instance)
    if "key" not in instance:
        yield ValidationError("required", validator="required", path=["key"], schema={}, instance=instance)


def _exactly_one(_: Validator, names: list[str], instance: object, __: Schema) -> Faults:
    if isinstance(instance, dict) and sum(name in instance for name in names) != 1:
        yield ValidationError("exactly one", validator_value=names)


def _any_of(validator: Validator, choices: list[Schema], instance: object, schema: Schema) -> Faults:
    if any(not list(validator.descend(instance, choice)) for choice in choices):
        return
    lists = [choice for choice in choices if choice.get("type") == "array"]
    if isinstance(instance, list) and lists:
        yield from validator.descend(instance, lists[0])
    else:
        yield ValidationError("none fits", schema=schema, instance=instance)


_Checker: Final[Any] = extend(  # type: ignore[no-untyped-call] # jsonschema says so little about it
    Draft202012Validator,
    {
        "additionalProperties": _additional,
        "required": _required,
        "oneOf": _one_of,
        "anyOf": _any_of,
        "x-exactly-one": _exactly_one,
    },
)


@cache
def _validator() -> Any:  # noqa: ANN401 - made by jsonschema
    return _Checker(solution_schema())
