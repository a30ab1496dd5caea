"""Logic: choosing, and asking whether something is there. A condition that is blank counts as false."""

from collections.abc import Sequence
from typing import Any

from axin.builder.formulas.comparison import EQUAL, EQUATABLE, equal_sql
from axin.builder.formulas.functions.frame import Arguments, Form, Function, Run, template, values
from axin.builder.formulas.functions.money import common_currency
from axin.builder.formulas.nodes import Fixed, Typed
from axin.builder.formulas.pieces import Piece, Query, let
from axin.builder.formulas.types import BLANK, BOOLEAN


def _if_python(arguments: Sequence[Run]) -> Run:
    condition, then, otherwise = arguments

    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        return then(env) if condition(env) else otherwise(env)

    return run


def _ifs_python(arguments: Sequence[Run]) -> Run:
    pairs = list(zip(arguments[:-1:2], arguments[1::2], strict=True))
    otherwise = arguments[-1]

    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        for condition, result in pairs:
            if condition(env):
                return result(env)
        return otherwise(env)

    return run


def case(conditions: Sequence[str], results: Sequence[Piece]) -> Piece:
    """Return the CASE of the conditions and results; the last result is for when none holds."""
    sql = _case(conditions, [piece.sql for piece in results])
    currency, same = common_currency(results)
    if not same:
        currency = _case(conditions, [piece.currency or "NULL::text" for piece in results])
    return Piece(sql, currency, sure=all(piece.sure for piece in results))


def _case(conditions: Sequence[str], results: Sequence[str]) -> str:
    whens = " ".join(f"WHEN {condition} THEN {result}" for condition, result in zip(conditions, results[:-1], strict=True))
    return f"(CASE {whens} ELSE {results[-1]} END)"


def _ifs_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    del query
    return case([piece.sql for piece in pieces[:-1:2]], [*pieces[1::2], pieces[-1]])


IF = Form(_if_python, _ifs_sql)
IFS = Form(_ifs_python, _ifs_sql)


def _chosen(arguments: Arguments, form: Form, conditions: list[Typed], results: list[Typed]) -> Typed:
    """Return the choice between results of one type; where the last, for when nothing holds, is missing, it is blank."""
    if len(results) == len(conditions):
        results = [*results, blank(arguments)]
    branches, result = arguments.unify(results)
    mixed = [part for pair in zip(conditions, branches[:-1], strict=True) for part in pair]
    return arguments.apply(form, result, [*mixed, branches[-1]])


def blank(arguments: Arguments) -> Typed:
    """Return a blank that stands nowhere in the text."""
    return Fixed(BLANK, arguments.end, arguments.end, None)


def _if(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2, 3):
        return None
    return _chosen(arguments, IF, [arguments.expect(0, "boolean")], arguments.given[1:])


def _ifs(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2):
        return None
    count = len(arguments.given)
    conditions = [arguments.expect(index, "boolean") for index in range(0, count - 1, 2)]
    results = arguments.given[1::2] + ([arguments.given[-1]] if count % 2 else [])
    return _chosen(arguments, IFS, conditions, results)


def _switch_form(kind: str) -> Form:
    equal = EQUAL[kind]

    def python(arguments: Sequence[Run]) -> Run:
        value, *rest = arguments
        pairs = list(zip(rest[:-1:2], rest[1::2], strict=True))
        otherwise = rest[-1]

        def run(env: Any) -> Any:  # noqa: ANN401 - a Run
            subject = value(env)
            for key, result in pairs:
                if equal(subject, key(env)):
                    return result(env)
            return otherwise(env)

        return run

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        def build(subject: Piece, *rest: Piece) -> Piece:
            conditions = [equal_sql(subject, key) for key in rest[:-1:2]]
            return case(conditions, [*rest[1::2], rest[-1]])

        return let(query, [pieces[0]], lambda subject: build(subject, *pieces[1:]))

    return Form(python, sql)


def _switch(arguments: Arguments) -> Typed | None:
    if not arguments.arity(3):
        return None
    subject, *rest = arguments.given
    keys = rest[:-1:2] if len(rest) % 2 else rest[::2]
    results = rest[1::2] + ([rest[-1]] if len(rest) % 2 else [])
    for key in keys:
        arguments.check_option(subject.type, key)
    (subject, *unified), common = arguments.unify([subject, *keys], written=True)
    if common.kind not in EQUATABLE:
        arguments.refuse(subject, "mismatch_operator", operator="=", left=common.kind, right=common.kind)
        return None
    return _chosen_by(arguments, _switch_form(common.kind), subject, unified, results)


def _chosen_by(arguments: Arguments, form: Form, subject: Typed, keys: list[Typed], results: list[Typed]) -> Typed:
    if len(results) == len(keys):
        results = [*results, blank(arguments)]
    branches, result = arguments.unify(results)
    mixed = [part for pair in zip(keys, branches[:-1], strict=True) for part in pair]
    return arguments.apply(form, result, [subject, *mixed, branches[-1]])


IS_BLANK = Form(values(lambda value: value is None), template("({0} IS NULL)", sure=True))


def _isblank(arguments: Arguments) -> Typed | None:
    if not arguments.arity(1, 1):
        return None
    return arguments.apply(IS_BLANK, BOOLEAN, arguments.given)


def _coalesce_python(arguments: Sequence[Run]) -> Run:
    def run(env: Any) -> Any:  # noqa: ANN401 - a Run
        for argument in arguments:
            value = argument(env)
            if value is not None:
                return value
        return None

    return run


def _coalesce_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    currency, same = common_currency(pieces)
    sql = f"COALESCE({', '.join(piece.sql for piece in pieces)})"
    if not same:
        *firsts, last = pieces
        return let(query, firsts, lambda *found: case([f"{piece.sql} IS NOT NULL" for piece in found], [*found, last]))
    return Piece(sql, currency, sure=any(piece.sure for piece in pieces))


COALESCE = Form(_coalesce_python, _coalesce_sql)


def _coalesce(arguments: Arguments) -> Typed | None:
    if not arguments.arity(1):
        return None
    unified, common = arguments.unify(arguments.given)
    return arguments.apply(COALESCE, common, unified)


def _and_python(arguments: Sequence[Run]) -> Run:
    def run(env: Any) -> bool:  # noqa: ANN401 - a Run
        return all(argument(env) for argument in arguments)

    return run


def _or_python(arguments: Sequence[Run]) -> Run:
    def run(env: Any) -> bool:  # noqa: ANN401 - a Run
        return any(argument(env) for argument in arguments)

    return run


def _two_and(arguments: Sequence[Run]) -> Run:
    if len(arguments) != 2:  # noqa: PLR2004 - the operator's two
        return _and_python(arguments)
    left, right = arguments
    return lambda env: bool(left(env) and right(env))


def _two_or(arguments: Sequence[Run]) -> Run:
    if len(arguments) != 2:  # noqa: PLR2004 - the operator's two
        return _or_python(arguments)
    left, right = arguments
    return lambda env: bool(left(env) or right(env))


def certain(piece: Piece) -> str:
    """Return the condition with a blank as false."""
    return piece.sql if piece.sure else f"COALESCE({piece.sql}, FALSE)"


def _joined(word: str, query: Query, pieces: Sequence[Piece]) -> Piece:
    del query
    return Piece(f"({f' {word} '.join(certain(piece) for piece in pieces)})", sure=True)


def _not_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    del query
    return Piece(f"(NOT {certain(pieces[0])})", sure=True)


AND = Form(_two_and, lambda query, pieces: _joined("AND", query, pieces))
OR = Form(_two_or, lambda query, pieces: _joined("OR", query, pieces))
NOT = Form(values(lambda value: not value), _not_sql)


def _conditions(form: Form, most: int | None) -> Any:  # noqa: ANN401 - a rule
    def rule(arguments: Arguments) -> Typed | None:
        if not arguments.arity(1, most):
            return None
        return arguments.apply(form, BOOLEAN, [arguments.expect(index, "boolean") for index in range(len(arguments.given))])

    return rule


FUNCTIONS = (
    Function(
        "IF",
        "IF(condition, then, [else])",
        "logic",
        _if,
        {
            "en": "Gives one value where the condition holds, another where it does not.",
            "az": "Şərt doğrudursa bir qiymət, deyilsə başqa qiymət verir.",
            "ru": "Даёт одно значение, если условие выполнено, и другое, если нет.",
        },
        'IF(apply_discount = "yes", subtotal * 0.95, subtotal)',
    ),
    Function(
        "IFS",
        "IFS(condition, value, …, [else])",
        "logic",
        _ifs,
        {
            "en": "Gives the value of the first condition that holds.",
            "az": "Doğru olan ilk şərtin qiymətini verir.",
            "ru": "Даёт значение первого выполненного условия.",
        },
        'IFS(total > 10000, "large", total > 1000, "middle", "small")',
    ),
    Function(
        "SWITCH",
        "SWITCH(value, case, result, …, [else])",
        "logic",
        _switch,
        {
            "en": "Gives the result of the first case that equals the value.",
            "az": "Qiymətə bərabər olan ilk halın nəticəsini verir.",
            "ru": "Даёт результат первого случая, равного значению.",
        },
        'SWITCH(measure, "floor", 1, "wall", 2, 0)',
    ),
    Function(
        "ISBLANK",
        "ISBLANK(value)",
        "logic",
        _isblank,
        {
            "en": "Tells whether the value is empty.",
            "az": "Qiymətin boş olub-olmadığını bildirir.",
            "ru": "Сообщает, пусто ли значение.",
        },
        "ISBLANK(phone)",
    ),
    Function(
        "COALESCE",
        "COALESCE(value, …)",
        "logic",
        _coalesce,
        {
            "en": "Gives the first value that is not empty.",
            "az": "Boş olmayan ilk qiyməti verir.",
            "ru": "Даёт первое непустое значение.",
        },
        "COALESCE(discount, 0)",
    ),
    Function(
        "AND",
        "AND(condition, …)",
        "logic",
        _conditions(AND, None),
        {
            "en": "Holds where every condition holds.",
            "az": "Bütün şərtlər doğrudursa doğrudur.",
            "ru": "Верно, если выполнены все условия.",
        },
        "AND(area > 0, price > 0)",
    ),
    Function(
        "OR",
        "OR(condition, …)",
        "logic",
        _conditions(OR, None),
        {
            "en": "Holds where at least one condition holds.",
            "az": "Ən azı bir şərt doğrudursa doğrudur.",
            "ru": "Верно, если выполнено хотя бы одно условие.",
        },
        'OR(source = "site", source = "phone")',
    ),
    Function(
        "NOT",
        "NOT(condition)",
        "logic",
        _conditions(NOT, 1),
        {
            "en": "Holds where the condition does not.",
            "az": "Şərt doğru deyilsə doğrudur.",
            "ru": "Верно, если условие не выполнено.",
        },
        "NOT(ISBLANK(phone))",
    ),
)
