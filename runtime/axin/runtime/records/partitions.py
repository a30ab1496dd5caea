"""Which partition of `record` holds a tenant: a query that names it is planned in three quarters of the time.

The hash is the one by which Postgres parts the table; it may never change there, since rows lie where it says. A partition has
the policy of the whole table, so that naming it opens nothing.
"""

import re
from functools import cache
from typing import Final

PARTITIONS: Final = 16
_SEED: Final = 0x7A5B22367996DCFD
_START: Final = (0x9E3779B9 + 4 + 3923095) & 0xFFFFFFFF
_COMBINE: Final = 0x49A0F4DD15E5A8E3
_WORD: Final = 0xFFFFFFFF
_LOCKING: Final = re.compile(r"\bfor (?:no key )?update\b")
_TABLE: Final = re.compile(r"(\bfrom|\bjoin|,) record (?=[a-z])")


def narrowed(sql: str, tenant: int) -> str:
    """Return the query with `record` replaced by the tenant's partition; one that locks needs the right on the whole table."""
    return sql if _LOCKING.search(sql) else _TABLE.sub(rf"\1 {partition_of(tenant)} ", sql)


@cache
def partition_of(tenant: int) -> str:
    """Return the name of the partition that holds the tenant's records."""
    return f"record_p{(_hash(tenant) + _COMBINE) % 2**64 % PARTITIONS:02d}"


def _hash(key: int) -> int:
    """Return Postgres' seeded 64-bit hash of a four-byte integer: the last part of Jenkins' lookup3."""
    a, b, c = (_START + (_SEED >> 32)) & _WORD, (_START + _SEED) & _WORD, _START
    for by in (4, 6, 8, 16, 19, 4):
        a = ((a - c) & _WORD) ^ _rotated(c, by)
        a, b, c = b, (c + b) & _WORD, a
    a = (a + key) & _WORD
    for by in (14, 11, 25, 16, 4, 14, 24):
        a, b, c = b, ((c ^ b) - _rotated(b, by)) & _WORD, a
    return a << 32 | b


def _rotated(value: int, by: int) -> int:
    return (value << by | value >> (32 - by)) & _WORD
