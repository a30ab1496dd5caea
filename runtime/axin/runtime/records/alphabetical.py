"""Whether lists go by the alphabet: a workspace whose records are few enough to be ordered as they are asked for.

A larger one keeps to the order of its indexes, which is that of the letters' code points.
"""

import time
from typing import Final

from axin.platform.data.unit_of_work import tenant_no
from axin.tenants import usage

MOST_RECORDS: Final = 20_000
_FRESH_SECONDS: Final = 30.0
_KEPT: Final = 10_000
_known: Final[dict[int, tuple[float, bool]]] = {}


async def goes_by_alphabet() -> bool:
    """Return whether the lists of the open transaction's workspace are ordered by its alphabet; remembered for a moment."""
    tenant = tenant_no()
    known = _known.get(tenant)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    if len(_known) >= _KEPT:
        _known.clear()
    found = await usage.used("records") <= MOST_RECORDS
    _known[tenant] = (time.monotonic() + _FRESH_SECONDS, found)
    return found
