"""`axin web`: the application under granian, in this very process, so that what `ps` shows is what runs."""

import argparse
import asyncio
import contextlib
import importlib
import signal
from typing import Final

from granian.constants import Interfaces
from granian.server.embed import Server

from axin.platform.data.engine import close_engines, open_engines
from axin.platform.embedded.errors import StartError
from axin.platform.kernel.settings import Settings
from axin.web.commands.starting import begin, require_servers, stay
from axin.web.parts import APPLICATION

_POOL: Final = 12  # twice the cores of a small server and some: a request holds one connection
_BACKLOG: Final = 1024
_KILL_SECONDS: Final = 3  # open event streams would otherwise hold the end for ever
_RETRY_SECONDS: Final = 0.5


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this form
    """Serve until SIGTERM or SIGINT."""
    settings = begin("web")
    dsn = require_servers(settings)
    stay(_serve(settings, dsn))
    return 0


async def _serve(settings: Settings, dsn: str) -> None:
    await _open_database(dsn)
    server = _server(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    try:
        with contextlib.suppress(TimeoutError):  # streams that did not end in time
            await server.serve()
    except OSError as error:
        raise StartError(f"Port {settings.port} of {settings.host} cannot be used: {error.strerror or 'taken'}.") from error
    finally:
        await close_engines()


def _server(settings: Settings) -> Server:
    module, _, name = APPLICATION.partition(":")
    application = getattr(importlib.import_module(module), name)
    server = Server(
        application,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=_BACKLOG,
        log_enabled=False,
    )
    server.workers_kill_timeout = _KILL_SECONDS
    return server


async def _open_database(dsn: str) -> None:
    """Connect, waiting for a database that is still starting."""
    while True:
        try:
            await open_engines(dsn, max_size=_POOL)
        except (OSError, TimeoutError):
            await close_engines()
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            return
