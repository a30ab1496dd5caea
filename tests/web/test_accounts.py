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
