"""The application on a real port, for what needs one: streams, webhooks that come from another process."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server

from axin.platform.kernel.settings import settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.asynccontextmanager
async def serving(port: int) -> AsyncIterator[str]:
    """Serve the application in this very loop; give its address."""
    from axin.web.app import create_app  # noqa: PLC0415 - made once the settings are in use

    server = Server(create_app(), address="127.0.0.1", port=port, interface=Interfaces.ASGI, websockets=False, log_enabled=False)
    server.workers_kill_timeout = 1
    task = asyncio.create_task(server.serve())
    try:
        await answers(f"http://127.0.0.1:{port}/health/live")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(task, 10)


async def answers(url: str) -> None:
    """Wait until something answers at `url`."""
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(400):
            try:
                await client.get(url)
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
            else:
                return
    raise AssertionError(f"{url} does not answer")


@pytest.fixture(scope="session")
async def served(database) -> AsyncIterator[str]:
    """The address of the application on a real port."""
    assert settings().database_url is not None
    async with serving(free_port()) as address:
        yield address
