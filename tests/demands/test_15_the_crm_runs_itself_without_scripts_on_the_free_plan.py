"""Demand 15: the automation of a CRM is built in: no scripts, no enterprise plan; a workspace just opened has it."""

from tests.runtime.stories import action, drain_all, firm, scenario

NEW_CLIENT = scenario(
    "welcome",
    {"on": "record.created", "entity": "contact"},
    action("request", "record.create", entity="request", values={"name": "Call {{ record.name }}", "contact": "=record.id"},
           funnel="requests", stage="new"),
    action("task", "task.create", title="Call {{ record.name }} today", record="=steps.request.record.id"),
    when='source = "site"',
)  # fmt: skip


async def test_a_new_client_of_a_free_workspace_gets_a_request_and_a_task_by_themselves(api):
    await api.sign_up()
    assert (await api.get(api.at("billing"))).json()["plan"] == "free"
    await api.publish(firm(NEW_CLIENT))
    for name, source in (("Leyla", "site"), ("Rashad", "call")):
        await api.post(api.at("records/contact"), json={"values": {"name": name, "source": source}})
    await drain_all()
    requests = (await api.get(api.at("records/request"))).json()["items"]
    assert [(one["values"]["name"], one["stage"]) for one in requests] == [("Call Leyla", "new")]
    tasks = (await api.get(api.at("tasks"))).json()["items"]
    assert [(task["title"], task["record"]) for task in tasks] == [("Call Leyla today", requests[0]["id"])]
