"""A firm at work, seen through the API alone: what its people do, and what they find afterwards."""

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario

CREATED = {"on": "record.created", "entity": "contact"}


def note(key, title, **more):
    return action(key, "task.create", title=title, **more)


class Firm:
    """A workspace and the browser of one of its people."""

    def __init__(self, browser):
        self.browser = browser

    async def publish(self, *scenarios, **more):
        return await self.browser.publish(firm(*scenarios, **more))

    async def ask(self, method, path, **options):
        answer = await self.browser.request(method, self.browser.at(path), **options)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def create(self, entity="contact", **values):
        made = await self.ask("POST", f"records/{entity}", json={"values": {"name": "Leyla", **values}})
        await drain_all()
        return made["id"]

    async def change(self, record, entity="contact", **values):
        await self.ask("PATCH", f"records/{entity}/{record}", json={"values": values})
        await drain_all()

    async def runs(self, scenario=None):
        query = "" if scenario is None else f"&scenario={scenario}"
        return (await self.ask("GET", f"runs?limit=200{query}"))["items"][::-1]

    async def run(self, id_):
        return await self.ask("GET", f"runs/{id_}")

    async def tasks(self):
        return sorted(task["title"] for task in (await self.ask("GET", "tasks?limit=200"))["items"])

    async def billed(self):
        return (await self.ask("GET", "billing"))["usage"]["runs"]

    async def number(self):
        """Return the number of the workspace, to reach for its clock."""
        async with control_transaction() as control:
            return await control.fetchval("select tenant_no from workspace where slug = $1", self.browser.slug)

    async def time_passes(self):
        """Let the time be over that runs wait for."""
        tenant = await self.number()
        async with tenant_transaction(tenant) as transaction:
            await transaction.execute("update run_due set due_at = now() where tenant_no = $1 and not blocked", tenant)
        await drain_all()


__all__ = ["CREATED", "Firm", "action", "drain_all", "note", "scenario"]
