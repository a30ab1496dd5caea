"""Every error is told at its place, under its lasting code: a corpus of faults, each a patch of one valid document."""

import copy
import json
from pathlib import Path

import pytest

from axin.builder.checks import check_solution

CORPUS = Path(__file__).parents[1] / "corpus" / "definitions"
BASE = json.loads((CORPUS / "base.json").read_text("utf-8"))
CASES = [json.loads(line) for line in (CORPUS / "invalid.jsonl").read_text("utf-8").splitlines()]


def target(document, pointer):
    *path, last = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    for name in path:
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document, last


def patched(case):
    document = copy.deepcopy(BASE)
    for pointer, value in case.get("set", {}).items():
        place, name = target(document, pointer)
        if not isinstance(place, list):
            place[name] = value
        elif int(name) == len(place):
            place.append(value)
        else:
            place[int(name)] = value
    for pointer in case.get("drop", []):
        place, name = target(document, pointer)
        del place[name]
    return document


def name_of(case):
    return " ".join(f"{pointer} {code}" for pointer, code in case["errors"])[:120]


def test_the_base_is_valid():
    report = check_solution(BASE)
    assert report.errors == ()
    assert report.warnings == ()


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_fault_is_found_and_nothing_else(case):
    report = check_solution(patched(case))
    found = {(problem.pointer, problem.code) for problem in report.errors}
    wanted = {tuple(error) for error in case["errors"]}
    assert wanted <= found if case.get("more") else wanted == found
    assert all(problem.message for problem in report.errors)


def test_a_field_that_stands_bare_in_a_step_is_suggested_of_the_record():
    document = copy.deepcopy(BASE)
    document["scenarios"][0]["steps"] = [
        {"key": "a", "set": {"x": "=name"}},
        {"key": "b", "action": "task.create", "with": {"title": "Call {{ name }}"}},
    ]
    suggestions = [(problem.pointer, problem.code, problem.suggestion) for problem in check_solution(document).errors]
    assert suggestions == [
        ("/scenarios/0/steps/0/set/x", "unknown_name", "record.name"),
        ("/scenarios/0/steps/1/with/title", "unknown_name", "record.name"),
    ]


def test_steps_that_a_constant_keeps_from_running_are_warned_of():
    task = {"action": "task.create", "with": {"title": "x"}}
    steps = [
        {"key": "off", "when": "FALSE", **task},
        {"key": "no", "if": "=FALSE", "then": [{"key": "a", **task}, {"key": "b", **task}], "else": [{"key": "c", **task}]},
        {"key": "yes", "if": "=TRUE", "then": [{"key": "d", **task}], "else": [{"key": "e", **task}]},
        {"key": "maybe", "if": "=TODAY() > DATE(2026, 1, 1)", "then": [{"key": "f", **task}]},
    ]
    scenario = {"key": "constants", "trigger": {"on": "webhook"}, "steps": steps}
    report = check_solution({"axin": 1, "key": "s", "title": "S", "scenarios": [scenario]})
    assert report.errors == ()
    assert {problem.code for problem in report.warnings} == {"unreachable_step"}
    assert [problem.pointer.removeprefix("/scenarios/0/steps/") for problem in report.warnings] == [
        "0", "1/then/0", "1/then/1", "2/else/0",
    ]  # fmt: skip


def test_the_corpus_is_large_and_knows_most_codes():
    assert len(CASES) > 300
    assert len({code for case in CASES for _, code in case["errors"]}) > 40
