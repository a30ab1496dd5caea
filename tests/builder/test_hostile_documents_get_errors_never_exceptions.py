"""Hostile documents get errors, never exceptions: deep, huge, of the wrong kind everywhere, and mutated at random."""

import copy
import json
import math
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axin.builder import gallery
from axin.builder.checks import check_solution
from axin.builder.compiling.compiler import Meta, compile_solution
from axin.platform.kernel.errors import Problem

BASE = json.loads((Path(__file__).parents[1] / "corpus" / "definitions" / "base.json").read_text("utf-8"))
EXAMPLE = json.loads((Path(__file__).parents[1] / "corpus" / "definitions" / "example_turnkey_repair.json").read_text("utf-8"))
META = Meta(1, 1, "somebody", "owner")
CANARY = "canary_of_the_input"


def nested(depth, inner):
    value = inner
    for _ in range(depth):
        value = [value]
    return value


def nested_ifs(depth):
    steps = []
    for level in range(depth):
        steps = [{"key": f"s{level}", "if": "=TRUE", "then": steps}]
    return {"axin": 1, "key": "x", "title": "x", "scenarios": [{"key": "s", "trigger": {"on": "webhook"}, "steps": steps}]}


def wide(count):
    fields = [{"key": f"f{n}", "type": "text"} for n in range(count)]
    return {"axin": 1, "key": "x", "title": "x", "entities": [{"key": "e", "fields": fields}]}


def chain(count):
    fields = [{"key": "f0", "type": "number"}]
    fields += [{"key": f"f{n}", "type": "formula", "formula": f"f{n - 1} + 1"} for n in range(1, count)]
    return {"axin": 1, "key": "x", "title": "x", "entities": [{"key": "e", "fields": fields}]}


HOSTILE = {
    "a list": [],
    "a text": "x",
    "nothing": None,
    "a number": 5,
    "not a number": {"axin": math.nan},
    "infinite": {"axin": 1, "key": "x", "title": "x", "settings": math.inf},
    "an endless decimal": {"axin": Decimal("1e999999")},
    "a decimal that is none": {"axin": Decimal("NaN")},
    "deep lists": {"axin": 1, "key": "x", "title": nested(5_000, 1)},
    "deep objects": {"entities": nested(200, {"a": 1})},
    "deep branches": nested_ifs(300),
    "a huge text": {"axin": 1, "key": "x" * 2_000_000, "title": "x"},
    "a huge name": {"axin": 1, "x" * 2_000_000: 1},
    "ten thousand fields": wide(10_000),
    "a million values": {"views": [[0] * 2_000] * 500},
    "bytes": {"axin": b"1"},
    "a set": {"axin": {1}},
    "names that are numbers": {1: 2},
    "half a character": {"axin": 1, "key": "x", "title": "\ud800"},
    "half a character in a name": {"\ud800": 1},
    "a formula of brackets": {
        **BASE,
        "scenarios": [{"key": "s", "trigger": {"on": "webhook"}, "when": "(" * 4_000, "steps": []}],
    },
    "a formula of minus signs": {
        **BASE,
        "scenarios": [{"key": "s", "trigger": {"on": "webhook"}, "when": "-" * 3_999 + "1", "steps": []}],
    },
    "a template of braces": {
        **BASE,
        "scenarios": [{"key": "s", "trigger": {"on": "webhook"}, "steps": [{"key": "a", "set": {"x": "{{" * 5_000}}]}],
    },
    "a pattern that explodes": {
        **BASE,
        "entities": [{"key": "e", "fields": [{"key": "f", "type": "text", "pattern": "((a{1,1000}){1,1000}){1,1000}"}]}],
    },
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_gets_a_sentence_soon(document):
    before = time.perf_counter()
    report = check_solution(document)
    assert time.perf_counter() - before < 5
    assert report.errors
    assert all(isinstance(problem, Problem) and problem.message and problem.code for problem in report.errors)
    assert all(problem.pointer == "" or problem.pointer.startswith("/") for problem in report.errors)


@pytest.mark.parametrize("depth", [1, 5, 15])
def test_sensible_nesting_is_fine(depth):
    assert check_solution(nested_ifs(depth)).errors == ()


def test_a_long_chain_of_formulas_is_checked_soon():
    before = time.perf_counter()
    assert check_solution(chain(300)).errors == ()
    assert time.perf_counter() - before < 10


def places(value, path=()):
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in pairs:
        yield from places(child, (*path, name))


def changed(document, path, change):
    copied = copy.deepcopy(document)
    if not path:
        return change(copied)
    place = copied
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = change(place[path[-1]])
    return copied


BASE_PLACES = [path for path in places(BASE) if path]
EXAMPLE_PLACES = [path for path in places(EXAMPLE) if path]
WRONG = [
    None,
    True,
    -1,
    1.5,
    "",
    "x",
    "=",
    "=(",
    "{{",
    "{{ x }}",
    "==x",
    "role:",
    "press:",
    [],
    [[]],
    {},
    {"key": 5},
    {"on": []},
    "\x00",
    "ü" * 600,
]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_value_anywhere_is_no_exception(wrong):
    for path in BASE_PLACES[WRONG.index(wrong) % 20 :: 20]:
        report = check_solution(changed(BASE, path, lambda _: copy.deepcopy(wrong)))
        assert all(problem.message for problem in report.errors)


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=30)
    | st.sampled_from(["contact", "deal", "=record.id", "=steps.owner.user", "role:head", "text", "record.created", "2h"])
)
NAMES = st.text(max_size=8) | st.sampled_from(["key", "type", "on", "entity", "steps", "with"])
INNER = LEAVES | st.lists(LEAVES, max_size=4) | st.dictionaries(NAMES, LEAVES, max_size=4)
VALUES = INNER | st.lists(INNER, max_size=3) | st.dictionaries(NAMES, INNER, max_size=3)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(EXAMPLE_PLACES), VALUES), min_size=1, max_size=4))
def test_mutations_of_the_example_never_raise(mutations):
    document = EXAMPLE
    for path, value in mutations:
        try:
            document = changed(document, path, lambda _, value=value: value)
        except (KeyError, IndexError, TypeError):
            continue
    report = check_solution(document)
    assert all(problem.message and problem.code for problem in (*report.errors, *report.warnings))
    if report.valid:
        compile_solution(document, {}, META)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(BASE_PLACES), st.sampled_from(["drop", "repeat", "swap"]), st.sampled_from(BASE_PLACES))
def test_what_passes_the_checks_compiles(path, how, other):
    """The compiler may rely on the checks: whatever they let through, it compiles."""
    document = copy.deepcopy(BASE)
    place = document
    for name in path[:-1]:
        place = place[name]
    match how, place:
        case "drop", _:
            del place[path[-1]]
        case "repeat", list():
            place.append(copy.deepcopy(place[path[-1]]))
        case _:
            source = BASE
            for name in other:
                source = source[name]
            place[path[-1]] = copy.deepcopy(source)
    if check_solution(document).valid:
        compile_solution(document, {}, META)


def test_the_demonstration_compiles():
    plan = compile_solution(gallery.document("turnkey_repair"), {}, META)
    assert plan.listens("contact", "record.created")
    assert not plan.listens("contact", "record.updated")
    assert plan.funnels["repair"].stages["offer"].requires == ("length", "width", "height", "walls")


def test_an_error_never_repeats_the_faulty_value():
    for path in BASE_PLACES[::8]:
        document = changed(BASE, path, lambda _: CANARY)
        for problem in check_solution(document).errors:
            if problem.pointer == "/" + "/".join(map(str, path)):
                assert CANARY not in problem.message, problem
