"""What many requests bring along: how many rows of a page, the id of a thing, the version that a change is based on."""

import re
from typing import Annotated, Final
from uuid import UUID

from litestar.params import HeaderParameter, Parameter

from axin.platform.kernel.errors import NotFoundError, StaleVersionError
from axin.platform.kernel.ids import parse_id

Limit = Annotated[int, Parameter(ge=1, le=500)]
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]
_TAG: Final = re.compile(r'(?:W/)?("?)(\d{1,9})\1')
_ANY: Final = "*"


def version_in(if_match: str | None) -> int | None:
    """Return the version that a change says it is based on; one that names no version of ours is based on a stale one."""
    if if_match is None or if_match.strip() == _ANY:
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise StaleVersionError
    return int(found[2])


def id_in(text: str) -> UUID:
    """Return the id that a path writes; what is no id is not there."""
    found = parse_id(text)
    if found is None:
        raise NotFoundError
    return found
