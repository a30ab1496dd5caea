"""The actions' manifests: what each is called, takes and gives, how safely it repeats, and whether it can run.

The doing is the runtime's, registered under the same id; a test holds the two one to one.
"""

# ruff: noqa: E501, FBT003 - one line an action, in three languages

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from axin.builder.catalog.outputs import output_names
from axin.builder.schemas.words import (
    ENTITY,
    FIELD,
    FIELDS,
    FORMULA,
    LINE,
    REFERENCE,
    TEMPLATE,
    USER,
    VALUE,
    VALUES,
    WORKING_TIME,
    Schema,
    by_language,
    closed,
    many,
    one_of,
    or_formula,
    prop,
    widget,
)  # fmt: skip

Idempotency = Literal["transactional", "idempotent", "at_least_once"]
_TRIED: Final[Mapping[Idempotency, Literal["rolled_back", "held_back", "performed"]]] = {
    "transactional": "rolled_back", "at_least_once": "held_back", "idempotent": "performed",
}  # fmt: skip
WRITTEN_OUT: Final = frozenset({"source", "output_schema"})
"""Inputs that are taken as they are written: no formula, no hole."""


@dataclass(frozen=True, slots=True)
class ActionManifest:
    """One action of the language. Its dry run is the same code in a transaction that is rolled back, or held back where it goes outside."""

    key: str
    title: Mapping[str, str]
    help: Mapping[str, str]
    runs: bool
    idempotency: Idempotency
    input: Schema

    @property
    def output(self) -> Schema:
        """The schema of what it gives: the formulas' own types are in `catalog.outputs`."""
        return {"type": "object", "properties": {name: {"title": name} for name in output_names(self.key)}}

    @property
    def dry_run(self) -> Literal["rolled_back", "held_back", "performed"]:
        """How it is tried without being done; what changes nothing anywhere is done."""
        return _TRIED[self.idempotency]


_ENTITY: Final = prop("Entity|Obyekt|Сущность", "Whose record.", ENTITY, "request")
_ID: Final = prop("Record|Yazı|Запись", "Which record: a formula that gives its id.", widget(TEMPLATE, "record"), "=record.id")
_VALUES: Final = prop(
    "Values|Qiymətlər|Значения", "A value for each field: as it is, `=formula`, or text with `{{ }}`.", VALUES,
    {"name": "Call {{ record.name }}", "contact": "=record.id"},
)  # fmt: skip
_FUNNEL: Final = prop("Funnel|Voronka|Воронка", "Which funnel.", widget(TEMPLATE, "funnel"), "requests")
_STAGE: Final = prop("Stage|Mərhələ|Этап", "Which stage.", widget(TEMPLATE, "stage"), "new")
_RESPONSIBLE: Final = prop(
    "Responsible|Məsul|Ответственный", "Who is responsible: a person, or a formula that gives one.",
    {"type": ["string", "null"], "minLength": 1, "maxLength": 4_000, "x-widget": "user"}, "=steps.owner.user",
)  # fmt: skip
_FILTER: Final = prop(
    "Filter|Süzgəc|Фильтр", "Which records: a formula over their fields and this scenario's names.", FORMULA, "contact = record.id"
)  # fmt: skip
_SORT: Final = prop(
    "Order|Sıralama|Порядок", "Fields, with a minus for falling order.", {**LINE, "x-widget": "sort"}, "-created_at,name"
)
_LIMIT: Final = prop(
    "At most|Ən çoxu|Не больше", "How many records.", or_formula({"type": "integer", "minimum": 1, "maximum": 500}), 50
)
_MATCH: Final = prop(
    "Match by|Uyğunluq|Сопоставить по", "Fields that say it is the same one.", {**FIELDS, "minItems": 1}, ["phone"]
)
_RECORD: Final = prop("About|Hansı yazı|О записи", "The record it is about.", widget(TEMPLATE, "record"), "=record.id")
_DUE: Final = prop(
    "Due|Son vaxt|Срок",
    "Until when: a date, a duration from now, or a formula that gives a date.",
    widget(TEMPLATE, "due"),
    "=NOW() + HOURS(2)",
)
_WORKING: Final = prop(
    "Working hours|İş saatları|Рабочие часы",
    "A duration counts working time only: the workspace's, or that of a calendar by its key, or of hours written here.",
    WORKING_TIME,
    True,
)
_TEXT: Final = prop("Text|Mətn|Текст", "What it says; `{{ }}` puts in values.", TEMPLATE, "New request: {{ record.name }}")
_USERS: Final = {
    "anyOf": [TEMPLATE, many(USER, 100, minItems=1)], "x-code": "type", "x-widget": "users",
}  # fmt: skip
_TO: Final = prop("To|Kimə|Кому", "The address, or a formula that gives it.", TEMPLATE, "=record.email")
_CONNECTION: Final = prop(
    "Connection|Qoşulma|Подключение", "Through which connection.", widget(REFERENCE, "connection"), "office"
)
_MAP: Final[Schema] = {"type": "object", "maxProperties": 100, "additionalProperties": VALUE}
_ON_DUPLICATE: Final = one_of("skip", "add_quantity", "add_anyway", "replace")
_METHOD: Final = one_of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")


def _http() -> dict[str, Schema]:
    return {
        "method": prop("Method|Üsul|Метод", "What is done there.", _METHOD, "POST"),
        "url": prop("Address|Ünvan|Адрес", "Where to; `{{ }}` puts in values.", TEMPLATE, "https://example.com/orders"),
        "headers": prop("Headers|Başlıqlar|Заголовки", "Extra headers.", {**_MAP, "x-widget": "map"}, {"X-Source": "axin"}),
        "query": prop("Query|Sorğu|Запрос", "What stands after `?`.", {**_MAP, "x-widget": "map"}, {"id": "=record.number"}),
        "body": prop("Body|Gövdə|Тело", "What is sent, as JSON.", VALUE, {"name": "=record.name"}),
        "connection": _CONNECTION,
        "in_doubt": prop(
            "If no answer comes|Cavab gəlməsə|Если ответа нет",
            "The call went out and nobody knows whether it was taken: send it again under its key (`repeat`), or let a person decide (`ask`).",
            one_of("repeat", "ask"),
            "ask",
        ),
        "look_up": prop(
            "Ask first at|Əvvəl soruş|Сначала спросить",
            "Where to ask, before it is sent again, whether it was taken: an answer of 200 to 299 says it was, 404 or 410 that it was not.",
            TEMPLATE,
            "https://example.com/orders/{{ record.number }}",
        ),
    }


_RULE: Final = prop(
    "Rule|Qayda|Правило", "How one is chosen.", one_of("round_robin", "least_loaded", "by_formula", "by_schedule"), "round_robin"
)  # fmt: skip
_CHOOSE: Final = {
    "among": prop(
        "Among|Kimlərdən|Среди", "Everybody with a role (`role:KEY`), or a list of people.", _USERS, "role:sales_manager"
    ),
    "rule": _RULE,
    "load": prop(
        "Load|Yük|Нагрузка", "Whose open records count as load; the cards of all funnels, if left out.", ENTITY, "request"
    ),
    "formula": prop("Formula|Düstur|Формула", "Gives the person (for the rule by formula).", FORMULA, "record.responsible"),
}
_TASK: Final = {
    "title": prop("Title|Başlıq|Название", "What is to be done; `{{ }}` puts in values.", TEMPLATE, "Call {{ record.name }}"),
    "record": _RECORD,
    "responsible": _RESPONSIBLE,
    "due": _DUE,
    "working_hours": _WORKING,
    "unless_open": prop(
        "Not twice|İki dəfə yox|Не дважды", "No second task with this title on this record while one is open.",
        or_formula({"type": "boolean"}), True,
    ),
}  # fmt: skip
_MESSAGE: Final = {
    "to": _TO,
    "text": _TEXT,
    "message": prop("Message|Mesaj|Сообщение", "A prepared message.", REFERENCE, "welcome"),
    "connection": _CONNECTION,
}
_APPROVAL: Final = {
    "approvers": prop("Who decides|Kim qərar verir|Кто решает", "People, or a role.", _USERS, "role:head"),
    "text": _TEXT,
    "record": _RECORD,
    "rule": prop("Rule|Qayda|Правило", "How many must agree.", one_of("one", "all", "majority"), "one"),
    "due": _DUE,
    "working_hours": _WORKING,
    "escalate": prop(
        "Then ask|Sonra kimdən|Затем спросить",
        "Who may decide too once the time is over; with nobody, it is `expired`.",
        _USERS,
        "role:director",
    ),
}
_LINES: Final = {
    "entity": _ENTITY,
    "id": _ID,
    "lines": prop("Lines|Sətirlər|Строки", "The name of the lines on the record.", FIELD, "lines"),
    "items": prop("Items|Mövqelər|Позиции", "What each line gets.", many(VALUES, 500, minItems=1), [{"product": "=item.id"}]),
    "match": _MATCH,
    "on_duplicate": prop("If there already|Artıq varsa|Если уже есть", "What becomes of a duplicate.", _ON_DUPLICATE, "replace"),
    "quantity": prop("Quantity|Miqdar|Количество", "Which number adds up; `quantity`, if left out.", FIELD, "quantity"),
}
_UPSERT: Final = {
    "entity": _ENTITY, "match": _MATCH, "values": _VALUES,
    "create": prop("Only for a new one|Yalnız yeni üçün|Только для новой", "Values that an existing record keeps its own of.", VALUES, {"source": "call"}),
}  # fmt: skip
_CREATE: Final = {"entity": _ENTITY, "values": _VALUES, "funnel": _FUNNEL, "stage": _STAGE, "responsible": _RESPONSIBLE}
_UPDATE: Final = {"entity": _ENTITY, "id": _ID, "values": _VALUES, "responsible": _RESPONSIBLE}
_FIND: Final = {"entity": _ENTITY, "filter": _FILTER, "sort": _SORT, "limit": _LIMIT}
_AGGREGATE: Final = {
    "entity": _ENTITY,
    "filter": _FILTER,
    "formula": prop("Formula|Düstur|Формула", "What is counted.", FORMULA, "SUM(total)"),
}
_NOTIFY: Final = {
    "users": prop("People|Kimlər|Кому", "People, formulas that give them, or roles.", _USERS, ["role:head"]),
    "text": _TEXT,
    "record": _RECORD,
}
_DOCUMENT: Final = {"document": prop("Document|Sənəd|Документ", "Which template.", REFERENCE, "offer"), "record": _RECORD}
_EMIT: Final = {
    "name": prop("Name|Ad|Имя", "The name of the event.", {**LINE, "minLength": 1}, "deal.won"),
    "data": prop("Data|Məlumat|Данные", "What it carries.", VALUE, {"deal": "=record.id"}),
}
_RESPOND: Final = {
    "status": prop(
        "Status|Status|Статус", "The HTTP status.", or_formula({"type": "integer", "minimum": 200, "maximum": 599}), 200
    ),
    "body": prop("Body|Gövdə|Тело", "What is answered, as JSON.", VALUE, {"ok": True}),
}
_CODE: Final = {
    "source": prop(
        "Source|Kod|Код",
        "JavaScript: its last value, or what it returns, is the output; `input` is what it is given.",
        {"type": "string", "minLength": 1, "maxLength": 20_000, "x-widget": "code"},
        "input.a + 1",
    ),
    "input": prop("Input|Giriş|Вход", "What it is given.", VALUE, {"a": "=record.total"}),
    "output_schema": prop(
        "Output|Nəticə|Результат",
        "What the output must be, as a JSON Schema: type, properties, required, items, enum, bounds.",
        {"type": "object", "x-widget": "json"},
        {"type": "number"},
    ),
}

_IN: Final = "transactional"
_OUT: Final = "at_least_once"
_KINDS: Final[tuple[tuple[str, bool, Idempotency, str, str, dict[str, Schema], tuple[str, ...]], ...]] = (
    ("record.create", True, _IN, "Create a record|Yazı yarat|Создать запись", "Adds a record.|Yazı əlavə edir.|Добавляет запись.", _CREATE, ("entity", "values")),
    ("record.update", True, _IN, "Change a record|Yazını dəyiş|Изменить запись", "Changes fields of a record.|Yazının sahələrini dəyişir.|Меняет поля записи.", _UPDATE, ("entity", "id", "values")),
    ("record.upsert", True, _IN, "Find or create|Tap və ya yarat|Найти или создать", "Changes the record that matches, or adds one.|Uyğun yazını dəyişir, yoxdursa yaradır.|Меняет подходящую запись или добавляет новую.", _UPSERT, ("entity", "match", "values")),
    ("record.delete", True, _IN, "Delete a record|Yazını sil|Удалить запись", "Removes a record.|Yazını silir.|Удаляет запись.", {"entity": _ENTITY, "id": _ID}, ("entity", "id")),
    ("record.find", True, _IN, "Find records|Yazıları tap|Найти записи", "Looks for records.|Yazıları axtarır.|Ищет записи.", _FIND, ("entity",)),
    ("record.aggregate", True, _IN, "Count records|Yazıları say|Посчитать записи", "Sums up records.|Yazıların yekununu tapır.|Считает итог по записям.", _AGGREGATE, ("entity", "formula")),
    ("stage.move", True, _IN, "Move to a stage|Mərhələyə keçir|Перевести на этап", "Moves a card in its funnel.|Kartı voronkada köçürür.|Двигает карточку по воронке.", {"entity": _ENTITY, "id": _ID, "funnel": _FUNNEL, "stage": _STAGE}, ("entity", "id", "funnel", "stage")),
    ("lines.add", True, _IN, "Add lines|Sətir əlavə et|Добавить строки", "Fills the lines of a record.|Yazının sətirlərini doldurur.|Заполняет строки записи.", _LINES, ("entity", "id", "lines", "items")),
    ("assign.choose", True, _IN, "Choose a person|Şəxs seç|Выбрать сотрудника", "Chooses who is responsible.|Məsul şəxsi seçir.|Выбирает ответственного.", _CHOOSE, ("among", "rule")),
    ("task.create", True, _IN, "Set a task|Tapşırıq ver|Поставить задачу", "Gives somebody a task.|Kiməsə tapşırıq verir.|Даёт кому-то задачу.", _TASK, ("title",)),
    ("notify.users", True, _IN, "Notify people|Bildiriş göndər|Уведомить", "Tells people in the product.|İstifadəçilərə bildiriş göndərir.|Сообщает людям в программе.", _NOTIFY, ("users", "text")),
    ("email.send", False, _OUT, "Send an e-mail|Məktub göndər|Отправить письмо", "Sends an e-mail.|Məktub göndərir.|Отправляет письмо.", {**_MESSAGE, "subject": prop("Subject|Mövzu|Тема", "The subject line.", TEMPLATE, "Your order")}, ("to",)),
    ("sms.send", False, _OUT, "Send an SMS|SMS göndər|Отправить SMS", "Sends an SMS.|SMS göndərir.|Отправляет SMS.", _MESSAGE, ("to",)),
    ("telegram.send", False, _OUT, "Send to Telegram|Telegram-a göndər|Отправить в Telegram", "Sends a Telegram message.|Telegram mesajı göndərir.|Отправляет сообщение в Telegram.", _MESSAGE, ("to",)),
    ("http.request", True, _OUT, "Call a web address|Veb ünvanı çağır|Вызвать веб-адрес", "Calls another system.|Başqa sistemi çağırır.|Вызывает другую систему.", _http(), ("method", "url")),
    ("document.create", False, _IN, "Make a document|Sənəd hazırla|Создать документ", "Fills a document template.|Sənəd şablonunu doldurur.|Заполняет шаблон документа.", _DOCUMENT, ("document",)),
    ("approval.request", True, _IN, "Ask for approval|Təsdiq istə|Запросить согласование", "Asks people to decide.|Qərar istəyir.|Просит принять решение.", _APPROVAL, ("approvers", "text")),
    ("event.emit", True, _IN, "Report an event|Hadisə bildir|Сообщить о событии", "Sets off scenarios that wait for it.|Gözləyən ssenariləri işə salır.|Запускает ждущие сценарии.", _EMIT, ("name",)),
    ("webhook.respond", True, _IN, "Answer the caller|Çağırana cavab ver|Ответить вызвавшему", "Answers a web call.|Veb çağırışa cavab verir.|Отвечает на веб-вызов.", _RESPOND, ()),
    ("code.run", True, "idempotent", "Run code|Kod işlət|Выполнить код", "Computes with JavaScript.|JavaScript ilə hesablayır.|Считает на JavaScript.", _CODE, ("source",)),
)  # fmt: skip

ACTIONS: Final = {
    key: ActionManifest(key, by_language(title), by_language(text), runs, idempotency, closed(own, *required))
    for key, runs, idempotency, title, text, own, required in _KINDS
}
