"""Texts: counted in characters from one, as in Excel."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import re2  # type: ignore[import-untyped]

from axin.builder.formulas import texts
from axin.builder.formulas.arithmetic import ONE
from axin.builder.formulas.functions.frame import Arguments, Form, Function, placed, simple, strict, template, values
from axin.builder.formulas.limits import MAX_TEXT
from axin.builder.formulas.locales import written
from axin.builder.formulas.nodes import Fixed, Typed
from axin.builder.formulas.pieces import Piece, Query, let
from axin.builder.formulas.types import BOOLEAN, NUMBER, TEXT
from axin.builder.formulas.values import Context
from axin.builder.formulas.words import in_words

JOINED: Final = ("text", "number", "money", "boolean", "date", "datetime", "link", "list", "any")
"""What `&`, CONCAT and TEXT write."""
_COUNT: Final = f"LEAST(GREATEST(COALESCE(trunc({{1}}), 0), 0), {MAX_TEXT})::int"


def _count(value: Decimal | None) -> int:
    return 0 if value is None else int(min(max(value, Decimal(0)), Decimal(MAX_TEXT)))


def _left(text: str | None, count: Decimal | None = ONE) -> str | None:
    return (text or "")[: _count(count)] or None


def _right(text: str | None, count: Decimal | None = ONE) -> str | None:
    return (text or "")[max(len(text or "") - _count(count), 0) :] or None


def _middle(text: str | None, start: Decimal | None, count: Decimal | None) -> str | None:
    first = max(_count(start), 1) - 1
    return (text or "")[first : first + _count(count)] or None


LEN = Form(values(lambda text: Decimal(len(text or ""))), template("COALESCE(char_length({0}), 0)::numeric", sure=True))
LEFT = Form(values(_left), template(f"NULLIF(left({{0}}, {_COUNT}), '')"))
RIGHT = Form(values(_right), template(f"NULLIF(right({{0}}, {_COUNT}), '')"))
LEFT_ONE = Form(values(_left), template("left({0}, 1)"))
RIGHT_ONE = Form(values(_right), template("right({0}, 1)"))
_LENGTH: Final = _COUNT.replace("{1}", "{2}")
MID = Form(values(_middle), template(f"NULLIF(substr({{0}}, GREATEST({_COUNT}, 1), {_LENGTH}), '')"))
_AROUND: Final = "E' \\t\\n\\r\\u00a0'"
TRIM = Form(strict(texts.trim), template(f"NULLIF(btrim(regexp_replace({{0}}, ' {{{{2,}}}}', ' ', 'g'), {_AROUND}), '')"))


def _cased(direction: int) -> Callable[[Query, Sequence[Piece]], Piece]:
    word = ("upper", "lower")[direction]

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        before, after = texts.case_tables(query.context.locale)[direction]
        letters = f"translate({pieces[0].sql}, {query.param(before, 'text').sql}, {query.param(after, 'text').sql})"
        return Piece(f'{word}({letters} COLLATE "C")')

    return sql


UPPER = Form(placed(lambda context, text: texts.upper(text, context.locale)), _cased(0))
LOWER = Form(placed(lambda context, text: texts.lower(text, context.locale)), _cased(1))


def folded(query: Query, sql: str) -> str:
    """Return the SQL of `texts.fold`."""
    before, after = query.param(texts.FOLD_FROM, "text").sql, query.param(texts.FOLD_TO, "text").sql
    return f'lower(translate({sql}, {before}, {after}) COLLATE "C")'


def _join_python(*parts: str | None) -> str | None:
    return texts.cut("".join([part for part in parts if part is not None]))


def _join_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    del query
    return Piece(f"NULLIF(left(concat({', '.join(piece.sql for piece in pieces)}), {MAX_TEXT}), '')")


JOIN = Form(values(_join_python), _join_sql)


def _concat(arguments: Arguments) -> Typed | None:
    if not arguments.arity(1):
        return None
    parts = [joined(arguments, index) for index in range(len(arguments.given))]
    return arguments.apply(JOIN, TEXT, parts)


def joined(arguments: Arguments, index: int) -> Typed:
    """Return the argument as a text."""
    return arguments.as_text(arguments.expect(index, *JOINED))


def _substitute_python(text: str | None, old: str | None, new: str | None) -> str | None:
    return None if text is None else texts.substitute(text, old or "", new or "")


def _substitute_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    def build(text: Piece, old: Piece, new: Piece) -> Piece:
        found = f"((char_length({text.sql}) - char_length(replace({text.sql}, {old.sql}, ''))) / char_length({old.sql}))"
        change = f"(COALESCE(char_length({new.sql}), 0) - char_length({old.sql}))"
        fits = f"char_length({text.sql})::bigint + {found}::bigint * {change} <= {MAX_TEXT}"
        made = f"NULLIF(replace({text.sql}, {old.sql}, COALESCE({new.sql}, '')), '')"
        return Piece(f"(CASE WHEN {old.sql} IS NULL THEN {text.sql} WHEN {fits} THEN {made} END)")

    return let(query, pieces, build)


SUBSTITUTE = Form(values(_substitute_python), _substitute_sql)


def _contains(text: str | None, part: str | None) -> bool:
    return text is not None and part is not None and texts.fold(part) in texts.fold(text)


def _starts(text: str | None, part: str | None) -> bool:
    return text is not None and part is not None and texts.fold(text).startswith(texts.fold(part))


def _contains_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    text, part = (folded(query, piece.sql) for piece in pieces)
    return Piece(f"COALESCE(strpos({text}, {part}) > 0, FALSE)", sure=True)


def _starts_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    text, part = (folded(query, piece.sql) for piece in pieces)
    return Piece(f"COALESCE(starts_with({text}, {part}), FALSE)", sure=True)


CONTAINS = Form(values(_contains), _contains_sql)
STARTSWITH = Form(values(_starts), _starts_sql)
AMONG = Form(
    values(lambda items, item: items is not None and item is not None and item in items),
    template("COALESCE({1} = ANY({0}), FALSE)", sure=True),
)


def _contains_rule(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2, 2):
        return None
    if arguments.given[0].type.kind == "list":
        items = arguments.expect(0, "list")
        item = arguments.expect(1, items.type.item.kind if items.type.item else "text")
        arguments.check_option(items.type.item, item)
        return arguments.apply(AMONG, BOOLEAN, [items, item])
    return arguments.apply(CONTAINS, BOOLEAN, [arguments.expect(0, "text"), arguments.expect(1, "text")])


def _counted(one: Form, many: Form) -> Callable[[Arguments], Typed | None]:
    def rule(arguments: Arguments) -> Typed | None:
        if not arguments.arity(1, 2):
            return None
        found = [arguments.expect(0, "text"), *(arguments.expect(index, "number") for index in range(1, len(arguments.given)))]
        return arguments.apply(many if len(found) > 1 else one, TEXT, found)

    return rule


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None


def _matches(text: str | None, pattern: str | None) -> bool:
    found = _compiled(pattern) if text is not None and pattern is not None else None
    return found is not None and found.search(text) is not None


MATCHES = Form(values(_matches), None)


def _matches_rule(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2, 2):
        return None
    pattern = arguments.expect(1, "text")
    if isinstance(pattern, Fixed) and isinstance(pattern.value, str) and _compiled(pattern.value) is None:
        arguments.refuse(pattern, "mismatch_pattern")
    return arguments.apply(MATCHES, BOOLEAN, [arguments.expect(0, "text"), pattern])


def _text_python(context: Context, value: Any, pattern: str | None = None) -> str | None:  # noqa: ANN401 - any value
    return texts.cut(written(value, context, pattern)) if value is not None else None


WRITE = Form(placed(_text_python, blanks=True), None)


def _text_rule(arguments: Arguments) -> Typed | None:
    if not arguments.arity(1, 2):
        return None
    found = [arguments.expect(0, *JOINED)]
    if len(arguments.given) > 1:
        found.append(arguments.expect(1, "text"))
    return arguments.apply(WRITE, TEXT, found)


def _words_python(context: Context, value: Any, locale: str | None = None) -> str | None:  # noqa: ANN401 - money or number
    return in_words(value, locale or context.locale)


WORDS = Form(placed(_words_python), None)
SPELL = simple(WORDS, TEXT, ("money", "number"), ("text",), least=1)

FUNCTIONS = (
    Function(
        "LEN",
        "LEN(text)",
        "text",
        simple(LEN, NUMBER, ("text",)),
        {"en": "Counts the characters of a text.", "az": "Mətndəki simvolları sayır.", "ru": "Считает знаки текста."},
        "LEN(name)",
    ),
    Function(
        "LEFT",
        "LEFT(text, [count])",
        "text",
        _counted(LEFT_ONE, LEFT),
        {
            "en": "Gives the first characters of a text.",
            "az": "Mətnin ilk simvollarını verir.",
            "ru": "Даёт первые знаки текста.",
        },
        "LEFT(phone, 4)",
    ),
    Function(
        "RIGHT",
        "RIGHT(text, [count])",
        "text",
        _counted(RIGHT_ONE, RIGHT),
        {
            "en": "Gives the last characters of a text.",
            "az": "Mətnin son simvollarını verir.",
            "ru": "Даёт последние знаки текста.",
        },
        "RIGHT(phone, 7)",
    ),
    Function(
        "MID",
        "MID(text, start, count)",
        "text",
        simple(MID, TEXT, ("text",), ("number",), ("number",)),
        {
            "en": "Gives characters from the middle of a text; the first one is 1.",
            "az": "Mətnin ortasından simvollar verir; birincisi 1-dir.",
            "ru": "Даёт знаки из середины текста; первый имеет номер 1.",
        },
        "MID(phone, 5, 2)",
    ),
    Function(
        "TRIM",
        "TRIM(text)",
        "text",
        simple(TRIM, TEXT, ("text",)),
        {
            "en": "Removes space around a text and repeated spaces within.",
            "az": "Mətnin ətrafındakı və içindəki artıq boşluqları silir.",
            "ru": "Убирает пробелы вокруг текста и лишние внутри.",
        },
        "TRIM(name)",
    ),
    Function(
        "UPPER",
        "UPPER(text)",
        "text",
        simple(UPPER, TEXT, ("text",)),
        {
            "en": "Writes a text in capitals, as the workspace's language does.",
            "az": "Mətni böyük hərflərlə yazır (iş sahəsinin dilinə görə).",
            "ru": "Пишет текст прописными буквами по правилам языка рабочего пространства.",
        },
        "UPPER(name)",
    ),
    Function(
        "LOWER",
        "LOWER(text)",
        "text",
        simple(LOWER, TEXT, ("text",)),
        {
            "en": "Writes a text in small letters, as the workspace's language does.",
            "az": "Mətni kiçik hərflərlə yazır (iş sahəsinin dilinə görə).",
            "ru": "Пишет текст строчными буквами по правилам языка рабочего пространства.",
        },
        "LOWER(email)",
    ),
    Function(
        "CONCAT",
        "CONCAT(value, …)",
        "text",
        _concat,
        {
            "en": "Joins values into one text, as & does.",
            "az": "Qiymətləri & kimi bir mətndə birləşdirir.",
            "ru": "Соединяет значения в один текст, как &.",
        },
        'CONCAT(name, ", ", phone)',
    ),
    Function(
        "SUBSTITUTE",
        "SUBSTITUTE(text, old, new)",
        "text",
        simple(SUBSTITUTE, TEXT, ("text",), ("text",), ("text",)),
        {
            "en": "Replaces every occurrence of one text by another.",
            "az": "Bir mətnin hər təkrarını başqası ilə əvəz edir.",
            "ru": "Заменяет каждое вхождение одного текста другим.",
        },
        'SUBSTITUTE(phone, " ", "")',
    ),
    Function(
        "CONTAINS",
        "CONTAINS(text or list, part)",
        "text",
        _contains_rule,
        {
            "en": "Tells whether a text has the part in it (case does not matter), or a list the item.",
            "az": "Mətndə hissənin (hərf böyüklüyü nəzərə alınmır) və ya siyahıda elementin olub-olmadığını bildirir.",
            "ru": "Сообщает, есть ли в тексте часть (без учёта регистра) или в списке элемент.",
        },
        'CONTAINS(walls, "brick")',
    ),
    Function(
        "STARTSWITH",
        "STARTSWITH(text, part)",
        "text",
        simple(STARTSWITH, BOOLEAN, ("text",), ("text",)),
        {
            "en": "Tells whether a text begins with the part (case does not matter).",
            "az": "Mətnin hissə ilə başlayıb-başlamadığını bildirir (hərf böyüklüyü nəzərə alınmır).",
            "ru": "Сообщает, начинается ли текст с этой части (без учёта регистра).",
        },
        'STARTSWITH(phone, "+994")',
    ),
    Function(
        "MATCHES",
        "MATCHES(text, pattern)",
        "text",
        _matches_rule,
        {
            "en": "Tells whether the regular expression (RE2) is found in a text.",
            "az": "Müntəzəm ifadənin (RE2) mətndə tapılıb-tapılmadığını bildirir.",
            "ru": "Сообщает, найдено ли в тексте регулярное выражение (RE2).",
        },
        'MATCHES(phone, "^[+]994[0-9]{9}$")',
        stored_only=True,
    ),
    Function(
        "TEXT",
        "TEXT(value, [format])",
        "text",
        _text_rule,
        {
            "en": "Writes a value as the workspace's language does, or in a format of its own.",
            "az": "Qiyməti iş sahəsinin dilinə uyğun və ya verilmiş formatda yazır.",
            "ru": "Пишет значение по правилам языка рабочего пространства или в своём формате.",
        },
        'TEXT(total, "# ##0.00")',
        stored_only=True,
    ),
    Function(
        "AMOUNTINWORDS",
        "AMOUNTINWORDS(amount, [language])",
        "text",
        SPELL,
        {
            "en": "Writes an amount in words: Azerbaijani, Russian or English.",
            "az": "Məbləği sözlə yazır: Azərbaycan, rus və ya ingilis dilində.",
            "ru": "Пишет сумму прописью: по-азербайджански, по-русски или по-английски.",
        },
        'AMOUNTINWORDS(total, "az")',
        stored_only=True,
    ),
)
