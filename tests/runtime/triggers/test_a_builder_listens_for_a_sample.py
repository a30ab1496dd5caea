"""The next call of a scenario's address is kept for its builder to map, published or not."""

from tests.runtime.stories import action, drain_all, firm, scenario


def path_of(found):
    return "/hooks/" + found["url"].rsplit("/hooks/", 1)[1]


def webhook(**more):
    return scenario("calls", {"on": "webhook", **more}, action("note", "task.create", title="Call"), run_as="role:owner")


async def test_a_scenario_that_is_not_published_hears_its_first_call(api):
    await api.sign_up()
    listening = (await api.post(api.at("scenarios/calls/sample"), json={})).json()
    assert listening["until"] is not None
    answer = await api.stranger().post(path_of(listening), json={"caller": {"number": "+994"}})
    assert (answer.status_code, answer.json()) == (202, {"run": None})
    found = (await api.get(api.at("scenarios/calls/sample"))).json()
    assert found["body"] == {"caller": {"number": "+994"}}
    assert found["at"] is not None


async def test_the_first_call_is_the_sample_and_later_ones_are_not(api):
    await api.sign_up()
    path = path_of((await api.post(api.at("scenarios/calls/sample"), json={})).json())
    await api.stranger().post(path, json={"n": 1})
    assert (await api.stranger().post(path, json={"n": 2})).status_code == 404
    assert (await api.get(api.at("scenarios/calls/sample"))).json()["body"] == {"n": 1}


async def test_a_call_that_is_listened_to_starts_what_it_starts(api):
    await api.sign_up()
    await api.publish(firm(webhook()))
    path = path_of((await api.post(api.at("scenarios/calls/sample"), json={})).json())
    run = (await api.stranger().post(path, json={"n": 1})).json()["run"]
    await drain_all()
    assert (await api.get(api.at(f"runs/{run['id']}"))).json()["status"] == "done"
    assert (await api.get(api.at("scenarios/calls/sample"))).json()["body"] == {"n": 1}


async def test_a_forged_call_is_no_sample(api):
    await api.sign_up()
    await api.publish(firm(webhook(auth="signature")))
    path = path_of((await api.post(api.at("scenarios/calls/sample"), json={})).json())
    assert (await api.stranger().post(path, json={"n": 1})).status_code == 401
    assert (await api.get(api.at("scenarios/calls/sample"))).json()["at"] is None


async def test_nobody_listening_nothing_is_kept(api):
    await api.sign_up()
    found = (await api.get(api.at("scenarios/calls/sample"))).json()
    assert (await api.stranger().post(path_of(found), json={"n": 1})).status_code == 404
    assert (await api.get(api.at("scenarios/calls/sample"))).json()["body"] is None


async def test_only_builders_listen(api):
    await api.sign_up()
    await api.publish(firm())
    seller = await api.member("seller")
    assert (await seller.post(seller.at("scenarios/calls/sample"), json={})).status_code == 403
    assert (await seller.get(seller.at("scenarios/calls/sample"))).status_code == 403
