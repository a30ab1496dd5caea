"""`axin operator create EMAIL`, `axin operator plan SLUG PLAN`: what those who run the service do from its machine."""

import argparse
import asyncio
import sys

from axin.billing.operators import set_plan
from axin.platform.data.engine import close_engines, open_engines
from axin.tenants.operators import create_operator
from axin.web.commands.running import database_address
from axin.web.commands.starting import begin


def run(arguments: argparse.Namespace) -> int:
    """Do it and print what came of it."""
    address = database_address(begin("operator"))
    sys.stdout.write(f"{asyncio.run(_act(address, arguments))}\n")
    return 0


async def _act(address: str, arguments: argparse.Namespace) -> str:
    await open_engines(address, max_size=2)
    try:
        if arguments.action == "plan":
            return await set_plan(arguments.slug, arguments.plan)
        return await create_operator(arguments.email, arguments.password)
    finally:
        await close_engines()
