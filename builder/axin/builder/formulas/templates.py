"""Texts with holes: `Call {{ record.name }}`. Every hole is a formula; its value is written as the reader's language does."""

from collections.abc import Sequence
from typing import Final

from axin.builder.formulas.checker import Checked, Scope, check
from axin.builder.formulas.errors import FormulaError, FormulaProblem, problem
from axin.builder.formulas.functions.texts import JOINED
from axin.builder.formulas.limits import MAX_PROBLEMS
from axin.builder.formulas.locales import written
from axin.builder.formulas.values import Env

OPEN: Final = "{{"
CLOSE: Final = "}}"
MAX_HOLES: Final = 100


def parse_template(text: str, scope: Scope) -> tuple[str | Checked, ...]:
    """Return the text's parts in order; raise FormulaError with every fault of every hole, placed in the whole text."""
    parts: list[str | Checked] = []
    problems: list[FormulaProblem] = []
    at, holes = 0, 0
    while (start := text.find(OPEN, at)) >= 0 and len(problems) < MAX_PROBLEMS:
        holes += 1
        end = _hole_end(text, start + len(OPEN))
        if end is None or holes > MAX_HOLES:
            problems.append(_unclosed(start, len(text)) if end is None else _too_many(start, len(text)))
            break
        if start > at:
            parts.append(text[at:start])
        try:
            parts.append(_hole(text[start + len(OPEN) : end], scope))
        except FormulaError as error:
            problems += [fault.moved(start + len(OPEN)) for fault in error.faults]
        at = end + len(CLOSE)
    if problems:
        raise FormulaError(problems)
    return (*parts, text[at:]) if at < len(text) else tuple(parts)


def _unclosed(start: int, end: int) -> FormulaProblem:
    return problem("syntax", start, end, CLOSE, sentence="hole")


def _too_many(start: int, end: int) -> FormulaProblem:
    return problem("too_many_parts", start, end, most=str(MAX_HOLES))


def _hole_end(text: str, at: int) -> int | None:
    """Return where the hole's closing braces stand, passing over those within its texts; None where there are none."""
    quoted = False
    while at < len(text):
        if text[at] == '"':
            quoted = not quoted
        elif not quoted and text.startswith(CLOSE, at):
            return at
        at += 1
    return None


def _hole(source: str, scope: Scope) -> Checked:
    found = check(source, scope)
    kind = found.type.kind
    if kind not in JOINED and kind != "blank":
        sentence = {"record": "mismatch_record", "links": "many_values"}.get(kind, "type_mismatch")
        span = found.node.start, found.node.end
        raise FormulaError([problem("type_mismatch", *span, sentence=sentence, found=kind, wanted="text")])
    return found


def render(parts: Sequence[str | Checked], env: Env) -> str:
    """Return the text with its holes filled."""
    return "".join([part if isinstance(part, str) else written(part.evaluate(env), env.context) for part in parts])
