"""`axin migrate`: the roles and the tables, once and in order."""

import argparse
import asyncio
import importlib
import json
import sys

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.data.migrate import check_server, migrate
from axin.platform.embedded.errors import StartError
from axin.platform.jobs import valkey
from axin.platform.kernel.errors import AxinError
from axin.web.commands.starting import begin
from axin.web.parts import DEMO


def run(arguments: argparse.Namespace) -> int:
    """Migrate, and install the demonstration workspace where `axin up` asks for it."""
    settings = begin("migrate")
    if settings.database_url is None:
        raise StartError("Set AXIN_DATABASE_URL to the database to migrate.")
    result = asyncio.run(_migrate(settings.database_url.get_secret_value(), with_demo=arguments.with_demo))
    sys.stdout.write(f"{json.dumps(result)}\n" if arguments.with_demo else "The database is up to date.\n")
    return 0


async def _migrate(dsn: str, *, with_demo: bool) -> dict[str, str]:
    await check_server(dsn)
    await valkey.check_server()
    await migrate(dsn)
    return await _install_demo(dsn) if with_demo else {}


async def _install_demo(dsn: str) -> dict[str, str]:
    module, _, name = DEMO.partition(":")
    install = getattr(importlib.import_module(module), name)
    await open_engines(dsn, max_size=2)
    try:
        demo = await install()
    except AxinError as error:  # the product works without its demonstration
        return {"trouble": "; ".join(f"{problem.pointer}: {problem.message}" for problem in error.problems) or str(error)}
    finally:
        await close_engines()
    return {"email": demo.email, "password": demo.password}
