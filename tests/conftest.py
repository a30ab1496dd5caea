"""What all tests may ask for: a migrated database with its engines open, on the servers that all test processes share."""

import tempfile
from collections.abc import AsyncIterator, Iterator

import pytest

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.jobs import valkey
from axin.platform.kernel.settings import Settings, use
from tests.world.servers import Database, shared_servers

pytest_plugins = ["tests.world.workspaces", "tests.world.serving"]


@pytest.fixture(scope="session")
def servers() -> Iterator[Database]:
    with shared_servers() as database, tempfile.TemporaryDirectory(prefix="axin-files-") as files:
        use(
            Settings(
                database_url=database.dsn,
                redis_url=database.redis_url,
                secret_key="a key for tests only, of no value",
                files=files,
            )
        )
        yield database


@pytest.fixture(scope="session")
async def database(servers: Database) -> AsyncIterator[Database]:
    await open_engines(servers.dsn)
    yield servers
    await valkey.close()
    await close_engines()
