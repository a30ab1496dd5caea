"""The outermost layer: nothing leaves without its headers, nobody gets a bare 500, the studio's files are served as built."""

import asyncio
import json
import sys
from pathlib import Path

import httpx
import pytest
from litestar import Litestar, get

from axin.platform.kernel.errors import LimitReachedError
from axin.web import spa
from axin.web.app import _refuse, app
from axin.web.middleware import Front
from tests.world.workspaces import Client


def client_of(front: Front) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=front, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://testserver.local")


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built studio of three files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Axin</title>")
    (tmp_path / "assets" / "app-1a2b.js").write_text("let plain")
    (tmp_path / "assets" / "app-1a2b.js.br").write_bytes(b"packed by brotli")
    monkeypatch.setattr(spa, "STATIC", tmp_path)
    return tmp_path


async def test_an_unforeseen_error_is_a_problem_with_a_number():
    async def crash(scope, receive, send):
        raise ZeroDivisionError("secret value 42")

    async with client_of(Front(crash)) as client:
        answer = await client.get("/api/crash")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "secret value" not in answer.text


async def test_a_handler_that_fails_is_a_problem_too():
    @get("/api/crash")
    async def crash() -> None:
        raise KeyError("secret")

    async with client_of(
        Front(Litestar([crash], logging_config=None, exception_handlers={Exception: _refuse}, openapi_config=None))
    ) as client:
        answer = await client.get("/api/crash")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_server_error")
    assert "secret" not in answer.text


async def test_every_answer_carries_the_security_headers(static: Path):
    async with client_of(app) as client:
        for path in ("/", "/api/auth/me", "/assets/app-1a2b.js", "/api/nowhere", "/health/live"):
            answer = await client.get(path)
            assert answer.headers["x-content-type-options"] == "nosniff", path
            assert answer.headers["x-frame-options"] == "DENY", path
            assert answer.headers["x-request-id"], path


async def test_the_studio_is_served_for_its_own_paths_only(static: Path):
    async with client_of(app) as client:
        for path in ("/", "/w/demo/settings", "/sign-in"):
            answer = await client.get(path)
            assert answer.text.startswith("<!doctype html>"), path
            assert answer.headers["cache-control"] == "no-cache"
            assert "script-src 'self'" in answer.headers["content-security-policy"]
        for path in (
            "/assets/none.js",
            "/nothing.png",
            "/../app.py",
            "/%2e%2e/app.py",
            "/assets/..%2f..%2fapp.py",
            "/a\\..\\b.py",
        ):
            assert (await client.get(path)).status_code == 404, path
        assert (await client.post("/")).status_code == 404


async def test_hashed_files_are_kept_for_ever_and_come_compressed(static: Path):
    async with client_of(app) as client:
        answer = await client.get("/assets/app-1a2b.js", headers={"accept-encoding": "identity"})
        assert answer.text == "let plain"
        assert "immutable" in answer.headers["cache-control"]
        assert "set-cookie" not in answer.headers
        packed = await client.head("/assets/app-1a2b.js", headers={"accept-encoding": "br, gzip"})
        assert packed.headers["content-encoding"] == "br"
        assert packed.headers["content-length"] == str(len(b"packed by brotli"))
        assert packed.content == b""


async def test_a_studio_that_is_not_built_says_what_to_do(static: Path):
    (static / "index.html").unlink()
    async with client_of(app) as client:
        answer = await client.get("/")
    assert "make run" in answer.text


@pytest.mark.parametrize(
    "path", ["/api/auth/me?x=%00", "/api/%00", "/api/w/%00/members", "/api/w/%ff/members", "/api/" + "x" * 20_000]
)
async def test_hostile_addresses_are_refused(api: Client, path: str):
    answer = await api.get(path)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_too_large_is_refused(api: Client):
    body = b'{"email": "' + b"x" * 11_000_000 + b'"}'
    answer = await api.post("/api/auth/sign-in", content=body)
    assert answer.status_code in {413, 422}


async def test_health_and_figures_answer(api: Client):
    assert (await api.get("/health/live")).status_code == 200
    assert (await api.get("/health/ready")).json()["ready"] is True
    await api.sign_up("Figures of nobody")
    await api.get(api.at("members"))
    figures = (await api.get("/metrics")).text
    assert "axin_http_requests_total" in figures
    assert api.slug not in figures


async def test_the_api_describes_itself(api: Client, tmp_path: Path):
    found = (await api.get("/api/openapi.json")).json()
    assert found["openapi"].startswith("3.1")
    assert "/api/w/{slug}/tokens" in found["paths"]
    assert "SignUp" in found["components"]["schemas"]
    names = [name for name in found["components"]["schemas"] if "." in name or "_" in name]
    assert names == []
    file = tmp_path / "openapi.json"
    writing = await asyncio.create_subprocess_exec(sys.executable, "-m", "axin.web.openapi", str(file))
    assert await writing.wait() == 0
    assert json.loads(file.read_text())["paths"].keys() == found["paths"].keys()


def test_a_limit_is_a_payment_matter():
    assert LimitReachedError.status == 402


async def test_head_tells_what_get_would_without_its_body(static: Path):
    @get("/api/thing")
    async def thing() -> dict[str, int]:
        return {"number": 42}

    async with client_of(Front(Litestar(route_handlers=[thing], logging_config=None))) as client:
        for path in ("/api/thing", "/assets/app-1a2b.js"):
            whole, head = await client.get(path), await client.head(path)
            assert head.status_code == whole.status_code == 200
            assert head.headers["content-length"] == whole.headers["content-length"]
            assert head.content == b""
