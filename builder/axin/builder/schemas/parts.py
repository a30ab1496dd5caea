"""The schemas of entities, funnels, scenarios, roles and settings."""

# ruff: noqa: E501, FBT003 - one line a property, in three languages

from typing import Final

from axin.builder.catalog.steps import ON_ERROR, STEPS
from axin.builder.schemas.words import (
    DURATION,
    ENTITY,
    FIELD,
    FIELDS,
    FLAG,
    FORMULA,
    KEY,
    KEY_PATTERN,
    LINE,
    PARAGRAPH,
    REFERENCE,
    ROLE,
    STAGE,
    TITLE,
    WEEK,
    Schema,
    closed,
    many,
    one_of,
    prop,
    ref,
    titled,
    widget,
)  # fmt: skip

_LINES_OF: Final = closed(
    {
        "entity": prop("Of|Kimin|Чьи", "The entity whose lines these are.", ENTITY, "deal"),
        "as": prop("There called|Orada adı|Имя там", "The name of the lines on their parent.", KEY, "lines"),
    },
    "entity", "as",
)  # fmt: skip
_DUPLICATES: Final = closed(
    {
        "match": prop(
            "Match by|Uyğunluq|Сопоставить по",
            "Fields that say it is the same one.",
            {**FIELDS, "minItems": 1},
            ["phone", "email"],
        ),
        "on_match": prop("Then|Onda|Тогда", "What becomes of a duplicate.", one_of("merge", "reject", "warn"), "warn"),
    },
    "match",
)
ENTITY_SCHEMA: Final = closed(
    {
        **titled("deal", "Deal"),
        "plural": prop("Plural|Cəm|Множественное", "What many of them are called.", TITLE, "Deals"),
        "display": prop("Named by|Adı|Называется по", "The field that names a record.", FIELD, "name"),
        "icon": prop("Icon|Nişan|Значок", "The name of its icon.", {"type": "string", "maxLength": 60, "x-widget": "icon"}, "handshake"),
        "fields": prop("Fields|Sahələr|Поля", "What is known of each record.", many(ref("field"), 500), [{"key": "name", "type": "text"}]),
        "unique": prop("Unique together|Birlikdə təkrarsız|Уникально вместе", "No two records have the same values in all of these fields.", many({**FIELDS, "minItems": 1, "maxItems": 8}, 20), [["client", "name"]]),
        "duplicates": prop("Duplicates|Təkrarlar|Дубликаты", "How duplicates are found, and what becomes of them.", _DUPLICATES, {"match": ["phone"], "on_match": "warn"}),
        "lines_of": prop("Lines of|Sətirləri|Строки для", "Makes these the lines of another entity.", _LINES_OF, {"entity": "deal", "as": "lines"}),
    },
    "key",
)  # fmt: skip
_TASK: Final = closed(
    {
        "title": prop("Title|Başlıq|Название", "What is to be done.", TITLE, "Send the contract"),
        "due": prop("Due in|Müddət|Срок через", "How long after the stage is entered.", DURATION, "1d"),
    },
    "title",
)
_CHECK: Final = closed(
    {
        **titled("measured", "The rooms are measured"),
        "required": prop("Needed|Mütləq|Обязательно", "Whether it must be ticked before the card goes on.", FLAG, True),
    },
    "key", "title",
)  # fmt: skip
_STAGE: Final = closed(
    {
        **titled("new", "New"),
        "kind": prop("Kind|Növ|Вид", "An open stage, or an end: won or lost.", one_of("open", "won", "lost"), "won"),
        "probability": prop("Probability|Ehtimal|Вероятность", "How likely it ends well, in percent.", {"type": "number", "minimum": 0, "maximum": 100}, 70),
        "sla": prop("Time allowed|Verilən vaxt|Срок этапа", "How long a card may stay.", DURATION, "2h"),
        "requires": prop("Requires|Tələb edir|Требует", "Fields that must be filled to enter.", FIELDS, ["client", "area"]),
        "hint": prop("Hint|Məsləhət|Подсказка", "What to do in this stage.", TITLE, "Agree the date, then send the contract"),
        "color": prop("Colour|Rəng|Цвет", "The colour of its column.", {"type": "string", "maxLength": 30, "x-widget": "color"}, "teal"),
        "tasks": prop("Tasks|Tapşırıqlar|Задачи", "Tasks set on entering.", many(_TASK, 50), [{"title": "Send the contract", "due": "1d"}]),
        "checklist": prop("Checklist|Yoxlama siyahısı|Чек-лист", "What is to be seen to in this stage, point by point.", many(_CHECK, 50), [{"key": "measured", "title": "The rooms are measured", "required": True}]),
    },
    "key",
)  # fmt: skip
_AMOUNT: Final = closed(
    {
        "field": prop("Field|Sahə|Поле", "The field that holds the amount.", FIELD, "total"),
        "mode": prop(
            "Mode|Üsul|Способ",
            "Written by hand, summed from lines, or a formula.",
            one_of("manual", "lines", "formula"),
            "formula",
        ),
        "lines": prop("Lines|Sətirlər|Строки", "Which lines are summed (mode lines); the card's only ones, if left out.", FIELD, "lines"),
        "formula": prop("Formula|Düstur|Формула", "What the product writes into a field that is not computed itself (modes lines and formula).", FORMULA, "SUM(lines.total)"),
    },
    "field",
)  # fmt: skip
_TRANSITION: Final = closed(
    {
        "from": prop("From|Haradan|Откуда", "The stage it leaves.", STAGE, "new"),
        "to": prop("To|Haraya|Куда", "The stages it may go to.", many(STAGE, 200, minItems=1), ["contract", "lost"]),
        "roles": prop("Roles|Rollar|Роли", "Only for these roles.", many(ROLE, 100), ["manager"]),
        "when": prop("When|Nə vaxt|Когда", "Only while this formula is true.", FORMULA, "area > 0"),
    },
    "from", "to",
)  # fmt: skip
FUNNEL_SCHEMA: Final = closed(
    {
        **titled("repair", "Turnkey repair"),
        "entity": prop("Entity|Obyekt|Сущность", "Whose records stand in it.", ENTITY, "deal"),
        "stages": prop("Stages|Mərhələlər|Этапы", "The stages, in order.", many(_STAGE, 100, minItems=1), [{"key": "new", "title": "New"}]),
        "amount": prop("Amount|Məbləğ|Сумма", "What a card is worth.", _AMOUNT, {"field": "total", "mode": "formula"}),
        "transitions": prop("Transitions|Keçidlər|Переходы", "Where a card may go: anywhere, or by these rules.", {"anyOf": [{"const": "any"}, many(_TRANSITION, 500)], "x-code": "type", "x-list": True}, "any"),
    },
    "key", "entity", "stages",
)  # fmt: skip
_CONCURRENCY: Final = closed(
    {
        "per": prop(
            "Per|Hər|На",
            "What runs one after the other: the runs of a record, or of the scenario.",
            one_of("record", "scenario"),
            "record",
        ),
        "policy": prop(
            "Policy|Qayda|Правило",
            "What a second run does: wait, be left out, replace the first, or run beside it.",
            one_of("queue", "skip", "restart", "parallel"),
            "queue",
        ),
    }
)
SCENARIO_SCHEMA: Final = closed(
    {
        **titled("request_for_new_contact", "Open a request for each new contact"),
        "enabled": prop("Enabled|Aktiv|Включён", "Whether it runs.", FLAG, True),
        "trigger": prop("When|Nə vaxt|Когда", "What sets it off.", ref("trigger"), {"on": "record.created", "entity": "contact"}),
        "when": prop("If|Əgər|Если", "It runs only where this formula over the record is true.", widget(FORMULA, "condition"), 'source = "site"'),
        "run_as": prop("Runs as|Kimin adından|От имени", "With whose rights: `role:KEY`, `actor` or `author`.", {**REFERENCE, "x-widget": "run_as"}, "role:sales_manager"),
        "concurrency": prop("Together|Birlikdə|Вместе", "What happens when it is set off while it runs.", _CONCURRENCY, {"per": "record", "policy": "queue"}),
        "settle": prop("Settle|Gözlə|Успокоение", "Merges a burst of changes that follow within this time.", DURATION, "10s"),
        "goal": prop("Goal|Məqsəd|Цель", "What it is for.", PARAGRAPH, "No new contact is forgotten"),
        "owner": prop("Owner|Sahibi|Владелец", "Who looks after it.", LINE, "aysel@example.az"),
        "saves_minutes": prop("Saves minutes|Qənaət (dəq.)|Экономит минут", "How much work one run saves.", {"type": "number", "minimum": 0, "maximum": 100_000}, 3),
        "steps": prop("Then|Onda|Тогда", "What it does, in order.", STEPS, []),
        "on_error": ON_ERROR,
    },
    "key", "trigger",
)  # fmt: skip
_RIGHT: Final[Schema] = {
    "anyOf": [FLAG, {"enum": ["own", "team", "all"]}, {"type": "string", "pattern": "^=", "maxLength": 4_000}],
    "x-code": "bad_right", "x-widget": "right",
}  # fmt: skip
_FIELD_RIGHTS: Final[Schema] = {
    "type": "object", "maxProperties": 500, "additionalProperties": one_of("hidden", "read", "write"), "x-widget": "field_rights",
}  # fmt: skip
_STAGE_RIGHTS: Final[Schema] = {
    "type": "object", "maxProperties": 500, "additionalProperties": one_of("hidden", "read", "write"), "x-widget": "stage_rights",
}  # fmt: skip
_ACCESS: Final = closed(
    {
        "entity": prop("Entity|Obyekt|Сущность", "To whose records.", ENTITY, "deal"),
        "create": prop("Create|Yaratmaq|Создание", "May add records.", FLAG, True),
        "read": prop("Read|Görmək|Просмотр", "Which records it sees: none, own, team, all, or `=formula`.", _RIGHT, "own"),
        "update": prop("Change|Dəyişmək|Изменение", "Which records it changes.", _RIGHT, "own"),
        "delete": prop("Delete|Silmək|Удаление", "Which records it deletes.", _RIGHT, False),
        "fields": prop("Fields|Sahələr|Поля", "Fields it may not see or not change.", _FIELD_RIGHTS, {"margin": "hidden"}),
        "stages": prop("Stages|Mərhələlər|Этапы", "Stages whose cards it may only read.", _STAGE_RIGHTS, {"won": "read"}),
        "export": prop("Export|İxrac|Экспорт", "May take the records out.", FLAG, False),
        "override": prop(
            "Passes over rules|Qaydaları keçir|В обход правил",
            "Rules that its scenarios' steps may pass over.",
            many(one_of("stage_rules"), 1),
            ["stage_rules"],
        ),
    },
    "entity",
)
ROLE_SCHEMA: Final = closed(
    {
        **titled("sales_manager", "Sales manager"),
        "access": prop(
            "Access|İcazələr|Доступ", "What it may do with each entity; what is not named it may not.", many(_ACCESS, 500), []
        ),
        "scenarios": prop(
            "Scenarios|Ssenarilər|Сценарии",
            "Buttons it may press: `press:KEY`; events of yours it may report: `event:NAME`.",
            many(REFERENCE, 500),
            ["press:send_offer"],
        ),
        "builder": prop("Builder|Qurucu|Конструктор", "May change the solution.", FLAG, False),
    },
    "key",
)
_HOURS: Final[Schema] = {
    "anyOf": [{"type": "string", "pattern": KEY_PATTERN}, WEEK], "x-code": "bad_working_hours", "x-widget": "working_hours",
}  # fmt: skip
_DATE: Final[Schema] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-widget": "date", "x-code": "bad_day"}
_DAYS: Final[Schema] = {
    "anyOf": [
        _DATE,
        closed(
            {
                "from": prop("From|Başlanğıc|С", "The first day.", _DATE, "2026-03-20"),
                "to": prop("To|Son|По", "The last day, the first one if left out.", _DATE, "2026-03-24"),
                "title": prop("Title|Başlıq|Название", "What the days are called.", TITLE, "Novruz"),
            },
            "from",
        ),
    ],
    "x-code": "bad_day",
}
_CALENDAR: Final = closed(
    {
        **titled("office", "Office"),
        "hours": prop(
            "Hours|Saatlar|Часы",
            "Days and hours of the week.",
            {**WEEK, "x-code": "bad_working_hours"},
            {"mon-fri": "09:00-18:00"},
        ),
        "holidays": prop(
            "Holidays|Bayramlar|Праздники",
            "Days that are not worked.",
            many(_DAYS, 500),
            ["2026-01-01", {"from": "2026-03-20", "to": "2026-03-24"}],
        ),
        "worked": prop(
            "Worked days|İş günləri|Рабочие дни",
            "Days that are worked though the week's day is not.",
            many(_DAYS, 500),
            ["2026-03-28"],
        ),
    },
    "key",
)
SETTINGS_SCHEMA: Final = closed(
    {
        "locale": prop("Language|Dil|Язык", "The workspace's language.", one_of("az", "ru", "en", code="unknown_locale"), "az"),
        "timezone": prop(
            "Time zone|Saat qurşağı|Часовой пояс", "The workspace's time zone (IANA name).", widget(LINE, "timezone"), "Asia/Baku"
        ),
        "currency": prop(
            "Currency|Valyuta|Валюта",
            "The workspace's currency (ISO 4217).",
            {"type": "string", "pattern": "^[A-Z]{3}$", "x-code": "unknown_currency"},
            "AZN",
        ),
        "working_hours": prop(
            "Working hours|İş saatları|Рабочие часы",
            "Days and hours, or the key of a calendar.",
            _HOURS,
            {"mon-fri": "09:00-18:00"},
        ),
        "calendars": prop(
            "Calendars|Təqvimlər|Календари",
            "Working calendars: hours of the week, holidays, worked days.",
            many(_CALENDAR, 50),
            [{"key": "office", "hours": {"mon-fri": "09:00-18:00"}, "holidays": ["2026-01-01"]}],
        ),
    }
)
