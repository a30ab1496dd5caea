"""A person signs up, is known at once, signs out, and comes back; a page from elsewhere can do nothing in their name."""

import pytest

from tests.world.workspaces import PASSWORD, Client, fresh_email


async def test_sign_up_signs_in_at_once(api: Client):
    await api.sign_up("Təmir ustası")
    assert api.slug.startswith("temir-ustasi")
    me = await api.get("/api/auth/me")
    assert me.status_code == 200
    assert me.json()["user"]["email"] == api.email
    assert me.json()["workspaces"] == [{"slug": api.slug, "title": "Təmir ustası", "role": "owner"}]


async def test_me_of_nobody_is_401_and_sets_the_csrf_cookie(api: Client):
    answer = await api.get("/api/auth/me")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "unauthenticated"
    assert "csrftoken" in answer.cookies


async def test_a_write_without_the_csrf_header_is_refused(api: Client):
    await api.sign_up()
    refused = await api.post("/api/auth/sign-out", headers={"x-csrftoken": ""})
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    planted = await api.post(api.at("tokens"), json={"title": "x", "role": "admin"}, headers={"x-csrftoken": "planted.value"})
    assert (planted.status_code, planted.json()["code"]) == (403, "csrf_failed")
    assert (await api.post("/api/auth/sign-out")).status_code == 200
    assert (await api.get("/api/auth/me")).status_code == 401


async def test_a_csrf_token_of_another_session_does_not_fit(api: Client):
    await api.sign_up()
    other = await api.stranger().sign_up()
    planted = other.cookies["csrftoken"]
    answer = await api.post(
        "/api/auth/sign-out",
        headers={"x-csrftoken": planted, "cookie": f"axin_session={api.cookies['axin_session']}; csrftoken={planted}"},
    )
    assert answer.status_code == 403


async def test_every_get_sets_the_csrf_cookie_and_keeps_it_while_it_fits(api: Client):
    await api.sign_up()
    token = api.cookies["csrftoken"]
    for path in ("/api/auth/me", api.at(""), api.at("members"), "/"):
        answer = await api.get(path)
        assert answer.cookies["csrftoken"] == token, path


async def test_cookies_are_guarded(api: Client):
    body = {"email": fresh_email(), "password": PASSWORD, "name": "N", "workspace": {"title": "T"}}
    answer = await api.post("/api/auth/sign-up", json=body)
    session, csrf = answer.headers.get_list("set-cookie")
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Secure" not in session
    assert "HttpOnly" not in csrf
    assert "Secure" not in csrf


async def test_signing_in_makes_a_new_session_and_ends_the_old_one(api: Client):
    await api.sign_up()
    old = api.cookies["axin_session"]
    await api.sign_in(api.email)
    assert api.cookies["axin_session"] != old
    stranger = api.stranger()
    assert (await stranger.get("/api/auth/me", headers={"cookie": f"axin_session={old}"})).status_code == 401


async def test_an_unknown_address_and_a_wrong_password_look_alike(api: Client):
    await api.sign_up()
    wrong = await api.stranger().post("/api/auth/sign-in", json={"email": api.email, "password": "not this one"})
    unknown = await api.stranger().post("/api/auth/sign-in", json={"email": fresh_email(), "password": "not this one"})
    assert wrong.status_code == unknown.status_code == 401
    assert _same(wrong) == _same(unknown)


async def test_a_guesser_is_slowed_down_and_told_when_to_return(api: Client):
    await api.sign_up()
    guesser = api.stranger()
    for _ in range(10):
        await guesser.post("/api/auth/sign-in", json={"email": api.email, "password": "a wrong guess"})
    refused = await guesser.post("/api/auth/sign-in", json={"email": api.email, "password": PASSWORD})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    forged = {"x-forwarded-for": "203.0.113.9"}
    assert (
        await guesser.post("/api/auth/sign-in", json={"email": api.email, "password": PASSWORD}, headers=forged)
    ).status_code == 429


async def test_a_taken_address_is_refused_without_being_repeated(api: Client):
    await api.sign_up()
    body = {"email": api.email, "password": PASSWORD, "name": "N", "workspace": {"title": "T"}}
    answer = await api.stranger().post("/api/auth/sign-up", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")
    assert api.email not in answer.text


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"email": "nobody"}, "/email"),
        ({"email": 5}, "/email"),
        ({"password": "short"}, "/password"),
        ({"name": " \t"}, "/name"),
        ({"workspace": {"title": ""}}, "/workspace/title"),
        ({"workspace": {}}, "/workspace/title"),
        ({"workspace": None}, "/workspace"),
        ({"surplus": 1}, "/surplus"),
        ({"name": "a\u0000b"}, "/name"),
        ({"name": "x" * 5000}, "/name"),
    ],
)
async def test_a_bad_sign_up_says_where(api: Client, change, pointer):
    body = {"email": fresh_email(), "password": PASSWORD, "name": "N", "workspace": {"title": "T"}} | change
    answer = await api.post("/api/auth/sign-up", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("content", [b"{", b"\xff", b"NaN", b"[" * 100_000, b'{"a": 1e99999999999999999999}', b'"\\ud800"'])
async def test_what_is_not_json_is_400(api: Client, content):
    answer = await api.post("/api/auth/sign-in", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_empty_body_is_at_fault_not_a_crash(api: Client):
    answer = await api.post("/api/auth/sign-in")
    assert answer.status_code in {400, 422}, answer.text


async def test_an_unknown_route_is_404_json(api: Client):
    await api.sign_up()
    for path in ("/api/nowhere", "/api", api.at("nowhere"), "/hooks", "/health/none", api.at("tokens/no-uuid")):
        answer = await api.delete(path)
        assert answer.status_code in {404, 405}, path
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_person_changes_their_name_and_language(api: Client):
    await api.sign_up()
    answer = await api.patch("/api/auth/me", json={"locale": "ru", "name": "Лейла"})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["locale"], answer.json()["name"]) == ("ru", "Лейла")
    members = (await api.get(api.at("members"))).json()["items"]
    assert [member["name"] for member in members] == ["Лейла"]
    assert (await api.patch("/api/auth/me", json={"locale": "xx"})).status_code == 422


def _same(answer):
    return {key: value for key, value in answer.json().items() if key != "request_id"}


async def test_a_new_password_ends_every_other_session(api: Client):
    await api.sign_up()
    other = await api.stranger().sign_in(api.email)
    change = {"current": PASSWORD, "password": "another good password"}
    wrong = await api.post("/api/auth/password", json={**change, "current": "not this one"})
    assert wrong.json()["errors"][0]["pointer"] == "/current"
    assert (await api.post("/api/auth/password", json={**change, "password": "short"})).status_code == 422
    assert (await api.post("/api/auth/password", json=change)).status_code == 200
    assert (await api.get("/api/auth/me")).status_code == 200
    assert (await other.get("/api/auth/me")).status_code == 401
    await api.stranger().sign_in(api.email, "another good password")


async def test_all_that_is_wrong_with_a_sign_up_is_told_at_once(api: Client):
    body = {"email": "nobody", "password": "short", "name": " ", "workspace": {"title": ""}}
    answer = await api.post("/api/auth/sign-up", json=body)
    assert answer.status_code == 422
    told = {problem["pointer"] for problem in answer.json()["errors"]}
    assert told == {"/email", "/password", "/name", "/workspace/title"}
