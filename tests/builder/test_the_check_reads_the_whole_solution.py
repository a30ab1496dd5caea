"""The check sees what no single part shows: rights beside reads, scenarios that meet, conditions that nothing can change."""

import pytest

from axin.billing.plans import all_plans
from axin.builder.checks import check_solution
from axin.builder.checks.context import STEPS_OF_A_RUN
from tests.runtime.stories import action, firm, scenario

DEAL = {"on": "record.created", "entity": "deal"}


def told(*scenarios, roles=(), level="warnings"):
    report = check_solution(firm(*scenarios, roles=roles))
    assert level == "errors" or report.errors == ()
    return [(found.pointer, found.code) for found in getattr(report, level) if found.code != "nobody_has_role"]


def clerk(**access):
    return {"key": "clerk", "access": [{"entity": "deal", "read": "all", "create": True, "update": "all", **access}]}


def test_a_field_that_the_role_of_the_run_does_not_see_is_told_where_it_is_read():
    hides = clerk(fields={"price": "hidden"})
    branch = {"key": "big", "if": "=record.price > 100", "then": [action("note", "task.create", title="At {{ record.price }}")]}
    found = told(scenario("sort", DEAL, branch, when="price > 1", run_as="role:clerk"), roles=[hides])
    places = ["/scenarios/0/when", "/scenarios/0/steps/0/if", "/scenarios/0/steps/0/then/0/with/title"]
    assert found == [(place, "hidden_from_role") for place in places]


def test_a_record_that_the_role_may_not_read_at_all_hides_its_fields_along_links():
    found = told(scenario("call", DEAL, action("t", "task.create", title="=record.client.name"), run_as="role:clerk"),
                 roles=[clerk()])  # fmt: skip
    assert found == [("/scenarios/0/steps/0/with/title", "hidden_from_role")]


@pytest.mark.parametrize("access", [{"fields": {"price": "read"}}, {"fields": {"price": "hidden"}}, {"update": False}])
def test_what_the_role_may_not_write_is_told_before_a_run_fails_of_it(access):
    write = action("set", "record.update", entity="deal", id="=record.id", values={"price": 1})
    assert told(scenario("set", DEAL, write, run_as="role:clerk"), roles=[clerk(**access)]) == [
        ("/scenarios/0/steps/0", "role_may_not_write")
    ]


def test_a_role_that_may_is_told_nothing():
    write = action("set", "record.update", entity="deal", id="=record.id", values={"price": "=record.price * 2"})
    assert told(scenario("set", DEAL, write, run_as="role:clerk"), roles=[clerk()]) == []


def test_two_scenarios_that_write_one_field_are_told_at_both_places():
    def pricing(key, on):
        write = action("price", "record.update", entity="deal", id="=record.id", values={"price": 1})
        return scenario(key, on, write, run_as="role:owner")

    found = told(pricing("one", DEAL), pricing("two", {"on": "stage.entered", "entity": "deal", "stage": "contract"}))
    assert found == [("/scenarios/0/steps/0/with", "written_twice"), ("/scenarios/1/steps/0/with", "written_twice")]
    off = pricing("two", {"on": "stage.entered", "entity": "deal"}) | {"enabled": False}
    assert told(pricing("one", DEAL), off) == []


def looking(*between, wanted='"new"', stage="new"):
    make = action("request", "record.create", entity="request", values={"name": "x"}, funnel="requests", stage=stage)
    look = {"key": "still", "if": f"=steps.request.record.stage = {wanted}", "then": [action("t", "task.create", title="x")]}
    return scenario("look", DEAL, make, *between, look, run_as="role:owner")


def test_a_branch_on_what_was_just_written_misses_a_wait():
    assert told(looking()) == [("/scenarios/0/steps/1/if", "missing_wait")]


@pytest.mark.parametrize("between", [
    {"key": "w", "wait": {"for": "2h"}},
    {"key": "b", "if": "=record.price > 1", "then": [{"key": "w", "wait": {"for": "2h"}}]},
    action("ask", "approval.request", approvers="role:owner", text="May I?"),
])  # fmt: skip
def test_with_anything_awaited_in_between_it_is_a_question(between):
    assert told(looking(between)) == []


def test_what_is_computed_may_be_asked_at_once():
    assert told(looking(stage='=IF(record.price > 1, "new", "talking")')) == []


def test_a_wait_for_what_may_never_happen_asks_for_a_timeout():
    wait = {"key": "w", "wait": {"event": {"on": "record.updated", "entity": "deal"}}}
    assert told(scenario("w", DEAL, wait, run_as="role:owner")) == [("/scenarios/0/steps/0/wait", "endless_wait")]
    wait["wait"]["timeout"] = "3d"
    assert told(scenario("w", DEAL, wait, run_as="role:owner")) == []


@pytest.mark.parametrize(("given", "faults"), [
    ({"sum": "=record.price", "day": "2026-02-28", "who": "=record.client", "any": {"x": "=record.name"}}, []),
    ({"sum": "=record.name"}, ["sum"]), ({"day": "soon"}, ["day"]), ({"day": "=record.price"}, ["day"]),
    ({"who": "=record.id"}, ["who"]),
])  # fmt: skip
def test_what_a_call_gives_is_held_to_the_types_that_are_declared(given, faults):
    takes = {"on": "scenario", "input": {"sum": "money", "day": "date", "who": "contact", "any": "json"}}
    called = scenario("called", takes, action("t", "task.create", title="x"))
    calling = scenario("calling", DEAL, {"key": "c", "call": "called", "with": given})
    assert [pointer.rpartition("/")[2] for pointer, _ in told(calling, called, level="errors")] == faults


def over(source, *inside, key="loop"):
    return {"key": key, "for_each": source, "do": list(inside)}


def finding(key, **given):
    return action(key, "record.find", entity="deal", **given)


def counting():
    return {"key": "n", "set": {"n": "=index"}}


def test_loops_inside_each_other_over_all_that_is_found_are_told():
    inner = over("=steps.more.records", counting(), key="inner")
    steps = [finding("all", limit=500), over("=steps.all.records", finding("more", limit=500), inner)]
    assert told(scenario("many", DEAL, *steps, run_as="role:owner")) == [("/scenarios/0/steps/1", "many_steps")]
    few = [finding("all", limit=20), over("=steps.all.records", finding("more", limit=20), inner)]
    assert told(scenario("many", DEAL, *few, run_as="role:owner")) == []


def test_loops_are_measured_by_the_steps_that_the_plan_allows():
    steps = [finding("all", limit=500), over("=steps.all.records", *(counting() | {"key": f"n{n}"} for n in range(30)))]
    document = firm(scenario("many", DEAL, *steps, run_as="role:owner"))
    warned = {
        plan.key: [found.code for found in check_solution(document, steps_of_a_run=plan.limits["run_steps"]).warnings]
        for plan in all_plans().values()
    }
    assert warned == {"free": ["many_steps"], "team": []}
    assert min(plan.limits["run_steps"] for plan in all_plans().values()) == STEPS_OF_A_RUN


def test_very_many_scenarios_that_wait_for_one_event_are_told_once():
    def waiting(number):
        return scenario(f"s{number}", DEAL, action("note", "task.create", title="x"), run_as="role:owner")

    assert told(*(waiting(number) for number in range(20))) == []
    assert told(*(waiting(number) for number in range(21))) == [("/scenarios/0", "many_scenarios")]
