"""Effects of several runs done in one go: a batch of runs writes its records in one statement a step, not one a run."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from axin.runtime.actions.registry import ACTIONS, Outputs, at_once
from axin.runtime.runs.crossing import CrossedError
from axin.runtime.runs.effects import Joint, StumbledError, finish
from axin.runtime.runs.errors import LOST


async def perform(joints: Sequence[Joint]) -> None:
    """Do what these runs stand before, alike with alike; each goes on to its next step."""
    for group in _groups(joints):
        try:
            outputs = await _outputs(group)
        except (*LOST, CrossedError):
            raise
        except Exception as error:
            raise StumbledError from error
        for joint, given in zip(group, outputs, strict=True):
            finish(joint.call.run, joint.call.step, joint.entry, given)


async def _outputs(group: Sequence[Joint]) -> Sequence[Outputs]:
    jointly = ACTIONS[group[0].call.step.action or ""].jointly
    if jointly is None or len(group) == 1:
        return [await at_once(joint.call) for joint in group]
    return await jointly.perform([joint.call for joint in group])


def _groups(joints: Sequence[Joint]) -> Iterable[list[Joint]]:
    """Return the groups of alike, in order."""
    groups: defaultdict[Hashable, list[Joint]] = defaultdict(list)
    subjects = [joint.likeness.subject for joint in joints if joint.likeness.subject is not None]
    if len(set(subjects)) < len(subjects):
        raise CrossedError
    for joint in joints:
        groups[joint.likeness.kind].append(joint)
    return groups.values()
