"""The API's description is whole, and asking for it changes nothing."""

import re

from jsonschema import Draft202012Validator

from tests.world.solutions import sales_house
from tests.world.workspaces import Client

_METHODS = {"get", "put", "post", "patch", "delete"}


def operations(described):
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method in _METHODS:
                yield path, method, operation


async def test_wrong_input_is_told_so_after_somebody_asked_for_the_description(api: Client):
    await api.sign_up()
    assert (await api.get("/api/openapi.json")).status_code == 200
    for query in ("limit=0", "limit=501", "limit=many"):
        answer = await api.get(api.at(f"runs?{query}"))
        assert answer.status_code == 422, answer.text
        assert [problem["pointer"] for problem in answer.json()["errors"]] == ["/query/limit"]
    for body in ([], "text", 5, None):
        answer = await api.put(api.at("draft"), json=body)
        assert answer.status_code == 422, answer.text


async def test_every_operation_has_a_name_its_parameters_an_answer_and_its_refusals(api: Client):
    described = (await api.get("/api/openapi.json")).json()
    names = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(set(names)) == len(names) > 40
    for path, method, operation in operations(described):
        here = (method, path)
        placed = {part["name"] for part in operation.get("parameters", []) if part.get("in") == "path"}
        assert placed == set(re.findall(r"{(\w+)}", path)), here
        assert operation["description"], here
        assert any(status.startswith("2") for status in operation["responses"]), here
        refused = {status for status in operation["responses"] if status.startswith("4")}
        assert {"401", "422", "429"} <= refused, here
        for status in refused:
            assert operation["responses"][status] == {"$ref": f"#/components/responses/Refused{status}"}, here


async def test_every_reference_of_the_description_leads_somewhere(api: Client):
    answer = await api.get("/api/openapi.json")
    parts = answer.json()["components"]
    named = re.findall(r'"#/components/(\w+)/(\w+)"', answer.text)
    assert [name for kind, name in named if name not in parts[kind]] == []
    assert parts["securitySchemes"].keys() == {"session", "token"}
    for refusal in parts["responses"].values():
        assert set(refusal["content"]) == {"application/problem+json"}


async def test_an_address_of_the_api_that_is_none_answers_with_a_problem(api: Client):
    for path in ("/api", "/api/", "/api/nothing", "/api/nothing/here", "/hooks", "/forms/token", "/health/none"):
        answer = await api.get(path)
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json", path
        assert answer.json()["code"] == "not_found"


async def test_answers_about_records_are_as_described(api: Client):
    await api.sign_up()
    await api.publish(sales_house())
    described = (await api.get("/api/openapi.json")).json()
    made = (await api.post(api.at("records/contact"), json={"values": {"name": "Leyla"}})).json()
    deal = (await api.post(api.at("records/deal"), json={"values": {"name": "D", "client": made["id"]}})).json()
    one = f"records/deal/{deal['id']}"
    for method, path, template, body in (
        ("POST", "records/deal", "", {"values": {"name": "E"}}),
        ("GET", "records/deal?expand=client&count=true", "", None),
        ("GET", f"{one}?expand=client", "/{record_id}", None),
        ("PATCH", one, "/{record_id}", {"values": {"name": "F"}}),
        ("POST", f"{one}/stage", "/{record_id}/stage", {"funnel": "sales", "stage": "new"}),
        ("GET", f"{one}/history", "/{record_id}/history", None),
        ("GET", f"{one}/why/name", "/{record_id}/why/{field}", None),
        ("GET", f"records/contact/{made['id']}/links/deals", "/{record_id}/links/{field}", None),
        ("POST", "records/deal/batch", "/batch", {"create": [{"values": {"name": "G"}}]}),
        ("POST", "records/deal/aggregate", "/aggregate", {"group_by": ["name"], "measures": {"n": "COUNT()"}}),
    ):
        answer = await api.request(method, api.at(path), json=body)
        responses = described["paths"][f"/api/w/{{slug}}/records/{{entity}}{template}"][method.lower()]["responses"]
        schema = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
        assert schema, path
        Draft202012Validator({**schema, "components": described["components"]}).validate(answer.json())
