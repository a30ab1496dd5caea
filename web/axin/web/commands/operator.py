"""`axin operator create EMAIL`: make a person one of those who run the service."""

import argparse
import asyncio
import sys

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.embedded.errors import StartError
from axin.tenants.operators import create_operator
from axin.web.commands.starting import begin


def run(arguments: argparse.Namespace) -> int:
    """Make the operator and print what he needs to sign in."""
    settings = begin("operator")
    if settings.database_url is None:
        raise StartError("Set AXIN_DATABASE_URL to the database of the service.")
    sys.stdout.write(f"{asyncio.run(_create(settings.database_url.get_secret_value(), arguments.email))}\n")
    return 0


async def _create(dsn: str, email: str) -> str:
    await open_engines(dsn, max_size=2)
    try:
        return str(await create_operator(email))
    finally:
        await close_engines()
