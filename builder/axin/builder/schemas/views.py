"""The schema of views: saved ways to look at the records of an entity."""

# ruff: noqa: E501 - one line a property, in three languages

from typing import Final

from axin.builder.schemas.words import (
    ENTITY,
    FIELD,
    FIELDS,
    FORMULA,
    FUNNEL,
    LINE,
    ROLE,
    Schema,
    closed,
    many,
    one_of,
    prop,
    titled,
    widget,
)

VIEW_KINDS: Final = ("table", "board", "calendar", "list")
TOTALS: Final = ("sum", "average", "min", "max", "count")
LEAST_WIDTH: Final = 60
GREATEST_WIDTH: Final = 800
_WIDTHS: Final[Schema] = {
    "type": "object", "maxProperties": 200, "additionalProperties": {"type": "integer", "minimum": LEAST_WIDTH, "maximum": GREATEST_WIDTH},
}  # fmt: skip
_TOTALS: Final[Schema] = {"type": "object", "maxProperties": 20, "additionalProperties": one_of(*TOTALS)}
VIEW_SCHEMA: Final = closed(
    {
        **titled("my_open_deals", "My open deals"),
        "entity": prop("Entity|Obyekt|Сущность", "Whose records it shows.", ENTITY, "deal"),
        "kind": prop("Kind|Növ|Вид", "A table, a funnel's board, a calendar or a list of cards.", one_of(*VIEW_KINDS), "table"),
        "funnel": prop("Funnel|Voronka|Воронка", "The funnel whose stages are a board's columns.", FUNNEL, "repair"),
        "columns": prop("Columns|Sütunlar|Столбцы", "The fields it shows, in order; without it, all.", FIELDS, ["name", "stage", "total"]),
        "widths": prop("Widths|Enlər|Ширина", "The width of a column in pixels, by field.", _WIDTHS, {"name": 260}),
        "pinned": prop("Pinned|Bərkidilib|Закреплено", "How many columns stay in sight while the others scroll.", {"type": "integer", "minimum": 0, "maximum": 5}, 1),
        "filter": prop("Filter|Süzgəc|Фильтр", "Only the records for which this formula is true.", widget(FORMULA, "condition"), "total > 1000"),
        "sort": prop("Order|Sıralama|Порядок", "Fields to sort by; a minus before one turns it round.", LINE, "-total,name"),
        "group": prop("Group by|Qruplaşdırma|Группировка", "The field whose values make the groups.", FIELD, "source"),
        "totals": prop("Totals|Yekunlar|Итоги", "What stands below a column: sum, average, min, max or count, by field.", _TOTALS, {"total": "sum"}),
        "date": prop("Date|Tarix|Дата", "The date or time that places a record in a calendar.", FIELD, "meeting"),
        "roles": prop("Roles|Rollar|Роли", "Who is offered it; without it, everybody who sees the entity.", many(ROLE, 100), ["sales_manager"]),
    },
    "key", "entity",
)  # fmt: skip
