"""The kinds of step: what each is called, whether it can run, and what its definition takes."""

# ruff: noqa: E501, FBT003 - one line a kind, in three languages

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from axin.builder.schemas.words import (
    DURATION,
    FORMULA,
    KEY,
    KEY_PATTERN,
    REFERENCE,
    TEMPLATE,
    TITLE,
    VALUE,
    WORKING_TIME,
    Schema,
    by_language,
    closed,
    many,
    one_of,
    prop,
    ref,
    widget,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of step; `key` is the property that makes a step one of this kind."""

    key: str
    title: Mapping[str, str]
    help: Mapping[str, str]
    runs: bool
    schema: Schema


_RETRY: Final = closed(
    {
        "times": prop(
            "Times|Neçə dəfə|Сколько раз", "How often it is tried again.", {"type": "integer", "minimum": 0, "maximum": 100}, 5
        ),
        "backoff": prop("Growth|Artım|Рост паузы", "How the pause grows.", one_of("exponential", "fixed"), "exponential"),
        "first": prop("First pause|İlk fasilə|Первая пауза", "How long before the first new try.", DURATION, "10s"),
        "max": prop("Longest pause|Ən uzun fasilə|Пауза не больше", "No pause is longer.", DURATION, "1h"),
    }
)
_THEN: Final[Schema] = {
    "type": "string", "maxLength": 80, "pattern": "^(fail|continue|scenario:[a-z][a-z0-9_]{0,62})$", "x-code": "unknown_value",
}  # fmt: skip
ON_ERROR: Final = prop(
    "If it fails|Alınmasa|При сбое", "How often a failing step is tried again, and what then.",
    closed({
        "retry": prop("Try again|Təkrar|Повторы", "How often and how soon.", _RETRY, {"times": 5, "first": "10s"}),
        "then": prop("Then|Sonra|Затем", "`fail` the run, `continue`, or start `scenario:KEY`.", _THEN, "continue"),
    }),
    {"retry": {"times": 5}, "then": "fail"},
)  # fmt: skip
STEPS: Final = widget(many(ref("step"), 200), "steps")
_COMMON: Final = {
    "key": prop("Key|Açar|Ключ", "The step's name in formulas: `steps.KEY`.", KEY, "request"),
    "title": prop("Title|Başlıq|Название", "What people read: a text, or one by language.", TITLE, "Open a request"),
    "when": prop(
        "Only when|Yalnız|Только если",
        "The step is passed over unless this formula is true.",
        FORMULA,
        "NOT(ISBLANK(record.phone))",
    ),
    "on_error": ON_ERROR,
    "timeout": prop("Time limit|Vaxt həddi|Предел времени", "How long the step may take.", DURATION, "30s"),
    "override": prop(
        "Passes over rules|Qaydaları keçir|В обход правил",
        "Which rules it may pass over; leaves an audit row.",
        one_of("stage_rules"),
        "stage_rules",
    ),
}
_ACTION: Final = {
    "action": prop("Action|Əməl|Действие", "What is done.", {"type": "string"}, "record.create"),
    "with": prop("With|Nə ilə|С чем", "What the action takes.", {"type": "object"}, {"entity": "request"}),
}
_IF: Final = {
    "if": prop("If|Əgər|Если", "A formula; the branch depends on it.", widget(FORMULA, "condition"), '=record.stage = "new"'),
    "then": prop("Then|Onda|Тогда", "The steps where it is true.", STEPS, []),
    "else": prop("Else|Əks halda|Иначе", "The steps where it is not.", STEPS, []),
}
_CASE: Final = closed(
    {
        "is": prop("Is|Bərabərdir|Равно", "The value of this case.", VALUE, "site"),
        "then": prop("Then|Onda|Тогда", "The steps of this case.", STEPS, []),
    },
    "is", "then",
)  # fmt: skip
_SWITCH: Final = {
    "switch": prop("Switch|Seçim|Выбор", "A formula; its value chooses the case.", FORMULA, "=record.source"),
    "cases": prop("Cases|Hallar|Случаи", "The values and their steps.", many(_CASE, 50, minItems=1), []),
    "default": prop("Otherwise|Başqa halda|В остальных", "The steps where no case fits.", STEPS, []),
}
_FOR_EACH: Final = {
    "for_each": prop("For each|Hər biri üçün|Для каждого", "A formula that gives a list.", FORMULA, "=steps.found.records"),
    "do": prop("Do|Et|Делать", "The steps for each `item`.", STEPS, []),
    "at_once": prop(
        "At once|Eyni vaxtda|Одновременно", "How many items in parallel.", {"type": "integer", "minimum": 1, "maximum": 100}, 1
    ),
}
_PARALLEL: Final = {
    "parallel": prop("In parallel|Paralel|Параллельно", "Branches that run side by side.", many(STEPS, 20, minItems=1), [])
}
_EVENT: Final = {"type": "object", "required": ["on"], "properties": {"on": {"type": "string"}}}
_WAIT: Final = closed(
    {
        "for": prop("For|Müddət|Сколько", "How long.", DURATION, "2h"),
        "until": prop("Until|Nə vaxtadək|До", "A formula that gives a moment.", FORMULA, "=record.date"),
        "event": prop("For an event|Hadisəni|События", "A trigger that ends the wait.", _EVENT, {"on": "record.updated", "entity": "deal"}),
        "timeout": prop("At most|Ən çoxu|Не дольше", "How long it waits for the event.", DURATION, "3d"),
        "working_hours": prop("Working hours|İş saatları|Рабочие часы", "Counts working time only: the workspace's, or that of a calendar by its key, or of hours written here. A moment outside it moves to the next opening.", WORKING_TIME, True),
    },
    **{"x-exactly-one": ["for", "until", "event"]},
)  # fmt: skip
_VARIABLES: Final[Schema] = {
    "type": "object", "minProperties": 1, "maxProperties": 100,
    "propertyNames": {"pattern": KEY_PATTERN, "x-code": "bad_key"}, "additionalProperties": VALUE, "x-widget": "values",
}  # fmt: skip
_STOP: Final = closed(
    {
        "result": prop("Result|Nəticə|Результат", "What the run gives.", VALUE, "=record.id"),
        "error": prop("Error|Xəta|Ошибка", "Ends the run as failed, with this text.", TEMPLATE, "No phone number"),
    },
    maxProperties=1,
)
_CALL: Final = {
    "call": prop("Call|Çağır|Вызвать", "The key of another scenario.", widget(REFERENCE, "scenario"), "close_deal"),
    "with": prop(
        "With|Nə ilə|С чем",
        "There it is `event.input`.",
        {"type": "object", "maxProperties": 100, "x-widget": "values"},
        {"deal": "=record.id"},
    ),
}

_KINDS: Final[tuple[tuple[str, bool, str, str, dict[str, Schema], tuple[str, ...]], ...]] = (
    ("action", True, "Action|Əməl|Действие", "Does something.|Nəsə edir.|Делает что-то.", _ACTION, ()),
    ("if", True, "If|Əgər|Если", "Goes one way or the other.|Şərtə görə yol seçir.|Идёт по одной из двух веток.", _IF, ("then",)),
    ("switch", True, "Switch|Seçim|Выбор", "Chooses by a value.|Qiymətə görə seçir.|Выбирает по значению.", _SWITCH, ("cases",)),
    ("for_each", True, "For each|Hər biri üçün|Для каждого", "Repeats for every item.|Hər mövqe üçün təkrarlayır.|Повторяет для каждого.", _FOR_EACH, ("do",)),
    ("parallel", True, "In parallel|Paralel|Параллельно", "Does several things at once.|Bir neçə işi birdən görür.|Делает несколько дел сразу.", _PARALLEL, ()),
    ("wait", True, "Wait|Gözlə|Подождать", "Goes on later.|Sonra davam edir.|Продолжает позже.", {"wait": prop("Wait|Gözləmə|Ожидание", "For how long, until when, or for what.", _WAIT, {"for": "2h"})}, ()),
    ("set", True, "Set variables|Dəyişən ver|Задать переменные", "Remembers values for later steps.|Qiymətləri yadda saxlayır.|Запоминает значения.", {"set": prop("Set|Ver|Задать", "A value for each name.", _VARIABLES, {"total": "=record.price * 2"})}, ()),
    ("call", True, "Call a scenario|Ssenari çağır|Вызвать сценарий", "Runs another scenario.|Başqa ssenarini işlədir.|Запускает другой сценарий.", _CALL, ()),
    ("stop", True, "Stop|Dayan|Остановить", "Ends the run here.|İcranı bitirir.|Завершает запуск.", {"stop": prop("Stop|Dayan|Стоп", "With a result, or with an error.", _STOP, {"result": "=record.id"})}, ()),
)  # fmt: skip

STEP_KINDS: Final = {
    key: StepKind(key, by_language(title), by_language(text), runs, closed({**_COMMON, **own}, "key", key, *required))
    for key, runs, title, text, own, required in _KINDS
}
