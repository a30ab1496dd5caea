"""What is said to people exists in every language of the product, and keeps the values of its holes."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from axin.platform.kernel.languages import in_language, sentences

LANGUAGES: Final = ("az", "ru")
SAID: Final = {"Problem": 2, "Fault": 1, "at": 2, "_mismatch": 0, "RightMissingError": 0, "StepError": 1,
               "refuse": 1, "NotRunnableError": 0}  # fmt: skip
"""The calls that make a refusal's sentence, and which of their arguments it is."""
MESSAGE: Final = "message"
"""The member of an error that runs keep, which is its sentence."""
ROOMS: Final = (
    "tenants/axin/tenants",
    "builder/axin/builder/catalog",
    "runtime/axin/runtime/records",
    "runtime/axin/runtime/connectors",
    "runtime/axin/runtime/actions",
    "runtime/axin/runtime/approvals",
    "runtime/axin/runtime/backtest",
    "runtime/axin/runtime/jobs",
    "runtime/axin/runtime/runs",
    "runtime/axin/runtime/sandbox",
    "runtime/axin/runtime/triggers",
    "web/axin/web/routes",
)
ROOT: Final = Path(__file__).parents[2]


def said_in(source: str) -> Iterator[str]:
    """Return the sentences of a module's refusals, with a stand-in for each of their values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            yield from _kept(node)
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        place = SAID.get(name)
        if place is not None and len(node.args) > place:
            yield from _texts(node.args[place])


def _kept(node: ast.Dict) -> Iterator[str]:
    for name, value in zip(node.keys, node.values, strict=True):
        if isinstance(name, ast.Constant) and name.value == MESSAGE:
            yield from _texts(value)


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in parts)
        case ast.IfExp(body=first, orelse=second):
            yield from _texts(first)
            yield from _texts(second)
        case _:
            return


@pytest.mark.parametrize("room", ROOMS)
def test_every_refusal_of_a_room_is_translated(room):
    missing = {
        sentence
        for file in (ROOT / room).rglob("*.py")
        for sentence in said_in(file.read_text("utf-8"))
        for language in LANGUAGES
        if in_language(sentence, language) == sentence
    }
    assert missing == set()


def test_a_sentence_keeps_the_values_of_its_holes():
    for sentence, texts in sentences().items():
        holes = {part.split("}")[0] for part in sentence.split("{")[1:] if part.split("}")[0].isidentifier()}
        for language in LANGUAGES:
            assert all(f"{{{hole}}}" in texts[language] for hole in holes), sentence


def test_what_stands_in_a_hole_is_translated_too():
    assert in_language("This must be a text.", "ru") == "Здесь нужно: текст."
    assert in_language("A password has at least 10 characters.", "az") == "Parol ən azı 10 simvol olmalıdır."


def test_a_sentence_that_nobody_translated_stays_as_it_is():
    assert in_language("Nobody ever said this.", "az") == "Nobody ever said this."
