"""What a change breaks is found by trying it: whatever the checks know to use a part is listed, by its title and place."""

import copy

import pytest

from axin.builder.checks import check_solution
from axin.builder.decisions import Decision, settle
from axin.builder.impact import Effect, changed, effects, uses
from axin.platform.kernel.errors import InvalidError

DOCUMENT = {
    "axin": 1,
    "key": "firm",
    "title": "Firm",
    "entities": [
        {
            "key": "contact",
            "title": {"en": "Contact", "az": "Kontakt"},
            "display": "name",
            "fields": [{"key": "name", "type": "text"}],
        },
        {
            "key": "deal",
            "title": {"en": "Deal", "az": "Sövdələşmə"},
            "display": "name",
            "fields": [
                {"key": "name", "type": "text"},
                {"key": "client", "type": "link", "to": "contact", "inverse": "deals"},
                {"key": "source", "type": "select", "options": [{"key": "site"}, {"key": "call"}]},
                {"key": "area", "type": "number"},
                {"key": "price", "type": "money"},
                {"key": "total", "title": "Total", "type": "formula", "formula": "price * area", "result": "money"},
                {"key": "discount", "type": "percent", "validate": "area > 0"},
            ],
        },
    ],
    "funnels": [
        {
            "key": "sales",
            "title": "Sales",
            "entity": "deal",
            "stages": [
                {"key": "new"},
                {"key": "contract", "title": "Contract", "requires": ["area"]},
                {"key": "won", "kind": "won"},
            ],
            "transitions": [{"from": "new", "to": ["contract"], "roles": ["seller"]}, {"from": "contract", "to": ["won"]}],
        }
    ],
    "scenarios": [
        {
            "key": "large",
            "title": "A large deal",
            "trigger": {"on": "record.updated", "entity": "deal", "fields": ["area"]},
            "when": 'area > 100 AND source = "site"',
            "run_as": "role:seller",
            "steps": [
                {
                    "key": "note",
                    "title": "Tell the head",
                    "action": "notify.users",
                    "with": {"users": ["role:seller"], "text": "{{ record.area }} m²", "record": "=record.id"},
                },
                {
                    "key": "go",
                    "action": "stage.move",
                    "with": {"entity": "deal", "id": "=record.id", "funnel": "sales", "stage": "contract"},
                },
            ],
        }
    ],
    "roles": [
        {"key": "seller", "title": "Seller", "access": [{"entity": "deal", "read": "=area > 5", "fields": {"area": "read"}}]}
    ],
}
AREA = "/entities/1/fields/3"


def found(pointer, to=None, locale="en"):
    return {(use.kind, use.inside, use.title, use.pointer) for use in uses(DOCUMENT, changed(DOCUMENT, pointer, to), locale)}


def test_the_document_of_these_tests_is_valid():
    assert check_solution(DOCUMENT).errors == ()


def test_a_field_is_used_by_formulas_rules_stages_scenarios_and_roles():
    assert found(AREA) == {
        ("field", "Deal", "Total", "/entities/1/fields/5"),
        ("field", "Deal", "discount", "/entities/1/fields/6"),
        ("stage", "Sales", "Contract", "/funnels/0/stages/1"),
        ("scenario", None, "A large deal", "/scenarios/0"),
        ("step", "A large deal", "Tell the head", "/scenarios/0/steps/0"),
        ("role", None, "Seller", "/roles/0"),
    }


def test_titles_are_the_readers():
    assert ("field", "Sövdələşmə", "Total", "/entities/1/fields/5") in found(AREA, locale="az")


def test_an_option_is_used_where_it_is_compared_with():
    option = {**DOCUMENT["entities"][1]["fields"][2], "options": [{"key": "call"}]}
    assert {use[0] for use in found("/entities/1/fields/2", option)} == {"scenario"}


def test_a_stage_is_used_by_ways_and_steps():
    assert {(kind, title) for kind, _, title, _ in found("/funnels/0/stages/1")} == {("funnel", "Sales"), ("step", "go")}


def test_a_role_is_used_by_ways_scenarios_and_steps():
    assert {(kind, title) for kind, _, title, _ in found("/roles/0")} == {
        ("funnel", "Sales"),
        ("scenario", "A large deal"),
        ("step", "Tell the head"),
    }


def test_an_entity_is_used_by_links():
    assert ("field", "Deal", "client", "/entities/1/fields/1") in found("/entities/0")


def test_a_type_that_no_longer_fits_breaks_the_formulas_over_it():
    text = {"key": "area", "type": "text"}
    assert {title for _, _, title, _ in found(AREA, text)} >= {"Total", "discount"}
    assert found(AREA, {"key": "area", "type": "integer"}) == set()


def test_what_was_broken_before_is_not_blamed_on_the_change():
    broken = copy.deepcopy(DOCUMENT)
    broken["entities"][1]["fields"][5]["formula"] = "nothing * price"
    after = changed(broken, "/entities/1/fields/2")
    assert {use.kind for use in uses(broken, after, "en")} == {"scenario"}


@pytest.mark.parametrize(
    "pointer", ["", "/entities/9", "/entities/-1", "/nothing", "/entities/x", "/title/x", "/entities/0/fields/00000000"]
)
def test_a_place_that_is_not_there_is_refused(pointer):
    with pytest.raises(InvalidError) as refused:
        changed(DOCUMENT, pointer)
    assert refused.value.problems[0].pointer == "/pointer"


def test_what_concerns_data_is_told_and_nothing_else():
    after = changed(changed(DOCUMENT, AREA, {"key": "area", "type": "text", "title": "Area"}), "/funnels/0/stages/1")
    after = changed(after, "/entities/1/fields/2/options/0")
    after["entities"][0]["title"] = "Person"
    assert effects(DOCUMENT, after) == [
        Effect("option_removed", entity="deal", field="source", option="site"),
        Effect("type_changed", entity="deal", field="area", old_type="number", new_type="text"),
        Effect("stage_removed", entity="deal", funnel="sales", stage="contract"),
    ]


def test_an_answer_is_checked_and_the_usual_fills_in():
    after = changed(changed(DOCUMENT, AREA), "/funnels/0/stages/1")
    effects_found = effects(DOCUMENT, after)
    stage = Effect("stage_removed", "deal", funnel="sales", stage="contract")
    assert [decision.action for decision in settle([], effects_found, after)] == ["keep"]
    settled = settle([Decision(stage, "move", "new")], effects_found, after)
    assert [(decision.action, decision.to) for decision in settled] == [("keep", None), ("move", "new")]
    for wrong in (
        Decision(stage, "move", "contract"),
        Decision(stage, "keep"),
        Decision(Effect("role_removed", role="x"), "keep"),
    ):
        with pytest.raises(InvalidError) as refused:
            settle([wrong], effects_found, after)
        assert refused.value.problems[0].pointer == "/decisions/0"


def test_trying_a_change_leaves_the_document_as_it_is():
    before = copy.deepcopy(DOCUMENT)
    changed(DOCUMENT, "/entities/1/fields/2/options/0")
    changed(DOCUMENT, AREA, {"key": "area", "type": "text"})
    assert before == DOCUMENT
