"""A process of the product that drains what is due, and nothing else. Started by the chaos tests, killed on the way."""

import asyncio

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.kernel.settings import settings
from axin.runtime.runs.drain import drain_all


async def main() -> None:
    url = settings().database_url
    assert url is not None
    await open_engines(url.get_secret_value(), max_size=4)
    await drain_all()
    await close_engines()


if __name__ == "__main__":
    asyncio.run(main())
