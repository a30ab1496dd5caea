"""`axin scheduler`: timers and recovery. Start as many as you like; one leads."""

import argparse
import asyncio

from axin.platform.jobs import schedule
from axin.web.commands.starting import begin, require_servers
from axin.web.parts import TICKS


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this form
    """Tick until SIGTERM or SIGINT."""
    require_servers(begin("scheduler"))
    asyncio.run(schedule.run(TICKS))
    return 0
