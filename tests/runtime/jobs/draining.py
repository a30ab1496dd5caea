"""A worker's process in a short life: drains one tenant's jobs. Started by tests, killed on the way."""

import asyncio
import sys

import tests.runtime.jobs.test_a_job_is_done_chunk_by_chunk  # noqa: F401 - registers the kinds
from axin.platform.data.engine import close_engines, open_engines
from axin.platform.kernel.settings import settings
from axin.runtime.jobs.drain import work


async def main(tenant: int) -> None:
    url = settings().database_url
    assert url is not None
    await open_engines(url.get_secret_value(), max_size=2)
    while await work(tenant):
        pass
    await close_engines()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
