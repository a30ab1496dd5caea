"""The workspace that is measured: the peers' table of twelve fields, and scenarios of the peers' shapes."""

from typing import Any

STAGES = ("new", "contacted", "qualified", "won", "lost")


def solution() -> dict[str, Any]:
    """Return the solution document."""
    return {
        "axin": 1,
        "key": "bench",
        "title": "Benchmark",
        "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [_company(), _deal(), _lead(), _note()],
        "funnels": [],
        "scenarios": [_webhook(), _webhook_light(), _created()],
        "roles": [],
    }


def _company() -> dict[str, Any]:
    return {
        "key": "company",
        "title": "Company",
        "plural": "Companies",
        "display": "name",
        "icon": "building",
        "fields": [{"key": "name", "type": "text"}],
    }


def _deal() -> dict[str, Any]:
    options = [{"key": key, "title": key.title()} for key in STAGES]
    return {
        "key": "deal",
        "title": "Deal",
        "plural": "Deals",
        "display": "title",
        "icon": "handshake",
        "fields": [
            {"key": "title", "type": "text"},
            {"key": "description", "type": "long_text"},
            {"key": "amount", "type": "integer", "indexed": True},
            {"key": "quantity", "type": "integer"},
            {"key": "due", "type": "date", "indexed": True},
            {"key": "state", "type": "select", "options": options, "indexed": True},
            {"key": "is_won", "type": "boolean"},
            {"key": "priority", "type": "integer"},
            {"key": "email", "type": "email"},
            {"key": "phone", "type": "text"},
            {"key": "score", "type": "number"},
            {"key": "company", "type": "link", "to": "company"},
        ],
    }


def _lead() -> dict[str, Any]:
    return {
        "key": "lead",
        "title": "Lead",
        "plural": "Leads",
        "display": "name",
        "icon": "user",
        "fields": [
            {"key": "name", "type": "text"},
            {"key": "amount", "type": "integer"},
            {"key": "mark", "type": "text"},
        ],
    }


def _note() -> dict[str, Any]:
    return {
        "key": "note",
        "title": "Note",
        "plural": "Notes",
        "display": "body",
        "icon": "note",
        "fields": [{"key": "body", "type": "text"}, {"key": "lead", "type": "link", "to": "lead"}],
    }


def _webhook() -> dict[str, Any]:
    """Trigger, condition, two record effects."""
    return {
        "key": "take_lead",
        "title": "Take a lead",
        "enabled": True,
        "run_as": "author",
        "concurrency": {"per": "scenario", "policy": "parallel"},
        "trigger": {"on": "webhook", "auth": "token", "map": {"name": "name", "amount": "amount"}},
        "steps": [
            {
                "key": "worth",
                "if": "=event.data.amount > -1",
                "then": [
                    {
                        "key": "lead",
                        "action": "record.create",
                        "with": {
                            "entity": "lead",
                            "values": {"name": "{{ event.data.name }}", "amount": "=event.data.amount"},
                        },
                    },
                    {
                        "key": "mark",
                        "action": "record.update",
                        "with": {"entity": "lead", "id": "=steps.lead.record.id", "values": {"mark": "taken"}},
                    },
                ],
                "else": [],
            }
        ],
    }


def _webhook_light() -> dict[str, Any]:
    """The peers' smallest shape: webhook, condition, one value set."""
    return {
        "key": "light",
        "title": "Light",
        "enabled": True,
        "run_as": "author",
        "concurrency": {"per": "scenario", "policy": "parallel"},
        "trigger": {"on": "webhook", "auth": "token", "map": {"name": "name", "amount": "amount"}},
        "steps": [
            {
                "key": "worth",
                "if": "=event.data.amount > -1",
                "then": [{"key": "keep", "set": {"name": "=event.data.name"}}],
                "else": [],
            }
        ],
    }


def _created() -> dict[str, Any]:
    """The peers' record flow: a record is created, a condition holds, the record is updated."""
    return {
        "key": "qualify",
        "title": "Qualify big deals",
        "enabled": True,
        "run_as": "author",
        "trigger": {"on": "record.created", "entity": "note"},
        "when": 'STARTSWITH(body, "big")',
        "steps": [
            {
                "key": "mark",
                "action": "record.update",
                "with": {"entity": "note", "id": "=record.id", "values": {"body": "done"}},
            }
        ],
    }
