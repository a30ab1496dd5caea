"""`axin worker [--count N]`: processes that run scenarios."""

import argparse
from pathlib import Path

from setproctitle import setproctitle

from axin.platform.embedded.supervisor import Part, Supervisor, child_environment, command
from axin.platform.jobs import worker
from axin.platform.kernel.settings import load
from axin.web.commands.starting import begin, require_servers, stay
from axin.web.parts import DRAINS


def run(arguments: argparse.Namespace) -> int:
    """Run one here, or N as children that are kept running."""
    if arguments.count > 1:
        return _run_many(arguments.count)
    require_servers(begin("worker"))
    stay(worker.run(DRAINS))
    return 0


def _run_many(count: int) -> int:
    setproctitle("axin supervisor")  # not one of those it keeps
    require_servers(load())
    supervisor = Supervisor(say=lambda text: print(text, flush=True))  # noqa: T201 - this is the command's output
    supervisor.catch_signals()
    for _ in range(count):
        supervisor.add(Part("worker", command("worker"), Path("/dev/stderr"), child_environment({})))
    supervisor.run()
    supervisor.stop()
    return 0
