"""Dates: the calendar, the workspace's zone, spans to add, and working time."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal

from axin.builder.formulas import moments
from axin.builder.formulas.arithmetic import whole
from axin.builder.formulas.functions.frame import Arguments, Form, Function, Run, Texts, placed, simple, strict, template
from axin.builder.formulas.limits import MAX_DAYS, MAX_MONTHS, MAX_SECONDS, MAX_WORKDAYS, WIDE
from axin.builder.formulas.nodes import Typed
from axin.builder.formulas.pieces import Piece, Query, day_in_range, let
from axin.builder.formulas.pieces import whole as whole_sql
from axin.builder.formulas.types import DATE, DATE_SPAN, DATETIME, NUMBER, SPAN
from axin.builder.formulas.values import Context, Span
from axin.builder.formulas.workdays import Workdays, workdays_of
from axin.builder.formulas.working_time import hours_between, moment_after

Part = Literal["YEAR", "MONTH", "DAY", "HOUR", "WEEKDAY"]
_PART_SQL: Final = {"YEAR": "YEAR", "MONTH": "MONTH", "DAY": "DAY", "HOUR": "HOUR", "WEEKDAY": "ISODOW"}
LAST_YEAR: Final = 9999


def _now_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    del pieces
    return query.param(query.context.now, "timestamptz")


def _today_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    del pieces
    return query.param(moments.day_of(query.context.now, query.context.zone), "date")


def _now(arguments: Sequence[Run]) -> Run:
    del arguments
    return lambda env: env.context.now


def _today(arguments: Sequence[Run]) -> Run:
    del arguments
    return lambda env: moments.day_of(env.context.now, env.context.zone)


NOW = Form(_now, _now_sql)
TODAY = Form(_today, _today_sql)


def _date_python(year: Decimal, month: Decimal, day: Decimal) -> date | None:
    numbers = whole(year, 1, LAST_YEAR), whole(month, -MAX_MONTHS, MAX_MONTHS), whole(day, -MAX_DAYS, MAX_DAYS)
    if None in numbers:
        return None
    return moments.make_day(*(number or 0 for number in numbers))


_MONTHS: Final = f"({whole_sql('{0}', 1, LAST_YEAR)} - 1) * 12 + {whole_sql('{1}', -MAX_MONTHS, MAX_MONTHS)} - 1"
_DAY: Final = f"(DATE '0001-01-01' + make_interval(months => {_MONTHS}))::date + ({whole_sql('{2}', -MAX_DAYS, MAX_DAYS)} - 1)"
MAKE_DATE = Form(strict(_date_python), template(day_in_range(_DAY)))


def local_sql(query: Query, sql: str) -> str:
    """Return the wall clock's time of an instant in the workspace's zone."""
    return f"({sql} AT TIME ZONE {query.param(query.context.zone, 'text').sql})"


DAY_OF = Form(
    placed(lambda context, moment: moments.day_of(moment, context.zone)),
    lambda query, pieces: Piece(f"{local_sql(query, pieces[0].sql)}::date"),
)


def _date_rule(arguments: Arguments) -> Typed | None:
    if len(arguments.given) == 1:
        moment = arguments.expect(0, "datetime", "date")
        return moment if moment.type.kind == "date" else arguments.apply(DAY_OF, DATE, [moment])
    if not arguments.arity(3, 3):
        return None
    return arguments.apply(MAKE_DATE, DATE, [arguments.expect(index, "number") for index in range(3)])


def _taken(part: Part, day: date) -> Decimal:
    if part == "WEEKDAY":
        return Decimal(day.isoweekday())
    return Decimal(getattr(day, part.lower()))


def _part_forms(part: Part) -> tuple[Form, Form]:
    field = _PART_SQL[part]
    of_date = Form(strict(lambda day: _taken(part, day)), template(f"EXTRACT({field} FROM {{0}})"))

    def sql(query: Query, pieces: Sequence[Piece]) -> Piece:
        return Piece(f"EXTRACT({field} FROM {local_sql(query, pieces[0].sql)})")

    return of_date, Form(placed(lambda context, moment: _taken(part, moments.local(moment, context.zone))), sql)


def _part(name: Part, doc: Texts, example: str) -> Function:
    of_date, of_moment = _part_forms(name)

    def rule(arguments: Arguments) -> Typed | None:
        if not arguments.arity(1, 1):
            return None
        found = arguments.expect(0, *(("datetime",) if name == "HOUR" else ("datetime", "date")))
        return arguments.apply(of_date if found.type.kind == "date" else of_moment, NUMBER, [found])

    return Function(name, f"{name}(date)", "date", rule, doc, example)


def _span(compute: Callable[[Decimal], Span | None], sql: str) -> Form:
    return Form(strict(compute), template(sql))


def _whole_span(unit: str, most: int) -> Callable[[Decimal], Span | None]:
    def compute(count: Decimal) -> Span | None:
        number = whole(count, -most, most)
        return None if number is None else Span(**{unit: number})

    return compute


def _seconds(factor: int) -> Callable[[Decimal], Span | None]:
    def compute(count: Decimal) -> Span | None:
        seconds = whole(WIDE.multiply(count, Decimal(factor)), -MAX_SECONDS, MAX_SECONDS)
        return None if seconds is None else Span(seconds=seconds)

    return compute


def _seconds_sql(factor: int) -> str:
    counted = whole_sql(f"{{0}} * {factor}", -MAX_SECONDS, MAX_SECONDS).removesuffix("::int")
    return f"make_interval(secs => {counted}::float8)"


DAYS = _span(_whole_span("days", MAX_DAYS), f"make_interval(days => {whole_sql('{0}', -MAX_DAYS, MAX_DAYS)})")
MONTHS = _span(_whole_span("months", MAX_MONTHS), f"make_interval(months => {whole_sql('{0}', -MAX_MONTHS, MAX_MONTHS)})")
HOURS = _span(_seconds(3600), _seconds_sql(3600))
MINUTES = _span(_seconds(60), _seconds_sql(60))


def _working(context: Context) -> Workdays:
    return workdays_of(context.working_hours, context.days_off, context.days_on)


def _between_python(context: Context, start: date, end: date) -> Decimal:
    return Decimal(_working(context).between(start, end))


def _after_python(context: Context, start: date, count: Decimal) -> date | None:
    number = whole(count, -MAX_WORKDAYS, MAX_WORKDAYS)
    return None if number is None else _working(context).after(start, number)


def _array(numbers: Sequence[int]) -> str:
    return f"(ARRAY[{', '.join(str(number) for number in numbers)}]::int[])"


def _ordinal(day: str) -> str:
    return f"({day} - DATE '0001-01-01')"


def _before_sql(query: Query, day: str, days: Workdays) -> str:
    """Return how many working days lie before the day of an ordinal, as Workdays counts them."""
    before = _array([sum(days.week[:at]) for at in range(7)])
    usual = f"floor({day}::numeric / 7)::int * {sum(days.week)} + {before}[mod(mod({day}, 7) + 7, 7) + 1]"
    off, on = (_fewer(query, places, day) for places in (days.off, days.on))
    return f"({usual}{off and f' - {off}'}{on and f' + {on}'})"


def _fewer(query: Query, places: Sequence[int], than: str) -> str:
    """Return how many of these places are smaller; nothing where there are none."""
    if not places:
        return ""
    return f"(SELECT count(*)::int FROM unnest({query.param(list(places), 'int[]').sql}) AS place WHERE place < {than})"


def _between_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    days = _working(query.context)

    def counted(start: str, end: str) -> str:
        return f"({_before_sql(query, f'({end} + 1)', days)} - {_before_sql(query, start, days)})"

    def build(start: Piece, end: Piece) -> Piece:
        forward, backward = counted(start.sql, end.sql), counted(end.sql, start.sql)
        return Piece(f"(CASE WHEN {end.sql} >= {start.sql} THEN {forward} ELSE -{backward} END)::numeric")

    return let(query, [Piece(_ordinal(piece.sql)) for piece in pieces], build)


def _after_sql(query: Query, pieces: Sequence[Piece]) -> Piece:
    days = _working(query.context)

    def placed_(start: Piece, count: Piece) -> Piece:
        day = _ordinal(start.sql)
        after = f"({_before_sql(query, f'({day} + 1)', days)} + {count.sql})"
        before = f"({_before_sql(query, day, days)} + {count.sql} + 1)"
        rank = Piece(f"(CASE WHEN {count.sql} > 0 THEN {after} ELSE {before} END)")
        found = let(query, [rank], lambda once: Piece(_ranked_sql(query, once.sql, days)))
        moved = day_in_range(found.sql)
        return Piece(f"(CASE WHEN {count.sql} IS NULL THEN NULL WHEN {count.sql} = 0 THEN {start.sql} ELSE {moved} END)")

    whole_count = Piece(whole_sql(pieces[1].sql, -MAX_WORKDAYS, MAX_WORKDAYS))
    return let(query, [pieces[0], whole_count], placed_)


def _ranked_sql(query: Query, rank: str, days: Workdays) -> str:
    """Return the working day of a rank, as Workdays finds it."""
    usual = "NULL::date"
    if days.which:
        off, on = (_fewer(query, places, rank) for places in (days.off_ranks, days.on_ranks))
        index = f"({rank} - 1{off and f' + {off}'}{on and f' - {on}'})"
        week = f"floor({index}::numeric / {len(days.which)})::int"
        place = f"mod(mod({index}, {len(days.which)}) + {len(days.which)}, {len(days.which)}) + 1"
        usual = f"(DATE '0001-01-01' + ({week} * 7 + {_array(days.which)}[{place}]))"
    if not days.on:
        return usual
    places, ranks = query.param(list(days.on), "int[]").sql, query.param(list(days.on_ranks), "int[]").sql
    beside = f"SELECT DATE '0001-01-01' + day FROM unnest({places}, {ranks}) AS beside (day, ranked) WHERE ranked = {rank}"
    return f"COALESCE(({beside}), {usual})"


BETWEEN = Form(placed(_between_python), _between_sql)
AFTER = Form(placed(_after_python), _after_sql)


def _workdays(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2, 2):
        return None
    start = _day(arguments, 0)
    if arguments.given[1].type.kind in {"date", "datetime"} or not arguments.fits(1, "number"):
        return arguments.apply(BETWEEN, NUMBER, [start, _day(arguments, 1)])
    return arguments.apply(AFTER, DATE, [start, arguments.expect(1, "number")])


def _day(arguments: Arguments, index: int) -> Typed:
    found = arguments.expect(index, "date", "datetime")
    return arguments.apply(DAY_OF, DATE, [found]) if found.type.kind == "datetime" else found


def _hours_python(context: Context, start: datetime, end: datetime) -> Decimal | None:
    return hours_between(start, end, context)


def _later_python(context: Context, start: datetime, hours: Decimal) -> datetime | None:
    return moment_after(start, hours, context)


HOURS_BETWEEN = Form(placed(_hours_python), None)
HOURS_AFTER = Form(placed(_later_python), None)


def _workhours(arguments: Arguments) -> Typed | None:
    if not arguments.arity(2, 2):
        return None
    start = arguments.expect(0, "datetime")
    if arguments.given[1].type.kind in {"date", "datetime"} or not arguments.fits(1, "number"):
        return arguments.apply(HOURS_BETWEEN, NUMBER, [start, arguments.expect(1, "datetime")])
    return arguments.apply(HOURS_AFTER, DATETIME, [start, arguments.expect(1, "number")])


def _spans(name: str, form: Form, result: Any, doc: Texts, example: str) -> Function:  # noqa: ANN401 - a Type
    return Function(name, f"{name}(count)", "date", simple(form, result, ("number",)), doc, example)


FUNCTIONS = (
    Function(
        "NOW",
        "NOW()",
        "date",
        simple(NOW, DATETIME),
        {
            "en": "The present moment, the same throughout one request or step.",
            "az": "İndiki an; bir sorğu və ya addım boyunca dəyişmir.",
            "ru": "Текущий момент, один на весь запрос или шаг.",
        },
        "NOW() + HOURS(2)",
    ),
    Function(
        "TODAY",
        "TODAY()",
        "date",
        simple(TODAY, DATE),
        {
            "en": "Today's date in the workspace's time zone.",
            "az": "İş sahəsinin saat qurşağında bugünkü tarix.",
            "ru": "Сегодняшняя дата в часовом поясе рабочего пространства.",
        },
        "TODAY() - DAYS(7)",
    ),
    Function(
        "DATE",
        "DATE(year, month, day) or DATE(moment)",
        "date",
        _date_rule,
        {
            "en": "The date of a year, month and day, or the day of a moment.",
            "az": "İl, ay və gündən tarix, yaxud anın günü.",
            "ru": "Дата из года, месяца и дня или день момента.",
        },
        "DATE(2026, 12, 31)",
    ),
    _part("YEAR", {"en": "The year of a date.", "az": "Tarixin ili.", "ru": "Год даты."}, "YEAR(created_at)"),
    _part(
        "MONTH",
        {"en": "The month of a date, 1 to 12.", "az": "Tarixin ayı, 1-dən 12-yə.", "ru": "Месяц даты, от 1 до 12."},
        "MONTH(created_at)",
    ),
    _part("DAY", {"en": "The day of the month.", "az": "Ayın günü.", "ru": "День месяца."}, "DAY(created_at)"),
    _part(
        "HOUR",
        {"en": "The hour of a moment, 0 to 23.", "az": "Anın saatı, 0-dan 23-ə.", "ru": "Час момента, от 0 до 23."},
        "HOUR(created_at)",
    ),
    _part(
        "WEEKDAY",
        {
            "en": "The day of the week; Monday is 1.",
            "az": "Həftənin günü; bazar ertəsi 1-dir.",
            "ru": "День недели; понедельник: 1.",
        },
        "WEEKDAY(created_at)",
    ),
    _spans(
        "DAYS",
        DAYS,
        DATE_SPAN,
        {
            "en": "A span of days, to add to a date.",
            "az": "Tarixə əlavə etmək üçün günlər.",
            "ru": "Промежуток в днях, чтобы прибавить к дате.",
        },
        "TODAY() + DAYS(3)",
    ),
    _spans(
        "MONTHS",
        MONTHS,
        DATE_SPAN,
        {
            "en": "A span of months, to add to a date.",
            "az": "Tarixə əlavə etmək üçün aylar.",
            "ru": "Промежуток в месяцах, чтобы прибавить к дате.",
        },
        "delivered + MONTHS(12)",
    ),
    _spans(
        "HOURS",
        HOURS,
        SPAN,
        {
            "en": "A span of hours, to add to a moment.",
            "az": "Ana əlavə etmək üçün saatlar.",
            "ru": "Промежуток в часах, чтобы прибавить к моменту.",
        },
        "NOW() + HOURS(2)",
    ),
    _spans(
        "MINUTES",
        MINUTES,
        SPAN,
        {
            "en": "A span of minutes, to add to a moment.",
            "az": "Ana əlavə etmək üçün dəqiqələr.",
            "ru": "Промежуток в минутах, чтобы прибавить к моменту.",
        },
        "NOW() + MINUTES(30)",
    ),
    Function(
        "WORKDAYS",
        "WORKDAYS(from, to) or WORKDAYS(from, count)",
        "date",
        _workdays,
        {
            "en": "Counts working days from one date to another, both included; or gives the date so many working days later.",
            "az": "İki tarix arasındakı iş günlərini (hər ikisi daxil) sayır və ya o qədər iş günü sonrakı tarixi verir.",
            "ru": "Считает рабочие дни с одной даты по другую включительно или даёт дату через столько рабочих дней.",
        },
        "WORKDAYS(TODAY(), deadline)",
    ),
    Function(
        "WORKHOURS",
        "WORKHOURS(from, to) or WORKHOURS(from, hours)",
        "date",
        _workhours,
        {
            "en": "Counts working hours from one moment to another; or gives the moment so many working hours later.",
            "az": "İki an arasındakı iş saatlarını sayır və ya o qədər iş saatı sonrakı anı verir.",
            "ru": "Считает рабочие часы между моментами или даёт момент через столько рабочих часов.",
        },
        "WORKHOURS(created_at, NOW())",
        stored_only=True,
    ),
)
