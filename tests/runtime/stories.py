"""A small firm to tell stories with: contacts, requests, deals; and doing things in it as somebody."""

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.cause import Cause
from axin.runtime.records import queries
from axin.runtime.records.gateway import Gateway
from axin.runtime.runs.drain import drain_all

ALL = {"create": True, "read": "all", "update": "all", "delete": True}


def firm(*scenarios, roles=(), **more):
    """Return the firm's solution with these scenarios."""
    return {
        "axin": 1,
        "key": "firm",
        "title": "Firm",
        "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [
            {"key": "contact", "title": "Contact", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True},
                {"key": "phone", "type": "phone"},
                {"key": "source", "type": "select", "options": [{"key": "site"}, {"key": "call"}]},
            ]},
            {"key": "request", "title": "Request", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True},
                {"key": "contact", "type": "link", "to": "contact", "inverse": "requests"},
                {"key": "visits", "type": "integer"},
            ]},
            {"key": "deal", "title": "Deal", "display": "name", "fields": [
                {"key": "name", "type": "text", "required": True},
                {"key": "client", "type": "link", "to": "contact", "inverse": "deals"},
                {"key": "price", "type": "money"},
                {"key": "discount", "type": "percent"},
            ]},
        ],
        "funnels": [
            {"key": "requests", "entity": "request", "title": "Requests", "stages": [
                {"key": "new", "title": "New"}, {"key": "talking", "title": "Talking"},
                {"key": "won", "title": "Won", "kind": "won"}, {"key": "lost", "title": "Lost", "kind": "lost"},
            ]},
            {"key": "repair", "entity": "deal", "title": "Turnkey repair", "stages": [
                {"key": "measuring", "title": "Measuring"}, {"key": "contract", "title": "Contract"},
                {"key": "won", "title": "Won", "kind": "won"},
            ]},
        ],
        "scenarios": list(scenarios),
        "roles": [
            {"key": "seller", "title": "Seller", "access": [
                {"entity": "contact", **ALL}, {"entity": "request", **ALL, "read": "own", "update": "own"},
                {"entity": "deal", **ALL},
            ]},
            {"key": "senior", "title": "Senior", "access": [{"entity": each, **ALL} for each in ("contact", "request", "deal")]},
            *roles,
        ],
        **more,
    }  # fmt: skip


def scenario(key, trigger, *steps, **more):
    return {"key": key, "title": key, "trigger": trigger, "steps": list(steps), **more}


def action(key, name, **given):
    return {"key": key, "action": name, "with": given}


async def do(world, actor, command, *arguments, **named):
    """Do something at the gateway as `actor`, in a transaction of its own."""
    async with tenant_transaction(world.tenant_no):
        gateway = Gateway(world.plan, actor, Cause.of_actor(actor))
        return await getattr(gateway, command)(*arguments, **named)


async def records(world, entity, **named):
    """Return the records of an entity as the owner sees them."""
    async with tenant_transaction(world.tenant_no):
        page = await queries.list_records(world.plan, world.owner, entity, limit=500, **named)
    return page.items


async def runs(world):
    async with tenant_transaction(world.tenant_no) as transaction:
        return await transaction.fetch(
            """select id, scenario, status, version, error ->> 'code' as code, error::text as error
               from run where tenant_no = $1 order by id""",
            world.tenant_no,
        )


__all__ = ["drain_all"]
