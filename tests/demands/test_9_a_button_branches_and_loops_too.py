"""Demand 9: branches and loops everywhere, in the actions of buttons as well: it is one engine."""

from tests.demands.firm_at_work import Firm, action, drain_all, note, scenario


async def test_a_button_takes_a_branch_and_goes_through_a_list(api):
    firm, call = Firm(await api.sign_up()), note("call", "{{ index + 1 }}. {{ item.name }}")
    await firm.publish(
        scenario(
            "sweep", {"on": "button", "entity": "contact", "title": "Sweep"},
            action("open", "record.find", entity="request", filter="contact = record.id", sort="name"),
            {
                "key": "any", "if": "=steps.open.count > 0",
                "then": [{"key": "each", "for_each": "=steps.open.records", "do": [call]}],
                "else": [note("none", "Nothing to do")],
            },
            {"key": "both", "parallel": [[note("left", "Left")], [note("right", "Right")]]},
            run_as="role:owner",
        )
    )  # fmt: skip
    busy, idle = await firm.create(), await firm.create()
    for name in ("Roof", "Wall"):
        await firm.create("request", name=name, contact=busy)
    for record in (busy, idle):
        await firm.ask("POST", "scenarios/sweep/run", json={"record": record})
    await drain_all()
    assert await firm.tasks() == ["1. Roof", "2. Wall", "Left", "Left", "Nothing to do", "Right", "Right"]
