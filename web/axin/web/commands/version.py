"""`axin version`."""

import argparse
import sys
from importlib.metadata import version


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this form
    """Print the version."""
    sys.stdout.write(f"{version('axin')}\n")
    return 0
