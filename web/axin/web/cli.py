"""The command `axin`. What goes wrong is one sentence on standard error, and exit code 1."""

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from typing import Final

from setproctitle import setproctitle

from axin.platform.kernel.errors import AxinError

_PARTS: Final = {"web", "worker", "scheduler"}
_PASSED_ON: Final = {"check", "solution", "backup", "restore"}  # these read their own arguments


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _dispatch(given)
    except AxinError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: nothing to say to it
        return 0
    except KeyboardInterrupt:
        return 130


def _dispatch(given: Sequence[str]) -> int:
    if given and given[0] in _PASSED_ON:
        return _passed_on(given[0], given[1:])
    parsed = _parser().parse_args(given)
    if parsed.command in _PARTS and getattr(parsed, "count", 1) == 1:
        setproctitle(f"axin {parsed.command}")  # before the long imports, so that `ps` is right from the start
    module = importlib.import_module(f"axin.web.commands.{parsed.command}")
    code: int = module.run(parsed)
    return code


def _passed_on(name: str, given: Sequence[str]) -> int:
    if importlib.util.find_spec(f"axin.web.commands.{name}") is None:
        raise AxinError(f"The command {name} is not there yet.")
    module = importlib.import_module(f"axin.web.commands.{name}")
    return int(module.main(given) or 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="axin", description="Axin: draw how you work; it happens.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    up = commands.add_parser("up", help="the whole product, with embedded servers unless URLs are given")
    up.add_argument("--port", help="the port people reach it at (AXIN_PORT)")
    up.add_argument("--data", help="the data folder (AXIN_DATA)")
    up.add_argument("--no-demo", action="store_true", help="leave the demonstration workspace out")
    up.add_argument("--end-with-parent", action="store_true", help=argparse.SUPPRESS)
    commands.add_parser("web", help="one web process")
    worker = commands.add_parser("worker", help="processes that run scenarios")
    worker.add_argument("--count", type=_positive, default=1, metavar="N")
    commands.add_parser("scheduler", help="timers and recovery")
    migrate = commands.add_parser("migrate", help="bring the database to this version's form")
    migrate.add_argument("--with-demo", action="store_true", help=argparse.SUPPRESS)
    commands.add_parser("doctor", help="look at everything a deployment needs, and say what is wrong")
    operator = commands.add_parser("operator", help="people who run the service")
    actions = operator.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a person an operator, with a new account where there is none")
    create.add_argument("email", metavar="EMAIL")
    create.add_argument("--password", help="of the new account; made up if left out")
    grant = actions.add_parser("plan", help="put a workspace on a plan without payment")
    grant.add_argument("slug", metavar="SLUG")
    grant.add_argument("plan", metavar="PLAN")
    for name, text in (("check", "validate a solution"), ("solution", "export, import, diff"), ("version", "the version")):
        commands.add_parser(name, help=text)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
