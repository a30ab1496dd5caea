"""A job that a web process starts is known to the worker that does it: every kind is named in one module."""

import subprocess
import sys

_KINDS = """
import pkgutil, importlib
import axin.runtime.jobs.kinds
from axin.runtime.jobs.registry import _kinds
known = set(_kinds)
import axin.runtime
for module in pkgutil.walk_packages(axin.runtime.__path__, "axin.runtime."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)
print(sorted(set(_kinds) - known))
"""


def test_no_kind_is_forgotten():
    found = subprocess.run([sys.executable, "-c", _KINDS], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
