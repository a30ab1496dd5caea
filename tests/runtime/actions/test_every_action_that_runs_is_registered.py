"""The catalogue's manifests and the runtime's actions are one to one."""

import subprocess
import sys

import pytest

from axin.builder.catalog.actions import ACTIONS as MANIFESTS
from axin.runtime.actions import builtin
from axin.runtime.actions.registry import ACTIONS


def test_every_manifest_that_runs_has_its_action_and_no_other():
    assert builtin.__all__
    assert {key for key, manifest in MANIFESTS.items() if manifest.runs} == set(ACTIONS)


def test_what_acts_outside_says_so_in_its_manifest():
    for key, action in ACTIONS.items():
        assert action.outside == (MANIFESTS[key].idempotency != "transactional"), key


@pytest.mark.parametrize("process", ["axin.web.app", "axin.runtime.runs.drain"])
def test_each_process_that_performs_actions_knows_them_all(process):
    script = f"import {process}; from axin.runtime.actions.registry import ACTIONS; print(len(ACTIONS))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(found.stdout) == sum(manifest.runs for manifest in MANIFESTS.values())
