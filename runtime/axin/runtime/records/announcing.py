"""After the commit: wake those who run scenarios, tell open screens."""

from collections.abc import Sequence

from axin.platform.data.unit_of_work import after_commit
from axin.platform.jobs.wake import wake
from axin.runtime.records.changes import Change


def announce(tenant_no: int, changes: Sequence[Change]) -> None:
    """Register what follows the commit of these changes."""
    if any(change.events for change in changes):
        after_commit(wake)
    del tenant_no
