"""The manual of the function table: what each function gives, and worked examples: equations that hold, as a test sees to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from axin.builder.formulas.types import Kind


@dataclass(frozen=True, slots=True)
class Worked:
    """A formula and what it gives, written as the language writes it."""

    formula: str
    gives: str


@dataclass(frozen=True, slots=True)
class Manual:
    """What the manual adds to a function: the kinds of its result (none named: that of its arguments), and examples."""

    results: tuple[Kind, ...]
    worked: tuple[Worked, ...]


def _entry(results: tuple[Kind, ...], *worked: tuple[str, str]) -> Manual:
    return Manual(results, tuple(Worked(formula, gives) for formula, gives in worked))


NUMBER: Final[tuple[Kind, ...]] = ("number",)
AMOUNT: Final[tuple[Kind, ...]] = ("number", "money")
TEXT: Final[tuple[Kind, ...]] = ("text",)
YES_NO: Final[tuple[Kind, ...]] = ("boolean",)
DATE: Final[tuple[Kind, ...]] = ("date",)
SPAN: Final[tuple[Kind, ...]] = ("span",)
GIVEN: Final[tuple[Kind, ...]] = ()

MANUAL: Final[Mapping[str, Manual]] = {
    "IF": _entry(GIVEN, ('IF(7 > 5, "large", "small")', '"large"'), ("IF(FALSE, 1)", "BLANK")),
    "IFS": _entry(GIVEN, ('IFS(12 < 10, "low", 12 < 20, "middle", TRUE, "high")', '"middle"')),
    "SWITCH": _entry(GIVEN, ('SWITCH("az", "az", "manat", "ru", "ruble", "other")', '"manat"')),
    "ISBLANK": _entry(YES_NO, ('ISBLANK("")', "TRUE"), ("ISBLANK(0)", "FALSE")),
    "COALESCE": _entry(GIVEN, ("COALESCE(BLANK, 0, 5)", "0")),
    "AND": _entry(YES_NO, ("AND(1 < 2, BLANK = BLANK)", "TRUE"), ("AND(TRUE, FALSE)", "FALSE")),
    "OR": _entry(YES_NO, ("OR(1 > 2, 3 > 2)", "TRUE")),
    "NOT": _entry(YES_NO, ("NOT(1 > 2)", "TRUE")),
    "ROUND": _entry(AMOUNT, ("ROUND(2.345, 2)", "2.35"), ("ROUND(-2.5)", "-3"), ("ROUND(1234, -2)", "1200")),
    "CEILING": _entry(AMOUNT, ("CEILING(2.1)", "3"), ("CEILING(23, 5)", "25")),
    "FLOOR": _entry(AMOUNT, ("FLOOR(2.9)", "2"), ("FLOOR(23, 5)", "20")),
    "INT": _entry(AMOUNT, ("INT(2.9)", "2"), ("INT(-2.1)", "-3")),
    "ABS": _entry(AMOUNT, ("ABS(-7)", "7")),
    "MOD": _entry(NUMBER, ("MOD(7, 3)", "1"), ("MOD(-7, 3)", "2")),
    "MIN": _entry(GIVEN, ("MIN(3, BLANK, 2)", "2")),
    "MAX": _entry(GIVEN, ("MAX(3, 9, 2)", "9")),
    "SUM": _entry(AMOUNT, ("SUM(1, 2, BLANK)", "3")),
    "AVERAGE": _entry(AMOUNT, ("AVERAGE(2, 4, BLANK)", "3")),
    "COUNT": _entry(NUMBER, ("COUNT(7, BLANK, 9)", "2")),
    "LEN": _entry(NUMBER, ('LEN("Bakı")', "4")),
    "LEFT": _entry(TEXT, ('LEFT("AX-1042", 2)', '"AX"')),
    "RIGHT": _entry(TEXT, ('RIGHT("AX-1042", 4)', '"1042"')),
    "MID": _entry(TEXT, ('MID("AX-1042", 4, 2)', '"10"')),
    "TRIM": _entry(TEXT, ('TRIM("  Aysel   Əliyeva ")', '"Aysel Əliyeva"')),
    "UPPER": _entry(TEXT, ('UPPER("axın")', '"AXIN"')),
    "LOWER": _entry(TEXT, ('LOWER("BAKI")', '"bakı"')),
    "CONCAT": _entry(TEXT, ('CONCAT("No ", 7, BLANK)', '"No 7"')),
    "SUBSTITUTE": _entry(TEXT, ('SUBSTITUTE("1-2-3", "-", "/")', '"1/2/3"')),
    "CONTAINS": _entry(YES_NO, ('CONTAINS("Gəncə", "gence")', "TRUE")),
    "STARTSWITH": _entry(YES_NO, ('STARTSWITH("+994501234567", "+994")', "TRUE")),
    "MATCHES": _entry(YES_NO, ('MATCHES("AX-1042", "^[A-Z]{2}-[0-9]+$")', "TRUE")),
    "TEXT": _entry(TEXT, ('TEXT(1234.5, "0.00")', '"1234,50"'), ('TEXT(DATE(2026, 2, 28), "dd.mm.yyyy")', '"28.02.2026"')),
    "AMOUNTINWORDS": _entry(
        TEXT,
        ('AMOUNTINWORDS(125, "en")', '"one hundred twenty-five"'),
        ('AMOUNTINWORDS(21, "ru")', '"двадцать один"'),
        ('AMOUNTINWORDS(105, "az")', '"yüz beş"'),
    ),
    "NOW": _entry(("datetime",), ("NOW() > NOW() - MINUTES(1)", "TRUE")),
    "TODAY": _entry(DATE, ("TODAY() = DATE(NOW())", "TRUE")),
    "DATE": _entry(DATE, ("DATE(2026, 1, 32)", "DATE(2026, 2, 1)")),
    "YEAR": _entry(NUMBER, ("YEAR(DATE(2026, 2, 28))", "2026")),
    "MONTH": _entry(NUMBER, ("MONTH(DATE(2026, 2, 28))", "2")),
    "DAY": _entry(NUMBER, ("DAY(DATE(2026, 2, 28))", "28")),
    "HOUR": _entry(NUMBER, ("HOUR(NOW()) < 24", "TRUE")),
    "WEEKDAY": _entry(NUMBER, ("WEEKDAY(DATE(2026, 11, 23))", "1")),
    "DAYS": _entry(SPAN, ("DATE(2026, 2, 28) + DAYS(1)", "DATE(2026, 3, 1)")),
    "MONTHS": _entry(SPAN, ("DATE(2026, 1, 31) + MONTHS(1)", "DATE(2026, 2, 28)")),
    "HOURS": _entry(SPAN, ("(NOW() + HOURS(36)) - NOW()", "1.5")),
    "MINUTES": _entry(SPAN, ("(NOW() + MINUTES(30)) - NOW() < 1", "TRUE")),
    "WORKDAYS": _entry(
        ("number", "date"),
        ("WORKDAYS(DATE(2026, 11, 23), DATE(2026, 11, 30))", "6"),
        ("WORKDAYS(DATE(2026, 11, 27), 1)", "DATE(2026, 11, 30)"),
    ),
    "WORKHOURS": _entry(("number", "datetime"), ("WORKHOURS(NOW(), NOW())", "0")),
}
