"""The payment double as a process of its own, and the application on a real port, so that its webhooks arrive."""

import asyncio
import contextlib
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from pydantic import SecretStr

from axin.platform.kernel import settings as settings_of
from axin.platform.kernel.settings import Settings

SECRET = "whsec_of_the_tests"


@dataclass
class Shop:
    """Where the double and the application are."""

    double: str
    web: str


@pytest.fixture(scope="session")
async def shop(database, tmp_path_factory) -> AsyncIterator[Shop]:
    from axin.web.app import app

    web_port, double_port = _free(), _free()
    before = settings_of.settings()
    given = before.model_dump() | {
        "port": web_port,
        "stripe_api_base": f"http://127.0.0.1:{double_port}",
        "stripe_webhook_secret": SecretStr(SECRET),
    }
    settings_of.use(Settings.model_construct(**given))
    server = Server(app, address="127.0.0.1", port=web_port, interface=Interfaces.ASGI, websockets=False, log_enabled=False)
    serving = asyncio.create_task(server.serve())
    state = tmp_path_factory.mktemp("double") / "state.sqlite3"
    arguments = ["--port", str(double_port), "--secret", SECRET, "--state", str(state)]
    webhook = f"http://127.0.0.1:{web_port}/api/billing/stripe"
    double = subprocess.Popen([sys.executable, "-m", "axin.billing.double", *arguments, "--webhook-url", webhook])
    try:
        await _answers(f"http://127.0.0.1:{double_port}/v1/customers")
        await _answers(f"http://127.0.0.1:{web_port}/health/live")
        yield Shop(f"http://127.0.0.1:{double_port}", f"http://127.0.0.1:{web_port}")
    finally:
        double.terminate()
        double.wait(10)
        server.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(serving, 10)
        settings_of.use(before)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def _answers(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(200):
            try:
                await client.get(url)
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
            else:
                return
    raise AssertionError(f"{url} does not answer")
