"""The catalogue's manifests and the runtime's actions are one to one."""

from axin.builder.catalog.actions import ACTIONS as MANIFESTS
from axin.runtime.actions import builtin
from axin.runtime.actions.registry import ACTIONS


def test_every_manifest_that_runs_has_its_action_and_no_other():
    assert builtin.__all__
    assert {key for key, manifest in MANIFESTS.items() if manifest.runs} == set(ACTIONS)


def test_what_acts_outside_says_so_in_its_manifest():
    for key, action in ACTIONS.items():
        assert action.outside == (MANIFESTS[key].idempotency == "at_least_once"), key
