"""Looking into a running product, past its API: what stands in its database, and where its servers are."""

import asyncio
from typing import Any

import asyncpg

from axin.platform.embedded.postgres import DATABASE, OWNER
from tests.world.product import Product

AWAY = (OSError, ValueError, IndexError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What one hears while the database is down."""


def ask(product: Product, query: str, *arguments: Any) -> list[Any]:
    return asyncio.run(_fetch(address(product, postgres_port(product)), query, *arguments))


async def _fetch(address: str, query: str, *arguments: Any) -> list[Any]:
    connection = await asyncpg.connect(address, timeout=5)
    try:
        return await connection.fetch(query, *arguments)
    finally:
        await connection.close()


def postgres_port(product: Product) -> int:
    return int((product.data / "postgres" / "postmaster.pid").read_text().splitlines()[3])


def address(product: Product, port: int) -> str:
    password = (product.data / "postgres.password").read_text().strip()
    return f"postgresql://{OWNER}:{password}@127.0.0.1:{port}/{DATABASE}"


def valkey_address(product: Product) -> str:
    port = next(c.laddr.port for c in product.server("valkey-server").net_connections() if c.status == "LISTEN")
    password = (product.data / "valkey.password").read_text().strip()
    return f"redis://:{password}@127.0.0.1:{port}/0"
