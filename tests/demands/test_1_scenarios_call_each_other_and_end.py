"""Demand 1: scenarios that call each other without endless loops; and loops must not burn paid runs."""

from tests.demands.firm_at_work import CREATED, Firm, action, note, scenario


def again(key, field, **more):
    """Return a scenario that changes what sets the other one off."""
    update = action("change", "record.update", entity="contact", id="=record.id", values={field: "{{ record.name }}!"})
    return scenario(key, {"on": "record.updated", "entity": "contact", "fields": ["name"]}, update, run_as="role:owner", **more)


async def test_one_scenario_sets_off_another(api):
    firm = Firm(await api.sign_up())
    opens = action("open", "record.create", entity="request", values={"name": "{{ record.name }}", "contact": "=record.id"})
    await firm.publish(
        scenario("opens", CREATED, opens, run_as="role:owner"),
        scenario(
            "follows", {"on": "record.created", "entity": "request"}, note("note", "Call {{ record.name }}"), run_as="role:owner"
        ),
    )  # fmt: skip
    await firm.create()
    assert await firm.tasks() == ["Call Leyla"]
    follows = await firm.run((await firm.runs("follows"))[0]["id"])
    assert (follows["caused_by"]["scenario"], follows["caused_by"]["step"]) == ("opens", "open")


async def test_a_circle_is_told_before_publishing_and_ends_by_itself(api):
    firm = Firm(await api.sign_up())
    document = [again("ping", "name"), again("pong", "name")]
    await firm.publish(*document)
    assert ["ping", "pong"] in [sorted(loop) for loop in (await firm.ask("GET", "draft/map"))["loops"]]

    record = await firm.create()
    before = await firm.billed()
    await firm.change(record, name="Aysel")
    runs = [run for run in await firm.runs() if run["scenario"] in {"ping", "pong"}]
    refused = [run for run in runs if run["status"] == "cancelled"]
    assert len(runs) < 100
    assert refused
    assert {run["error"]["code"] for run in refused} == {"loop_refused"}
    assert await firm.billed() - before == len(runs) - len(refused), "a refused hop is shown and not billed"
