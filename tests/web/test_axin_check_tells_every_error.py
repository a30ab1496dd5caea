"""`axin check FILE` exits 0 for a valid solution, or 1 with every error, for people and for machines."""

import json
from importlib.resources import files

import pytest

from axin.web.cli import main

VALID = files("axin.builder.gallery").joinpath("turnkey_repair.json").read_text("utf-8")


@pytest.fixture
def check(tmp_path, capsys):
    def run(text, *options):
        path = tmp_path / "solution.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = main(["check", str(path), *options])
        return code, capsys.readouterr().out

    return run


def test_a_valid_solution_is_called_so(check):
    code, text = check(VALID)
    assert code == 0
    assert "valid" in text


def test_every_error_has_place_code_sentence_and_suggestion(check):
    document = json.loads(VALID)
    document["entities"][0]["display"] = "nmae"
    document["oops"] = 1
    code, text = check(json.dumps(document))
    assert code == 1
    assert "/entities/0/display  unknown_field  " in text
    assert "(did you mean `name`?)" in text
    assert "/oops  unknown_property  " in text


def test_machines_get_json(check):
    document = json.loads(VALID)
    del document["title"]
    code, text = check(json.dumps(document), "--json")
    answer = json.loads(text)
    assert code == 1
    assert answer["valid"] is False
    assert [(error["pointer"], error["code"]) for error in answer["errors"]] == [("/title", "required")]
    code, text = check(VALID, "--json")
    assert (code, json.loads(text)) == (0, {"valid": True, "errors": [], "warnings": []})


@pytest.mark.parametrize("text", ["", "{", "nonsense", b"\xff\xfe", "[" * 100_000, "NaN", '{"axin": NaN}', '"\\ud800"'])
def test_what_is_no_solution_is_one_error(check, text):
    code, told = check(text, "--json")
    assert code == 1
    assert len(json.loads(told)["errors"]) == 1


def test_a_file_that_is_not_there_is_one_sentence(capsys):
    assert main(["check", "/nowhere/at/all.json"]) == 1
    assert "cannot be read" in capsys.readouterr().out
