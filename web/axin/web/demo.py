"""The demonstration workspace: installed at the first start, found again at the next."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from axin.billing import subscriptions
from axin.builder import drafts, publish, versions
from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, control_row, control_transaction, tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.runtime import publishing
from axin.runtime.cause import Cause
from axin.runtime.records.gateway import Creation, Gateway
from axin.tenants import people, workspaces
from axin.tenants.actor import OWNER, Actor
from axin.tenants.people import Person
from axin.web import demo_data as data
from axin.web import demo_files
from axin.web.demo_stories import Stories

_GALLERY: Final = "turnkey_repair.json"
_PLAN: Final = "team"
_Row = tuple[Mapping[str, Any], str | None, str | None, int | None]
"""Values, funnel, stage, and whose it is."""


@dataclass(frozen=True, slots=True)
class DemoCredentials:
    """How to sign in to the demonstration."""

    email: str
    password: str
    slug: str


async def install() -> DemoCredentials:
    """Install what is missing of the demonstration, and return how to sign in."""
    publishing.register()
    owner = await _person(data.OWNER_NAME, data.OWNER_EMAIL)
    tenant_no, slug = await _workspace(owner)
    team = [await _member(tenant_no, name, email, role) for name, email, role in data.MEMBERS]
    actor = Actor(tenant_no, "person", owner.id, OWNER, person=owner.id, title=owner.name)
    async with tenant_transaction(tenant_no):
        empty = await versions.live_version() == 0
    if empty:
        uploads = await demo_files.upload_all(actor)
        async with tenant_transaction(tenant_no):
            await subscriptions.grant(_PLAN)
            await _publish_and_fill(actor, team, uploads)
    return DemoCredentials(data.OWNER_EMAIL, data.OWNER_PASSWORD, slug)


async def _publish_and_fill(actor: Actor, team: Sequence[Person], uploads: Sequence[Mapping[str, Any]]) -> None:
    """Fill the workspace while its scenarios are off, so that the samples set nothing off; then publish it as it is."""
    document = json.loads(files("axin.builder").joinpath("gallery", _GALLERY).read_bytes())
    await publish.publish(actor, _asleep(document), note="Demonstration data")
    plan = await versions.live_plan()
    requests, deals = await _Samples(plan, actor, [person.id for person in team]).insert(uploads)
    staff = [_as(actor, person, role) for person, (_, _, role) in zip(team, data.MEMBERS, strict=True)]
    await Stories(plan, actor, staff, requests, deals).tell()
    await drafts.save(actor, document)
    await publish.publish_draft(actor, note="Demonstration")


def _as(owner: Actor, person: Person, role: str) -> Actor:
    return Actor(owner.tenant_no, "person", person.id, role, person=person.id, title=person.name)


def _asleep(document: Mapping[str, Any]) -> dict[str, Any]:
    quiet = deepcopy(dict(document))
    for scenario in quiet.get("scenarios", []):
        scenario["enabled"] = False
    return quiet


class _Samples:
    """Inserts the sample records, as far as the solution has their entities and fields."""

    def __init__(self, plan: Plan, actor: Actor, team: Sequence[UUID]) -> None:
        self._plan = plan
        self._team = team
        self._gateway = Gateway(plan, actor, Cause.of_actor(actor))

    async def insert(self, uploads: Sequence[Mapping[str, Any]]) -> tuple[list[UUID], list[UUID]]:
        """Insert contacts and products, then what points at them; return the requests and the deals."""
        contacts = await self._all("contact", [(values, None, None, place % 2) for place, values in enumerate(data.CONTACTS)])
        products = await self._all("product", [(values, None, None, None) for values in data.PRODUCTS])
        requests = await self._all("request", [self._request(row, contacts) for row in data.REQUESTS])
        deals = await self._all(
            "deal", [self._deal(place, row, contacts, uploads[place]) for place, row in enumerate(data.DEALS)]
        )
        lines = [line for row, deal in zip(data.DEALS, deals, strict=False) for line in _lines(row, deal, products)]
        await self._all("deal_line", lines)
        return requests, deals

    def _request(self, row: tuple[Any, ...], contacts: Sequence[UUID]) -> tuple[dict[str, Any], str, str, int]:
        contact, stage, member, reason = row
        name = f"Zəng: {data.CONTACTS[contact]['name']}"
        return {"name": name, "contact": str(contacts[contact]), "lost_reason": reason}, "requests", stage, member

    def _deal(
        self, place: int, row: tuple[Any, ...], contacts: Sequence[UUID], files: Mapping[str, Any]
    ) -> tuple[dict[str, Any], str, str, int]:
        contact, name, stage, member, length, width, height, walls, discount, reason = row
        days = data.CONTRACT_DAYS.get(place)
        signed = None if days is None else (utc_now() + timedelta(days=days)).date().isoformat()
        values = {"name": name, "client": str(contacts[contact]), "length": length, "width": width, "height": height}
        values |= {"walls": walls, "apply_discount": discount, "contract_date": signed, "lost_reason": reason, **files}
        return values, "repair", stage, member

    async def _all(self, entity: str, rows: Sequence[_Row]) -> list[UUID]:
        plan = self._plan.entities.get(entity)
        if plan is None:
            return []
        known = {key for key, field in plan.fields.items() if not field.computed}
        made = [
            Creation(
                {key: value for key, value in values.items() if key in known and value is not None},
                funnel,
                stage,
                None if member is None else self._team[member],
            )
            for values, funnel, stage, member in rows
        ]
        return [record.id for record in (await self._gateway.batch(entity, create=made)).created]


def _lines(row: tuple[Any, ...], deal: UUID, products: Sequence[UUID]) -> Iterator[_Row]:
    """Yield the materials a deal of this size needs."""
    member, length, width, height, walls = row[3:8]
    if length is None:
        return
    areas = {"floor": length * width, "wall": 2 * (length + width) * height}
    for values, product in zip(data.PRODUCTS, products, strict=False):
        if walls in values["walls"]:
            quantity = (Decimal(areas[values["measure"]]) * values["per_metre"]).quantize(Decimal("0.1"))
            line = {"deal": str(deal), "product": str(product), "quantity": quantity, "price": values["price"]}
            yield line, None, None, member


async def _person(name: str, email: str) -> Person:
    found = await people.by_email(email)
    if found is not None:
        return found[0]
    async with control_transaction():
        return await people.insert(email, data.OWNER_PASSWORD, name, "az")


async def _workspace(owner: Person) -> tuple[int, str]:
    """Return the owner's own workspace, made where there is none."""
    row = await control_row(
        """select w.tenant_no, w.slug from workspace w join membership m using (tenant_no)
           where m.person_id = $1 and m.role = 'owner' order by w.tenant_no limit 1""",
        owner.id,
    )
    if row is not None:
        return row["tenant_no"], row["slug"]
    async with control_transaction():
        made = await workspaces.insert(data.TITLE, owner, locale="az", limits={}, slug=data.SLUG)
    return made.tenant_no, made.slug


async def _member(tenant_no: int, name: str, email: str, role: str) -> Person:
    person = await _person(name, email)
    async with tenant_transaction(tenant_no):
        await connection().execute(
            """insert into membership (tenant_no, person_id, role, name, email) values ($1, $2, $3, $4, $5)
               on conflict do nothing""",
            tenant_no,
            person.id,
            role,
            person.name,
            person.email,
        )
    return person
