"""Workspaces that publish the same solution share what it comes to; who they are, and what they number, stays their own."""

from axin.builder import versions
from axin.platform.data.unit_of_work import tenant_transaction
from tests.runtime.stories import firm


async def plan_in(world):
    async with tenant_transaction(world.tenant_no):
        return await versions.live_plan()


async def test_the_same_solution_is_compiled_once(make_workspace):
    one, other = await make_workspace(firm()), await make_workspace(firm())
    versions.forget_plans()
    first, second = await plan_in(one), await plan_in(other)
    assert first.entities is second.entities
    assert (first.tenant_no, second.tenant_no) == (one.tenant_no, other.tenant_no)
    assert first.author != second.author


async def test_another_solution_is_compiled_for_itself(make_workspace):
    changed = firm()
    changed["entities"][0]["fields"].append({"key": "more", "type": "text"})
    one, other = await make_workspace(firm()), await make_workspace(changed)
    versions.forget_plans()
    first, second = await plan_in(one), await plan_in(other)
    assert first.entities is not second.entities
