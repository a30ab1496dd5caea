"""Demand 16: debounce noisy triggers: wait until all is quiet, and merge the changes."""

from tests.demands.firm_at_work import Firm, note, scenario


async def test_ten_edits_in_a_row_are_one_run_that_knows_all_of_them(api):
    firm = Firm(await api.sign_up())
    told = note("told", "{{ previous.name }} became {{ event.record.name }}, {{ event.record.phone }}")
    await firm.publish(scenario("told", {"on": "record.updated", "entity": "contact"}, told, settle="10s", run_as="role:owner"))
    record = await firm.create()
    for number in range(9):
        await firm.change(record, name=f"Name {number}")
    await firm.change(record, phone="+994501234567")
    assert await firm.tasks() == []
    await firm.time_passes()
    assert await firm.tasks() == ["Leyla became Name 8, +994501234567"]
    assert len(await firm.runs()) == 1
