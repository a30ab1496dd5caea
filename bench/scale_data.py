"""The same records in the store and in a table made by hand: a million orders of one workspace, and those of its neighbours."""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import asyncpg

from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.kernel.ids import new_id
from axin.platform.kernel.money import Money
from axin.runtime.records.layout import Layout
from axin.runtime.records.search_texts import searched, text_of
from bench.solution import STAGES

CLIENTS: Final = 50_000
SMALL_RECORDS: Final = 200
CHUNK: Final = 20_000
KINDS: Final = ("flat", "house", "office", "shop")
TOWNS: Final = ("Bakı", "Gəncə", "Sumqayıt", "Şəki", "Lənkəran", "Quba")
FIRST_DAY: Final = date(2024, 1, 1)
NATIVE: Final = """
create table native_order (
    id uuid primary key, number bigint not null, created_at timestamptz not null, updated_at timestamptz not null,
    version int not null, funnel text, stage text, responsible uuid,
    title text, address text, email text, phone text, note text, kind text, source text,
    amount numeric(14, 2), margin numeric(9, 2), due date, seen_at timestamptz, client uuid
)"""
NATIVE_COLUMNS: Final = (
    "id", "number", "created_at", "updated_at", "version", "funnel", "stage", "title", "address", "email", "phone", "note",
    "kind", "source", "amount", "margin", "due", "seen_at", "client",
)  # fmt: skip
NATIVE_INDEXES: Final = (
    "(number)", "(funnel, stage, id)", "(title, id)", "(address, id)", "(email, id)", "(phone, id)", "(kind, id)", "(source, id)",
    "(amount, id)", "(margin, id)", "(due, id)", "(seen_at, id)", "(client, id)",
)  # fmt: skip


def solution() -> dict[str, Any]:
    """Return the workspace of orders and clients."""
    choices = {"kind": KINDS, "source": ("site", "call", "friend", "advert")}
    selects = [
        {"key": key, "type": "select", "indexed": True, "options": [{"key": one, "title": one} for one in options]}
        for key, options in choices.items()
    ]
    typed = {"title": "text", "address": "text", "email": "email", "phone": "phone", "note": "long_text"}
    ranged = {"amount": "money", "margin": "percent", "due": "date", "seen_at": "datetime"}
    return {
        "axin": 1, "key": "scale", "title": "Scale",
        "settings": {"locale": "az", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [
            {"key": "client", "title": "Client", "display": "name", "fields": [{"key": "name", "type": "text"}]},
            {"key": "order", "title": "Order", "plural": "Orders", "display": "title", "fields": [
                *({"key": key, "type": kind, "indexed": True} for key, kind in ranged.items()),
                {"key": "client", "type": "link", "to": "client", "indexed": True},
                *selects,
                *({"key": key, "type": kind} for key, kind in typed.items()),
            ]},
        ],
        "funnels": [
            {"key": "sales", "entity": "order", "title": "Sales", "stages": [{"key": key, "title": key} for key in STAGES]}
        ],
    }  # fmt: skip


async def fill(owner: asyncpg.Connection, plan: Plan, rows: int) -> list[UUID]:
    """Copy the same records into the store and into the hand-made table; return the clients."""
    chance = random.Random(7)
    await owner.execute(NATIVE)
    for columns in NATIVE_INDEXES:
        await owner.execute(f"create index on native_order {columns}")
    clients = [new_id() for _ in range(CLIENTS)]
    await _copy(owner, plan, plan.entities["client"], [(id_, {"name": f"Client {n}"}) for n, id_ in enumerate(clients)])
    for start in range(0, rows, CHUNK):
        chunk = [(new_id(), _order(chance, n, clients)) for n in range(start, min(start + CHUNK, rows))]
        await _copy(owner, plan, plan.entities["order"], chunk, first=start + 1)
        await owner.copy_records_to_table("native_order", records=_natives(chunk, start + 1), columns=NATIVE_COLUMNS)
        sys.stderr.write(f"\r  orders: {start + len(chunk):,} of {rows:,}")
    sys.stderr.write("\n")
    return clients


def _order(chance: random.Random, n: int, clients: list[UUID]) -> dict[str, Any]:
    return {
        "title": f"Order {n} {chance.choice(TOWNS)}", "address": f"{chance.choice(TOWNS)}, {n % 997}",
        "email": f"p{n}@example.com", "phone": f"+99450{n:07d}", "note": f"What was said about order {n} when it was taken",
        "kind": chance.choice(KINDS), "source": chance.choice(("site", "call", "friend", "advert")),
        "amount": Money(Decimal(chance.randrange(0, 1_000_000)) / 100, "AZN"), "margin": Decimal(chance.randrange(0, 5000)) / 100,
        "due": FIRST_DAY + timedelta(days=chance.randrange(1200)),
        "seen_at": datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(1_700_000)),
        "client": chance.choice(clients), "": chance.choices(STAGES, (30, 25, 20, 15, 10))[0],
    }  # fmt: skip


async def _copy(
    owner: asyncpg.Connection, plan: Plan, entity: EntityPlan, chunk: list[tuple[UUID, dict[str, Any]]], *, first: int = 1
) -> None:
    layout, now = Layout.of(entity), datetime.now(UTC)
    slots = [str(field.slot) for field in layout.slotted]
    columns = ["tenant_no", "entity_no", "created_at", "updated_at", "number", "version", "id", "funnel", "stage", "stage_since"]

    def records() -> Iterator[tuple[Any, ...]]:
        for place, (id_, values) in enumerate(chunk):
            stage, held = values.get(""), layout.slots(values)
            since = now if stage else None
            head = (plan.tenant_no, entity.no, now, now, first + place, 1, id_, "sales" if stage else None, stage, since)
            yield (*head, *(held[slot] for slot in slots), layout.data(values))

    await owner.copy_records_to_table("record", records=records(), columns=[*columns, *slots, "data"])
    fields = searched(entity)
    texts = ((plan.tenant_no, entity.no, id_, text_of(fields, values)) for id_, values in chunk)
    await owner.copy_records_to_table("record_search", records=texts, columns=["tenant_no", "entity_no", "record_id", "text"])


def _natives(chunk: list[tuple[UUID, dict[str, Any]]], first: int) -> Iterator[tuple[Any, ...]]:
    now = datetime.now(UTC)
    for place, (id_, values) in enumerate(chunk):
        own = [values[name].amount if name == "amount" else values[name] for name in NATIVE_COLUMNS[7:]]
        yield (id_, first + place, now, now, 1, "sales", values[""], *own)


async def fill_others(owner: asyncpg.Connection, number: int, entity_no: int, tenants: int) -> None:
    """Give other workspaces records of the same shape."""
    names = await owner.fetchval(
        """select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'record'::regclass and attnum > 0
           and not attisdropped and attgenerated = '' and attname not in ('tenant_no', 'id')"""
    )
    await owner.execute(f"""
        insert into record (tenant_no, id, {names}) select 1000000 + t, gen_random_uuid(), {names}
        from generate_series(1, {tenants}) t,
             (select * from record where tenant_no = {number} and entity_no = {entity_no} limit {SMALL_RECORDS}) r""")
