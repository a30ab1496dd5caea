"""Demand 6: waits inside one run: for a time, until a date, for an event or else; they outlive a restart."""

from tests.demands.firm_at_work import CREATED, Firm, drain_all, note, scenario

WAIT_FOR_ANSWER = {
    "key": "answer",
    "wait": {"event": {"on": "record.updated", "entity": "contact", "fields": ["phone"]}, "timeout": "3d"},
}
BRANCH = {
    "key": "came", "if": "=steps.answer.timed_out", "then": [note("remind", "Remind {{ record.name }}")],
    "else": [note("thank", "Thank {{ record.name }}")],
}  # fmt: skip


async def test_a_drip_goes_on_after_each_wait_with_the_record_as_it_is_by_then(api):
    firm = Firm(await api.sign_up())
    drip = [note("one", "One"), {"key": "w", "wait": {"for": "2h"}}, note("two", "Two for {{ record.name }}")]
    await firm.publish(scenario("drip", CREATED, *drip, run_as="role:owner"))
    record = await firm.create()
    (run,) = await firm.runs()
    assert (run["status"], await firm.tasks()) == ("waiting", ["One"])
    assert (await firm.run(run["id"]))["due_at"], "one sees when it goes on"
    await firm.change(record, name="Aysel")
    await firm.time_passes()
    assert await firm.tasks() == ["One", "Two for Aysel"]


async def test_until_a_moment_that_the_record_names(api):
    firm = Firm(await api.sign_up())
    until = {"key": "w", "wait": {"until": "=record.created_at + DAYS(7)"}}
    await firm.publish(scenario("later", CREATED, until, note("call", "Call"), run_as="role:owner"))
    await firm.create()
    (run,) = await firm.runs()
    assert run["status"] == "waiting"
    await firm.time_passes()
    assert await firm.tasks() == ["Call"]


async def test_what_is_awaited_comes_or_its_time_is_over(api):
    firm = Firm(await api.sign_up())
    await firm.publish(scenario("asks", CREATED, WAIT_FOR_ANSWER, BRANCH, run_as="role:owner"))
    answered = await firm.create(name="Answers")
    await firm.create(name="Silent")
    await firm.change(answered, phone="+994501234567")
    await drain_all()
    assert await firm.tasks() == ["Thank Answers"]
    await firm.time_passes()
    assert await firm.tasks() == ["Remind Silent", "Thank Answers"]
