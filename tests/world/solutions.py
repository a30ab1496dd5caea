"""Solutions that tests publish: a small sales house, with roles that see less."""

from typing import Any


def sales_house() -> dict[str, Any]:
    """Contacts, deals with lines, products; a funnel with rules; a seller who sees little, a clerk who sees less."""
    return {
        "axin": 1,
        "key": "sales_house",
        "title": "Sales house",
        "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [_contact(), _deal(), _line()],
        "funnels": [
            {
                "key": "sales",
                "entity": "deal",
                "title": "Sales",
                "stages": [
                    {"key": "new", "title": "New"},
                    {"key": "offer", "title": "Offer", "requires": ["area"]},
                    {"key": "won", "title": "Won", "kind": "won", "requires": ["client", "area"]},
                    {"key": "lost", "title": "Lost", "kind": "lost"},
                ],
                "transitions": [
                    {"from": "new", "to": ["offer", "lost"]},
                    {"from": "offer", "to": ["won", "lost"], "when": "area > 10"},
                    {"from": "lost", "to": ["new"], "roles": ["head"]},
                ],
            }
        ],
        "roles": _roles(),
    }


def _contact() -> dict[str, Any]:
    return {
        "key": "contact",
        "title": "Contact",
        "display": "name",
        "fields": [
            {"key": "name", "type": "text", "required": True, "max_length": 200},
            {"key": "phone", "type": "phone"},
            {"key": "email", "type": "email", "unique": True},
            {
                "key": "source",
                "type": "select",
                "options": [{"key": "site", "title": "Site"}, {"key": "call", "title": "Call"}],
                "default": "site",
            },
            {"key": "debt", "type": "money"},
            {"key": "total", "type": "formula", "formula": "SUM(deals.amount)", "result": "money"},
        ],
    }


def _deal() -> dict[str, Any]:
    return {
        "key": "deal",
        "title": "Deal",
        "display": "name",
        "unique": [["client", "name"]],
        "fields": [
            {"key": "name", "type": "text", "required": True},
            {"key": "client", "type": "link", "to": "contact", "inverse": "deals", "on_delete": "restrict"},
            {"key": "friends", "type": "links", "to": "contact"},
            {"key": "area", "type": "number", "min": 0},
            {"key": "amount", "type": "money"},
            {"key": "margin", "type": "percent"},
            {"key": "walls", "type": "multi_select", "options": [{"key": "brick"}, {"key": "concrete"}]},
            {"key": "urgent", "type": "boolean"},
            {"key": "signed", "type": "date", "validate": "signed > DATE(2020, 1, 1)", "message": "Too long ago."},
            {"key": "meeting", "type": "datetime"},
            {"key": "surveyor", "type": "user"},
            {"key": "note", "type": "long_text"},
            {"key": "file_no", "type": "autonumber", "prefix": "D-", "digits": 4},
            {"key": "profit", "type": "formula", "formula": "amount * margin", "result": "money"},
            {"key": "label", "type": "formula", "formula": 'name & ", " & client.name', "result": "text"},
            {"key": "works", "type": "formula", "formula": "SUM(lines.cost)", "result": "money"},
        ],
    }


def _line() -> dict[str, Any]:
    return {
        "key": "line",
        "title": "Line",
        "display": "what",
        "fields": [
            {"key": "what", "type": "text", "required": True},
            {"key": "deal", "type": "link", "to": "deal", "inverse": "lines", "on_delete": "cascade"},
            {"key": "quantity", "type": "integer", "default": 1},
            {"key": "price", "type": "money"},
            {"key": "cost", "type": "formula", "formula": "quantity * price", "result": "money"},
        ],
    }


def _roles() -> list[dict[str, Any]]:
    every = {"create": True, "read": "all", "update": "all", "delete": True}
    return [
        {
            "key": "seller",
            "title": "Seller",
            "access": [
                {"entity": "contact", "create": True, "read": "own", "update": "own", "fields": {"debt": "hidden"}},
                {
                    "entity": "deal",
                    "create": True,
                    "read": "own",
                    "update": "own",
                    "fields": {"margin": "hidden", "area": "read"},
                    "stages": {"won": "read"},
                },
                {"entity": "line", "create": True, "read": "all", "update": "all", "delete": "all"},
            ],
        },
        {
            "key": "clerk",
            "title": "Clerk",
            "access": [
                {"entity": "contact", "read": "all", "fields": {"debt": "hidden"}},
                {
                    "entity": "deal",
                    "create": True,
                    "read": "all",
                    "update": "all",
                    "delete": False,
                    "fields": {"margin": "hidden", "note": "hidden"},
                },
            ],
        },
        {
            "key": "large_only",
            "title": "Large deals only",
            "access": [{"entity": "deal", "read": "=area > 100", "update": "=area > 200"}],
        },
        {"key": "head", "title": "Head", "access": [{"entity": e, **every} for e in ("contact", "deal", "line")]},
    ]
