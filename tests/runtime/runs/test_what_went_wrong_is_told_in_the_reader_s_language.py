"""A run keeps what went wrong once; whoever reads it is told in their own language."""

import pytest

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.runtime.runs.drain import drain_all
from axin.tenants import limits
from tests.runtime.stories import action, firm, scenario

CREATED = {"on": "record.created", "entity": "contact"}


async def office_with(api, *steps, **more):
    web = await api.sign_up()
    await web.publish(firm(scenario("follow", CREATED, *steps, run_as="role:owner", **more)))
    answer = await web.post(web.at("records/contact"), json={"values": {"name": "Leyla"}})
    assert answer.status_code == 201, answer.text
    await drain_all()
    return web, answer.json()["id"]


async def told(web, path, language):
    answer = await web.get(web.at(path), headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def the_run(web, language):
    (run,) = (await told(web, "runs", language))["items"]
    return await told(web, f"runs/{run['id']}", language)


def at(web, language):
    return {"headers": {"Accept-Language": language}}


async def said_by(web, language):
    run = await the_run(web, language)
    (listed,) = (await told(web, "runs", language))["items"]
    (cause,) = (await told(web, "failures", language))["items"]
    step = run["steps"][-1]["error"]
    assert run["error"]["message"] == listed["error"]["message"] == cause["message"] == step["message"]
    assert "words" not in run["error"]
    return run["error"]


async def test_a_step_s_error_is_told_in_three_languages(api):
    web, _ = await office_with(api, action("call", "http.request", method="GET", url="http://127.0.0.1:1/"))
    found = {language: await said_by(web, language) for language in ("az", "ru", "en")}
    assert len({each["message"] for each in found.values()}) == 3
    assert {each["code"] for each in found.values()} == {"blocked_address"}


async def test_a_formula_s_error_is_told_in_three_languages(api):
    steps = [action("word", "code.run", source="'much'"), {"key": "count", "set": {"more": "=steps.word.output + 1"}}]
    web, _ = await office_with(api, *steps)
    found = {language: await said_by(web, language) for language in ("az", "ru", "en")}
    assert len({each["message"] for each in found.values()}) == 3


async def test_what_a_scenario_s_author_says_stays_as_they_wrote_it(api):
    web, _ = await office_with(api, {"key": "end", "stop": {"error": "The run is over."}})
    run = await the_run(web, "ru")
    assert run["error"]["message"] == "The run is over."


@pytest.mark.parametrize(("language", "reason"), [("ru", "Условие не выполняется."), ("en", "The condition does not hold.")])
async def test_a_trial_says_in_the_reader_s_language_why_it_would_not_run(api, language, reason):
    web, contact = await office_with(api, action("note", "task.create", title="x"), when='name = "Nobody"')
    answer = await web.post(web.at("scenarios/follow/dry-run"), json={"record": contact}, **at(web, language))
    assert answer.json() == {"would_run": False, "reason": reason, "steps": []}


async def test_a_limit_of_the_plan_is_told_with_its_number(api):
    web, _ = await office_with(api, action("note", "task.create", title="x"))
    async with control_transaction() as control:
        tenant = await control.fetchval("select tenant_no from workspace where slug = $1", web.slug)
    async with tenant_transaction(tenant):
        await limits.set_limits({"runs": 1})
    answer = await web.post(web.at("records/contact"), json={"values": {"name": "Aysel"}})
    assert answer.status_code == 201
    await drain_all()
    run = (await told(web, "runs", "ru"))["items"][0]
    assert (run["status"], run["error"]["code"]) == ("cancelled", "limit_reached")
    assert "1 запусков в месяц" in run["error"]["message"]
