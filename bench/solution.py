"""The workspace that is measured: the peers' table of twelve fields, and scenarios of the peers' shapes."""

from typing import Any

HOOKED = ("light", "keep_lead", "take_lead", "ten", "forty")
"""The scenarios that a call to an address sets off."""
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
        "scenarios": [_webhook(), _webhook_one(), _webhook_light(), _ten(), _forty(), _created()],
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
    changed = {"entity": "lead", "id": "=steps.lead.record.id", "values": {"mark": "taken"}}
    mark = {"key": "mark", "action": "record.update", "with": changed}
    return _hooked("take_lead", "Take a lead", [_worth(_lead_step(), mark)])


def _webhook_one() -> dict[str, Any]:
    """Trigger, condition, one record effect."""
    return _hooked("keep_lead", "Keep a lead", [_worth(_lead_step())])


def _webhook_light() -> dict[str, Any]:
    """The peers' smallest shape: webhook, condition, one value set."""
    return _hooked("light", "Light", [_worth(_set(0))])


def _lead_step() -> dict[str, Any]:
    values = {"name": "{{ event.data.name }}", "amount": "=event.data.amount"}
    return {"key": "lead", "action": "record.create", "with": {"entity": "lead", "values": values}}


def _worth(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"key": "worth", "if": "=event.data.amount > -1", "then": list(steps), "else": []}


def _ten() -> dict[str, Any]:
    """The peers' second shape: ten values and conditions, each in turn, then a record inserted."""
    pairs = [_worth(_set(n)) | {"key": f"check_{n}"} for n in range(1, 5)]
    values = {"name": "=vars.f0", "amount": "=event.data.amount"}
    insert = {"key": "insert", "action": "record.create", "with": {"entity": "lead", "values": values}}
    return _hooked("ten", "Ten steps", [_set(0), *pairs, _worth(insert)])


def _forty() -> dict[str, Any]:
    """The peers' third shape: forty values set one after the other."""
    return _hooked("forty", "Forty steps", [_set(n) for n in range(40)])


def _set(number: int) -> dict[str, Any]:
    return {"key": f"set_{number}", "set": {f"f{number}": "=event.data.name"}}


def _hooked(key: str, title: str, steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a scenario that a call to its address sets off, as many at a time as come."""
    return {
        "key": key,
        "title": title,
        "enabled": True,
        "run_as": "author",
        "concurrency": {"per": "scenario", "policy": "parallel"},
        "trigger": {"on": "webhook", "auth": "token", "map": {"name": "name", "amount": "amount"}},
        "steps": steps,
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
