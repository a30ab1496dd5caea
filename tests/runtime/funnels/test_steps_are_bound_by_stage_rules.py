"""A scenario's step is bound by the rules of stages as people are, unless it says that it passes over them and its role may."""

from axin.platform.data import json
from tests.runtime.funnels.repair import repair
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import action, do, drain_all, records, runs, scenario

CREATED = {"on": "record.created", "entity": "deal"}
MOVE = {"entity": "deal", "id": "=record.id", "funnel": "repair", "stage": "contract"}
MAY = {"key": "may", "title": "May", "access": [{"entity": "deal", "read": "all", "update": "all", "override": ["stage_rules"]}]}
MAY_NOT = {"key": "may_not", "title": "May not", "access": [{"entity": "deal", "read": "all", "update": "all"}]}


def solution(role, **step):
    moving = {**action("move", "stage.move", **MOVE), **step}
    return repair(scenario("go", CREATED, moving, run_as=f"role:{role}"), roles=[MAY, MAY_NOT])


async def told(make_workspace, document):
    world = await make_workspace(document)
    await do(world, world.owner, "create", "deal", {"name": "Flat"}, funnel="repair")
    await drain_all()
    (run,) = await runs(world)
    (deal,) = await records(world, "deal")
    audit = await rows(world.tenant_no, "select * from audit where tenant_no = $1 and action = 'stage_rules.overridden'")
    return run, deal, audit


async def test_a_step_is_refused_as_people_are(make_workspace):
    run, deal, audit = await told(make_workspace, solution("may"))
    assert (run["status"], deal.stage, audit) == ("failed", "new", [])
    assert {error["pointer"] for error in json.loads(run["error"])["errors"]} == {
        "/values/client", "/values/area", "/checklist/called",
    }  # fmt: skip


async def test_a_step_that_may_passes_over_them_and_it_is_written_down(make_workspace):
    run, deal, audit = await told(make_workspace, solution("may", override="stage_rules"))
    assert (run["status"], deal.stage) == ("done", "contract")
    details = [json.loads(row["details"]) for row in audit]
    assert {row["target"] for row in audit} == {str(deal.id)}
    assert {rule["code"] for each in details for rule in each["rules"]} == {"required", "checklist"}
    assert {(each["scenario"], each["step"]) for each in details} == {("go", "move")}


async def test_a_step_without_the_right_to_is_refused(make_workspace):
    run, deal, audit = await told(make_workspace, solution("may_not", override="stage_rules"))
    assert (run["status"], run["code"], deal.stage, audit) == ("failed", "forbidden", "new", [])


async def test_who_may_not_cannot_publish_a_role_that_may(api):
    await api.sign_up()
    builder = {"key": "builder", "title": "B", "builder": True, "access": MAY_NOT["access"]}
    await api.publish(repair(roles=[builder]))
    somebody = await api.member("builder")
    saved = await somebody.put(api.at("draft"), json=repair(roles=[builder, MAY]))
    assert saved.status_code == 200, saved.text
    answer = await somebody.post(api.at("publish"), json={"note": "more"})
    assert ("/roles/3/access/0", "beyond_author") in {(error["pointer"], error["code"]) for error in answer.json()["errors"]}
