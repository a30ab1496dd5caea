"""Numbers: rounding, and what keeps a money's currency."""

from collections.abc import Sequence

from axin.builder.formulas.arithmetic import absolute, ceil_to, floor_to, modulo, round_to
from axin.builder.formulas.functions.frame import Arguments, Form, Function, Texts, template
from axin.builder.formulas.functions.money import amounts
from axin.builder.formulas.limits import DIGITS, WHOLE_DIGITS
from axin.builder.formulas.nodes import Typed
from axin.builder.formulas.pieces import bounded

_PLACES = f"NULLIF(LEAST(GREATEST(trunc({{1}}), -{WHOLE_DIGITS + 1}), {DIGITS}), -{WHOLE_DIGITS + 1})::int"
_STEP = "NULLIF(abs({1}), 0)"
Forms = tuple[Form, Form]

ROUND = amounts(round_to, template(bounded("round({0})"))), amounts(round_to, template(bounded(f"round({{0}}, {_PLACES})")))
# With 60 digits the quotient falls on the right side of every whole number: operands have 40 at most.
CEILING = (
    amounts(ceil_to, template(bounded("ceil({0})"))),
    amounts(ceil_to, template(bounded(f"ceil(round({{0}}, 60) / {_STEP}) * abs({{1}})"))),
)
FLOOR = (
    amounts(floor_to, template(bounded("floor({0})"))),
    amounts(floor_to, template(bounded(f"floor(round({{0}}, 60) / {_STEP}) * abs({{1}})"))),
)
INT = amounts(floor_to, template("floor({0})"))
ABS = amounts(absolute, template("abs({0})"))
MOD = Form(amounts(modulo, None)[0].python, template("mod(mod({0}, NULLIF({1}, 0)) + {1}, NULLIF({1}, 0))"))


def _kept(arguments: Arguments, forms: Sequence[Forms], most: int) -> Typed | None:
    """Return the call of a function whose result is of the first argument's type, with an optional second one, a number."""
    if not arguments.arity(1, most):
        return None
    first = arguments.expect(0, "number", "money")
    others = [arguments.expect(index, "number") for index in range(1, len(arguments.given))]
    form = forms[len(others)][first.type.kind == "money"]
    return arguments.apply(form, first.type, [first, *others])


def _mod(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2, 2):
        return None
    first, second = arguments.expect(0, "number"), arguments.expect(1, "number")
    return arguments.apply(MOD, first.type, [first, second])


def _number(name: str, signature: str, doc: Texts, example: str, *forms: Forms) -> Function:
    return Function(name, signature, "number", lambda arguments: _kept(arguments, forms, len(forms)), doc, example)


FUNCTIONS = (
    _number(
        "ROUND",
        "ROUND(number, [digits])",
        {
            "en": "Rounds half away from zero, to whole numbers or to so many digits.",
            "az": "Tam ədədə və ya göstərilən rəqəm sayına qədər yuvarlaqlaşdırır.",
            "ru": "Округляет до целых или до указанного числа знаков, половину от нуля.",
        },
        "ROUND(area * 1.05, 2)",
        *ROUND,
    ),
    _number(
        "CEILING",
        "CEILING(number, [step])",
        {
            "en": "Rounds up to a whole number, or to a multiple of the step.",
            "az": "Yuxarı, tam ədədə və ya addımın misilinə yuvarlaqlaşdırır.",
            "ru": "Округляет вверх до целого или до кратного шагу.",
        },
        "CEILING(area / 2.5)",
        *CEILING,
    ),
    _number(
        "FLOOR",
        "FLOOR(number, [step])",
        {
            "en": "Rounds down to a whole number, or to a multiple of the step.",
            "az": "Aşağı, tam ədədə və ya addımın misilinə yuvarlaqlaşdırır.",
            "ru": "Округляет вниз до целого или до кратного шагу.",
        },
        "FLOOR(price, 10)",
        *FLOOR,
    ),
    _number(
        "INT",
        "INT(number)",
        {"en": "Rounds down to a whole number.", "az": "Aşağı, tam ədədə yuvarlaqlaşdırır.", "ru": "Округляет вниз до целого."},
        "INT(area)",
        INT,
    ),
    _number(
        "ABS",
        "ABS(number)",
        {"en": "Gives the number without its sign.", "az": "Ədədin mütləq qiymətini verir.", "ru": "Даёт модуль числа."},
        "ABS(balance)",
        ABS,
    ),
    Function(
        "MOD",
        "MOD(number, divisor)",
        "number",
        _mod,
        {
            "en": "Gives the remainder of a division; its sign is the divisor's.",
            "az": "Bölmənin qalığını verir; işarəsi bölənin işarəsidir.",
            "ru": "Даёт остаток от деления со знаком делителя.",
        },
        "MOD(quantity, 12)",
    ),
)
