"""A workspace that is not yours answers like one that never was, on every route there is; a right withdrawn is gone at once."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest

from axin.web.app import app
from tests.world.workspaces import PASSWORD, Client, fresh_email

_SAMPLE = {"slug": "{slug}", "entity": "deal", "key": "some_scenario", "token": "none", "number": "1", "field": "name"}


def workspace_routes() -> list[tuple[str, str]]:
    """Every route under a workspace, with made-up parts, from the application's own table."""
    found = []
    for route in app.api.routes:
        if route.path.startswith("/api/w/{slug"):
            path = route.path_format
            for parameter in route.path_parameters.values():
                if parameter.name != "slug":
                    path = path.replace("{" + parameter.name + "}", _part(parameter))
            found += [(method, path) for method in sorted(route.methods - {"OPTIONS", "HEAD"})]
    return sorted(found)


def _part(parameter) -> str:
    if parameter.type.__name__ == "UUID":
        return str(uuid4())
    return "1" if parameter.type is int else _SAMPLE.get(parameter.name, "none")


async def test_every_route_of_a_foreign_workspace_answers_like_an_absent_one(api: Client):
    await api.sign_up()
    other = await api.stranger().sign_up()
    program = await other.token("owner")
    routes = workspace_routes()
    assert len(routes) > 10
    for method, path in routes:
        foreign = path.replace("{slug}", api.slug)
        absent = path.replace("{slug}", "no-such-workspace")
        for client in (other, program):
            mine = await client.request(method, foreign, json={})
            none = await client.request(method, absent, json={})
            assert mine.status_code == none.status_code == 404, (method, path, mine.text)
            assert {**mine.json(), "request_id": ""} == {**none.json(), "request_id": ""}


async def test_every_route_asks_who_you_are(api: Client):
    await api.sign_up()
    stranger = api.stranger()
    for method, path in workspace_routes():
        answer = await stranger.request(method, path.replace("{slug}", api.slug), json={})
        assert answer.status_code == 401, (method, path)
        answer = await api.program("axn_1_invented").request(method, path.replace("{slug}", api.slug), json={})
        assert answer.status_code == 401, (method, path)


async def test_a_doubled_slash_passes_no_guard(api: Client):
    await api.sign_up()
    for client in (api, api.stranger()):
        for path in ("/api//w/{}/members", "/api/w//{}/members", "//api/w/{}/members", "/api/w/{}//stream", "/api/w/{}//members"):
            answer = await client.get("http://testserver.local" + path.format(api.slug))
            assert answer.status_code == 404, path


async def test_no_route_crashes_on_nonsense(api: Client):
    await api.sign_up()
    for method, path in workspace_routes():
        if path.endswith("/stream"):
            continue
        for body in ([], {}, {"surplus": 1}, None, "text", 5):
            answer = await api.request(method, path.replace("{slug}", api.slug), json=body)
            assert answer.status_code < 500, (method, path, body, answer.text)


async def test_a_token_is_shown_once_and_revoked_at_once(api: Client):
    await api.sign_up()
    made = await api.post(api.at("tokens"), json={"title": "Site", "role": "member"})
    assert made.status_code == 201, made.text
    token = made.json()["token"]
    assert token.startswith("axn_")
    program = api.program(token)
    assert (await program.get(api.at(""))).status_code == 200
    listed = await api.get(api.at("tokens"))
    assert token not in listed.text
    assert listed.json()["items"][0]["title"] == "Site"
    assert (await api.delete(api.at(f"tokens/{made.json()['id']}"))).status_code == 204
    assert (await program.get(api.at(""))).status_code == 401
    assert (await api.delete(api.at(f"tokens/{made.json()['id']}"))).status_code == 404


async def test_a_token_cannot_outrank_its_maker(api: Client):
    await api.sign_up()
    admin = await api.token("admin")
    assert (await admin.post(api.at("tokens"), json={"title": "x", "role": "owner"})).json()["code"] == "role_too_high"
    member = await api.token("member")
    assert (await member.post(api.at("tokens"), json={"title": "x", "role": "member"})).status_code == 403
    unknown = await api.post(api.at("tokens"), json={"title": "x", "role": "no_such_role"})
    assert unknown.status_code == 422
    assert unknown.json()["errors"][0]["pointer"] == "/role"


async def test_an_expired_token_opens_nothing(api: Client):
    await api.sign_up()
    past = await api.post(api.at("tokens"), json={"title": "x", "role": "admin", "expires_at": "2020-01-01T00:00:00Z"})
    assert past.json()["errors"][0]["pointer"] == "/expires_at"


async def test_an_invitation_works_once_and_for_its_address(api: Client):
    await api.sign_up()
    email = fresh_email("aysel")
    made = await api.post(api.at("invitations"), json={"email": email.upper(), "role": "admin"})
    assert made.status_code == 201, made.text
    secret = made.json()["link"].rsplit("/", 1)[1]
    offer = (await api.stranger().get(f"/api/invitations/{secret}")).json()
    assert (offer["email"], offer["role"], offer["has_account"]) == (email, "admin", False)
    wrong = await api.stranger().sign_up()
    refused = await wrong.post(f"/api/invitations/{secret}/accept", json={})
    assert refused.status_code == 403
    new = api.stranger()
    joined = await new.post(f"/api/invitations/{secret}/accept", json={"name": "Aysel", "password": PASSWORD})
    assert joined.status_code == 200, joined.text
    assert (await new.get(api.at("members"))).status_code == 200
    again = await api.stranger().post(f"/api/invitations/{secret}/accept", json={"name": "Eve", "password": PASSWORD})
    assert (again.status_code, again.json()["code"]) == (409, "invitation_spent")
    assert (await api.stranger().get("/api/invitations/1_nothing")).status_code == 404
    assert (await api.stranger().get("/api/invitations/nothing")).status_code == 404


async def test_a_poisoned_host_does_not_reach_the_invitation_link(api: Client):
    await api.sign_up()
    made = await api.post(
        api.at("invitations"), json={"email": fresh_email(), "role": "member"}, headers={"host": "evil.example"}
    )
    assert "evil" not in made.text


async def test_a_withdrawn_invitation_opens_nothing(api: Client):
    await api.sign_up()
    made = (await api.post(api.at("invitations"), json={"email": fresh_email(), "role": "member"})).json()
    assert (await api.delete(api.at(f"invitations/{made['id']}"))).status_code == 204
    secret = made["link"].rsplit("/", 1)[1]
    assert (await api.stranger().get(f"/api/invitations/{secret}")).status_code == 409


async def test_a_removed_member_is_out_at_once_and_the_last_owner_stays(api: Client):
    await api.sign_up()
    admin = await api.member("admin")
    assert (await admin.get(admin.at("members"))).status_code == 200
    owner = api.user["id"]
    assert (await admin.delete(api.at(f"members/{owner}"))).json()["code"] == "role_too_high"
    assert (await api.delete(api.at(f"members/{owner}"))).json()["code"] == "last_owner"
    assert (await api.patch(api.at(f"members/{owner}"), json={"role": "member"})).json()["code"] == "last_owner"
    assert (await api.delete(api.at(f"members/{admin.user['id']}"))).status_code == 204
    assert (await admin.get(admin.at("members"))).status_code == 404


@pytest.mark.parametrize("role", ["admin", "member"])
async def test_nobody_lifts_themselves(api: Client, role):
    await api.sign_up()
    other = await api.member(role)
    answer = await other.patch(api.at(f"members/{other.user['id']}"), json={"role": "owner"})
    assert answer.status_code == 403


async def test_a_seat_limit_is_a_sentence_in_the_readers_language(api: Client):
    await api.sign_up()
    await api.member("member")
    await api.member("member")
    await api.patch("/api/auth/me", json={"locale": "az"})
    answer = await api.post(api.at("invitations"), json={"email": fresh_email(), "role": "member"})
    assert (answer.status_code, answer.json()["code"]) == (402, "limit_reached")
    assert answer.json()["detail"].startswith("Tarifiniz 3 nəfərə")


async def test_the_same_idempotency_key_works_once(api: Client):
    await api.sign_up()
    headers = {"idempotency-key": "one"}
    body = {"title": "x", "role": "member"}
    first = await api.post(api.at("tokens"), json=body, headers=headers)
    again = await api.post(api.at("tokens"), json=body, headers=headers)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    other = await api.post(api.at("tokens"), json={**body, "title": "y"}, headers=headers)
    assert other.status_code == 409
    assert len((await api.get(api.at("tokens"))).json()["items"]) == 1


async def test_a_workspace_changes_its_settings(api: Client):
    await api.sign_up()
    answer = await api.patch(api.at(""), json={"title": "Yeni ad", "timezone": "Europe/Berlin"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["timezone"] == "Europe/Berlin"
    wrong = await api.patch(api.at(""), json={"timezone": "Mars/Olympus", "currency": "azn"})
    assert [problem["pointer"] for problem in wrong.json()["errors"]] == ["/timezone", "/currency"]
    member = await api.token("member")
    assert (await member.patch(api.at(""), json={"title": "x"})).status_code == 403


async def test_a_kept_answer_is_no_credential_in_a_dump(api: Client, database):
    await api.sign_up()
    made = await api.post(api.at("tokens"), json={"title": "x", "role": "member"}, headers={"idempotency-key": "kept"})
    token = made.json()["token"].encode()
    link = await asyncpg.connect(database.dsn)
    try:
        kept = await link.fetch("select response from idempotency_key where key = 'kept'")
        stored = await link.fetch("select t::text as row from api_token t")
    finally:
        await link.close()
    assert kept
    assert all(token not in row["response"] for row in kept)
    assert all(made.json()["token"] not in row["row"] for row in stored)


async def test_two_at_once_under_one_key_do_the_work_once(api: Client):
    await api.sign_up()
    body = {"title": "x", "role": "member"}
    headers = {"idempotency-key": "both"}
    answers = await asyncio.gather(*(api.post(api.at("tokens"), json=body, headers=headers) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len((await api.get(api.at("tokens"))).json()["items"]) == 1


async def test_a_refused_write_leaves_its_key_free(api: Client):
    await api.sign_up()
    headers = {"idempotency-key": "again"}
    assert (await api.post(api.at("tokens"), json={"title": "x", "role": "none"}, headers=headers)).status_code == 422
    assert (await api.post(api.at("tokens"), json={"title": "x", "role": "member"}, headers=headers)).status_code == 201
