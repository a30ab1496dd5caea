"""A firm that repairs flats: deals with lines go through stages with rules, tasks, checklists and allowed times."""

from tests.runtime.stories import ALL


def repair(*scenarios, amount=None, stages=None, transitions="any", roles=()):
    """Return the firm's solution."""
    return {
        "axin": 1,
        "key": "repair",
        "title": "Repair",
        "settings": {"locale": "az", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [
            {"key": "contact", "title": "Contact", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True},
            ]},
            {"key": "deal", "title": "Deal", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True},
                {"key": "client", "type": "link", "to": "contact", "inverse": "deals"},
                {"key": "area", "type": "number", "min": 0},
                {"key": "total", "type": "money"},
                {"key": "margin", "type": "money"},
                {"key": "lost_reason", "type": "select", "options": [{"key": "price"}, {"key": "time"}]},
            ]},
            {"key": "line", "title": "Line", "display": "product", "lines_of": {"entity": "deal", "as": "lines"}, "fields": [
                {"key": "product", "type": "text", "required": True},
                {"key": "quantity", "type": "number", "default": 1},
                {"key": "price", "type": "money"},
                {"key": "total", "type": "formula", "formula": "quantity * price", "result": "money"},
            ]},
        ],
        "funnels": [{
            "key": "repair", "entity": "deal", "title": "Turnkey repair",
            "stages": stages or [
                {"key": "new", "title": "New", "probability": 10, "sla": "2h",
                 "checklist": [{"key": "called", "title": "Called", "required": True}, {"key": "liked", "title": "Liked"}]},
                {"key": "contract", "title": "Contract", "probability": 70, "requires": ["client", "area"],
                 "hint": "Agree the date", "tasks": [{"title": {"en": "Send it", "az": "Göndər"}, "due": "1d"}]},
                {"key": "won", "title": "Won", "kind": "won"},
                {"key": "lost", "title": "Lost", "kind": "lost", "requires": ["lost_reason"]},
            ],
            "amount": amount or {"field": "total", "mode": "manual"},
            "transitions": transitions,
        }],
        "scenarios": list(scenarios),
        "roles": [
            {"key": "seller", "title": "Seller", "access": [
                {"entity": "contact", **ALL},
                {"entity": "deal", "create": True, "read": "own", "update": "own", "fields": {"margin": "hidden"}},
            ]},
            {"key": "head", "title": "Head", "access": [
                {"entity": "contact", **ALL}, {"entity": "deal", **ALL}, {"entity": "line", **ALL},
            ]},
            *roles,
        ],
    }  # fmt: skip
