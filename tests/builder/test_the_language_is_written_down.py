"""The language is written down: schemas of draft 2020-12 with titles and examples everywhere, and sentences for every code."""

import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from axin.builder import gallery
from axin.builder.catalog.actions import ACTIONS
from axin.builder.catalog.listing import catalogue
from axin.builder.catalog.outputs import output_names
from axin.builder.catalog.words import RESERVED
from axin.builder.checks import check_solution
from axin.builder.checks.findings import known_codes, sentence
from axin.builder.formulas.functions import TABLE
from axin.builder.reference import reference
from axin.builder.schemas.solution import solution_schema
from axin.builder.scopes import SYSTEM_FIELDS

EXAMPLE = Path(__file__).parents[1] / "corpus" / "definitions" / "example_turnkey_repair.json"
VALID = sorted((Path(__file__).parents[1] / "corpus" / "definitions" / "valid").glob("*.json"))


def properties(schema, place="#"):
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            yield f"{place}/{name}", part
        for name, part in schema.items():
            if name not in {"examples", "const", "enum"}:
                yield from properties(part, f"{place}/{name}")
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from properties(part, f"{place}/{index}")


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(solution_schema())


def test_the_published_schema_is_the_one_in_use():
    published = files("axin.builder.schemas").joinpath("solution.schema.json").read_text("utf-8")
    assert json.loads(published) == json.loads(json.dumps(solution_schema()))


def test_every_property_says_what_it_is():
    silent = []
    for place, part in properties(solution_schema()):
        inner = re.search(r"/(oneOf/\d+/properties/(action|with)|_EVENT|event/properties/on)$", place)
        named = {"title", "description", "examples"} <= part.keys() and {"az", "ru"} <= part.get("x-title", {}).keys()
        if not named and "const" not in part and not inner and not place.endswith(("/with", "/event/properties/on", "/on")):
            silent.append(place)
    assert silent == []


def test_any_validator_accepts_what_ours_accepts():
    validator = jsonschema.Draft202012Validator(solution_schema())
    for document in (gallery.document("turnkey_repair"), json.loads(EXAMPLE.read_text("utf-8"))):
        assert list(validator.iter_errors(json.loads(json.dumps(document, default=float)))) == []


def test_every_code_has_a_sentence_in_three_languages():
    details = dict.fromkeys(("expected", "names", "most", "least", "range", "count", "title"), "…")
    for code in known_codes():
        assert len({sentence(code, locale, details) for locale in ("en", "az", "ru")}) == 3, code


def test_functions_and_system_fields_are_reserved():
    assert {name.lower() for name in TABLE} - {"date"} <= RESERVED
    assert set(SYSTEM_FIELDS) <= RESERVED


def test_every_output_is_described():
    for key, manifest in ACTIONS.items():
        assert list(manifest.output["properties"]) == output_names(key)


def test_the_catalogue_is_json():
    json.dumps(catalogue(), default=str)


def test_the_whole_example_can_run():
    assert check_solution(json.loads(EXAMPLE.read_text("utf-8"))).errors == ()


def test_the_demonstration_solution_runs_whole():
    report = check_solution(gallery.document("turnkey_repair"))
    assert report.errors == ()
    assert report.warnings == ()


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_what_is_right_is_not_called_wrong(path):
    assert check_solution(json.loads(path.read_text("utf-8"))).errors == ()


def test_the_reference_is_the_catalogues():
    written = (Path(__file__).parents[2] / "docs" / "definitions.md").read_text("utf-8")
    assert written == reference()
