"""The triggers: what sets a scenario off, whether it can run, and what its definition takes."""

# ruff: noqa: E501, FBT003 - one line a trigger, in three languages

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from axin.builder.schemas.words import (
    ENTITY,
    FIELD,
    FIELDS,
    FLAG,
    FORMULA,
    FUNNEL,
    KEY_PATTERN,
    LINE,
    REFERENCE,
    STAGE,
    TITLE,
    Schema,
    by_language,
    closed,
    one_of,
    prop,
    widget,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TriggerKind:
    """One trigger of the language."""

    key: str
    title: Mapping[str, str]
    help: Mapping[str, str]
    runs: bool
    schema: Schema


_ENTITY: Final = {"entity": prop("Entity|Obyekt|Сущность", "Whose records it watches.", ENTITY, "contact")}
_CONDITION: Final = {
    "condition": prop(
        "Condition|Şərt|Условие", "Starts only where this formula over the record is true.", FORMULA, "total >= 10000"
    )
}
_FIELDS: Final = {"fields": prop("Fields|Sahələr|Поля", "Only when one of these changes.", FIELDS, ["length", "width"])}
_FUNNEL: Final = {
    "funnel": prop("Funnel|Voronka|Воронка", "Which funnel; any, if left out.", FUNNEL, "requests"),
    "stage": prop("Stage|Mərhələ|Этап", "Which stage; any, if left out.", STAGE, "new"),
}
_ZONE: Final = prop("Time zone|Saat qurşağı|Часовой пояс", "The workspace's, if left out.", widget(LINE, "timezone"), "Asia/Baku")
_SCHEDULE: Final = {
    "cron": prop(
        "Cron|Cron|Cron", "Minute, hour, day, month, weekday.", {**LINE, "minLength": 1, "x-widget": "cron"}, "0 9 * * 1-5"
    ),
    "rrule": prop(
        "Rule|Qayda|Правило",
        "A recurrence rule (RFC 5545), daily to yearly.",
        {**LINE, "minLength": 1},
        "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9",
    ),
    "timezone": _ZONE,
    "working_days": prop("Working days only|Yalnız iş günləri|Только рабочие дни", "Passes over days off.", FLAG, True),
}
_DATE: Final = {
    **_ENTITY,
    "field": prop("Date field|Tarix sahəsi|Поле даты", "The date it counts from.", FIELD, "next_service"),
    "offset": prop(
        "Offset|Sürüşmə|Смещение", "How long before (with a minus) or after.",
        {"type": "string", "pattern": "^[+-]?([0-9]{1,6}[smhdw]){1,5}$", "maxLength": 40, "x-code": "bad_duration"}, "-7d",
    ),
    "at": prop("At|Saat|Время", "The time of day.", {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}, "09:00"),
    "timezone": _ZONE,
    "working_days": _SCHEDULE["working_days"],
}  # fmt: skip
_WEBHOOK: Final = {
    "auth": prop("Proof|Təsdiq|Подтверждение", "How the caller proves itself.", one_of("token", "signature"), "token"),
    "map": prop(
        "Map|Uyğunlaşdırma|Соответствие", "Names for what stands in the body: name to path.",
        {"type": "object", "maxProperties": 200, "propertyNames": {"pattern": KEY_PATTERN, "x-code": "bad_key"},
         "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 200}},
        {"phone": "caller.number"},
    ),
}  # fmt: skip
_EVENT: Final = {"name": prop("Name|Ad|Имя", "The name of the event.", {**LINE, "minLength": 1}, "payment.received")}
_BUTTON: Final = {
    **_ENTITY,
    "title": prop("Button|Düymə|Кнопка", "What the button says.", TITLE, "Send the offer"),
    "bulk": prop("On many at once|Birdən çox|Сразу для многих", "Whether it may be pressed for a selection.", FLAG, False),
}
_INPUT: Final = {
    "input": prop(
        "Input|Giriş|Вход", "Names of what the caller gives, each with a field type or an entity.",
        {"type": "object", "maxProperties": 100, "propertyNames": {"pattern": KEY_PATTERN, "x-code": "bad_key"},
         "additionalProperties": REFERENCE}, {"amount": "number", "client": "contact"},
    )
}  # fmt: skip
_SCENARIO: Final = {"scenario": prop("Scenario|Ssenari|Сценарий", "Only of this scenario.", REFERENCE, "service_due")}
_SOURCE: Final = {
    "form": prop("Form|Forma|Форма", "Only of this form.", REFERENCE, "contact_us"),
    "connection": prop("Connection|Qoşulma|Подключение", "Only of this connection.", REFERENCE, "office_mail"),
}
_NARROW: Final = {**_ENTITY, **_SCENARIO}

_KINDS: Final[tuple[tuple[str, bool, str, str, dict[str, Schema], tuple[str, ...]], ...]] = (
    ("record.created", True, "A record is added|Yazı əlavə olunur|Добавлена запись", "When a new record appears.|Yeni yazı yarananda.|Когда появляется новая запись.", {**_ENTITY, **_CONDITION}, ("entity",)),
    ("record.updated", True, "A record changes|Yazı dəyişir|Изменена запись", "When fields of a record change.|Yazının sahələri dəyişəndə.|Когда меняются поля записи.", {**_ENTITY, **_FIELDS, **_CONDITION}, ("entity",)),
    ("record.deleted", True, "A record is deleted|Yazı silinir|Удалена запись", "When a record goes.|Yazı silinəndə.|Когда запись удаляют.", {**_ENTITY, **_CONDITION}, ("entity",)),
    ("record.matches", True, "A record comes to match|Yazı şərtə uyğun olur|Запись стала подходить", "When a condition becomes true, once a crossing.|Şərt doğru olanda.|Когда условие становится верным.", {**_ENTITY, **_CONDITION}, ("entity", "condition")),
    ("stage.entered", True, "A stage is entered|Mərhələyə keçir|Вход в этап", "When a card reaches a stage.|Kart mərhələyə çatanda.|Когда карточка приходит в этап.", {**_ENTITY, **_FUNNEL, **_CONDITION}, ("entity",)),
    ("stage.left", True, "A stage is left|Mərhələdən çıxır|Выход из этапа", "When a card leaves a stage.|Kart mərhələdən çıxanda.|Когда карточка уходит из этапа.", {**_ENTITY, **_FUNNEL, **_CONDITION}, ("entity",)),
    ("stage.overdue", True, "A stage takes too long|Mərhələ gecikir|Этап просрочен", "When a card stays longer than the stage allows.|Kart çox qalanda.|Когда карточка задержалась.", {**_ENTITY, **_FUNNEL, **_CONDITION}, ("entity",)),
    ("schedule", True, "On a schedule|Cədvəl üzrə|По расписанию", "At set times.|Müəyyən vaxtlarda.|В заданное время.", _SCHEDULE, ()),
    ("date", True, "Around a date|Tarixə görə|Около даты", "Before or after a date of a record.|Yazının tarixindən əvvəl və ya sonra.|До или после даты записи.", _DATE, ("entity", "field")),
    ("webhook", True, "A web call|Veb çağırış|Веб-вызов", "When another system calls.|Başqa sistem çağıranda.|Когда вызывает другая система.", _WEBHOOK, ()),
    ("event", True, "An event of yours|Öz hadisəniz|Своё событие", "When a program reports an event.|Proqram hadisə bildirəndə.|Когда программа сообщает о событии.", _EVENT, ("name",)),
    ("button", True, "A button is pressed|Düymə basılır|Нажата кнопка", "When somebody presses a button on a card.|Kartda düymə basılanda.|Когда нажимают кнопку на карточке.", _BUTTON, ("entity",)),
    ("scenario", True, "Another scenario calls|Başqa ssenari çağırır|Вызов из сценария", "When a scenario calls this one.|Ssenari bunu çağıranda.|Когда его вызывает сценарий.", _INPUT, ()),
    ("task.done", True, "A task is done|Tapşırıq bitib|Задача выполнена", "When a task is ticked off.|Tapşırıq bitəndə.|Когда задача закрыта.", _NARROW, ()),
    ("task.overdue", True, "A task is overdue|Tapşırıq gecikir|Задача просрочена", "When a task passes its time.|Tapşırığın vaxtı keçəndə.|Когда срок задачи прошёл.", _NARROW, ()),
    ("approval.decided", True, "An approval is decided|Təsdiq verilib|Согласование решено", "When somebody decides.|Qərar veriləndə.|Когда принято решение.", _NARROW, ()),
    ("run.failed", True, "A run failed|İcra alınmadı|Сбой запуска", "When a scenario's run fails.|Ssenari alınmayanda.|Когда запуск сценария не удался.", _NARROW, ()),
    ("form.submitted", False, "A form is sent|Forma göndərilir|Отправлена форма", "When a public form is sent.|Forma göndəriləndə.|Когда отправлена форма.", _SOURCE, ()),
    ("email.received", False, "An e-mail arrives|Məktub gəlir|Пришло письмо", "When an e-mail arrives.|Məktub gələndə.|Когда приходит письмо.", _SOURCE, ()),
    ("message.received", False, "A message arrives|Mesaj gəlir|Пришло сообщение", "When a message arrives.|Mesaj gələndə.|Когда приходит сообщение.", _SOURCE, ()),
    ("call.missed", False, "A call is missed|Zəng buraxılır|Пропущен звонок", "When nobody answers.|Cavab verilməyəndə.|Когда никто не ответил.", _SOURCE, ()),
    ("call.finished", False, "A call ends|Zəng bitir|Звонок завершён", "When a call ends.|Zəng bitəndə.|Когда звонок завершён.", _SOURCE, ()),
)  # fmt: skip


def _schema(own: dict[str, Schema], required: tuple[str, ...]) -> Schema:
    on = prop("When|Nə vaxt|Когда", "What sets the scenario off.", {"type": "string"}, "record.created")
    return closed({"on": on, **own}, "on", *required)


TRIGGER_KINDS: Final = {
    key: TriggerKind(key, by_language(title), by_language(text), runs, _schema(own, required))
    for key, runs, title, text, own, required in _KINDS
}
