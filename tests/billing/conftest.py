"""The payment double as a process of its own, and the application on a real port, so that its webhooks arrive."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from axin.platform.kernel import settings as settings_of
from axin.platform.kernel.settings import Settings
from tests.world.serving import answers, free_port, serving

SECRET = "whsec_of_the_tests"


@dataclass
class Shop:
    """Where the double and the application are."""

    double: str
    web: str


@pytest.fixture(scope="session")
async def shop(database, tmp_path_factory) -> AsyncIterator[Shop]:
    web_port, double_port = free_port(), free_port()
    before = settings_of.settings()
    given = before.model_dump() | {
        "port": web_port,
        "stripe_api_base": f"http://127.0.0.1:{double_port}",
        "stripe_webhook_secret": SecretStr(SECRET),
    }
    settings_of.use(Settings.model_construct(**given))
    state = tmp_path_factory.mktemp("double") / "state.sqlite3"
    arguments = ["--port", str(double_port), "--secret", SECRET, "--state", str(state)]
    webhook = f"http://127.0.0.1:{web_port}/api/billing/stripe"
    double = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "axin.billing.double", *arguments, "--webhook-url", webhook
    )
    try:
        async with serving(web_port) as web:
            await answers(f"http://127.0.0.1:{double_port}/v1/customers")
            yield Shop(f"http://127.0.0.1:{double_port}", web)
    finally:
        double.terminate()
        await double.wait()
        settings_of.use(before)
