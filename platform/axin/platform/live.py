"""Live events: what has changed, told to open screens. Ids only; each reader's rights decide what they are sent.

One short stream per tenant in Valkey. An event lost with Valkey costs a screen its freshness and nothing else, so a failure
to publish is never a failure of the work that was done.
"""

import contextlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from axin.platform.data import json
from axin.platform.jobs.valkey import client
from axin.platform.kernel.sharing import Shared

Kind = Literal["record", "run", "task", "notification", "job", "solution"]
BEGINNING: Final = "0-0"
_KEPT: Final = 2000
_KEPT_SECONDS: Final = 24 * 3600
_BATCH: Final = 200
_ID: Final = re.compile(r"\d{1,20}-\d{1,20}")


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """An event with the id a reader resumes from."""

    id: str
    kind: str
    data: Mapping[str, Any]


async def publish(tenant_no: int, kind: Kind, data: Mapping[str, Any]) -> None:
    """Tell the tenant's open screens; call it after the commit."""
    await publish_all(tenant_no, [(kind, data)])


async def publish_all(tenant_no: int, events: Iterable[tuple[Kind, Mapping[str, Any]]]) -> None:
    """Tell several events in one round trip, together with those of other transactions that have just ended."""
    await publish_to_several((tenant_no, kind, data) for kind, data in events)


async def publish_to_several(events: Iterable[tuple[int, Kind, Mapping[str, Any]]]) -> None:
    """Tell events of several tenants, each its own screens only, in one round trip."""
    await _publishing.hand_in([(_key(tenant), {"kind": kind, "data": json.dumps(data)}) for tenant, kind, data in events])


async def _publish(entries: list[tuple[str, dict[str, Any]]]) -> None:
    valkey = client()
    if valkey is None:
        return
    with contextlib.suppress(RedisError, OSError):
        async with valkey.pipeline(transaction=False) as pipe:
            for key, fields in entries:
                pipe.xadd(key, cast("Any", fields), maxlen=_KEPT, approximate=True)
            for key in {key for key, _ in entries}:
                pipe.expire(key, _KEPT_SECONDS)
            await pipe.execute()


_publishing: Final = Shared(_publish)


def resume_point(text: str | None) -> str | None:
    """Return the id a reader says they have seen, or None where it is none."""
    return text if text and _ID.fullmatch(text) else None


async def latest(valkey: Redis, tenant_no: int) -> str:
    """Return the id of the newest event, after which only new ones follow."""
    found = await valkey.xrevrange(_key(tenant_no), count=1)
    return _text(found[0][0]) if found else BEGINNING


async def read(valkey: Redis, tenant_no: int, after: str, wait_seconds: float) -> list[LiveEvent]:
    """Return the events after `after`, waiting a while for the first."""
    found: Any = await valkey.xread({_key(tenant_no): after}, count=_BATCH, block=int(wait_seconds * 1000))
    streams = found.values() if isinstance(found, dict) else [entries for _, entries in found or ()]
    return [_event(entry) for entries in streams for entry in _flat(entries)]


def _flat(entries: Any) -> Any:  # noqa: ANN401 - RESP2 gives a list of pairs, RESP3 a list of lists of them
    return entries[0] if entries and isinstance(entries[0], list) and entries[0] and isinstance(entries[0][0], tuple) else entries


def _event(entry: Any) -> LiveEvent:  # noqa: ANN401 - redis-py's reply
    fields = {_text(name): value for name, value in entry[1].items()}
    return LiveEvent(_text(entry[0]), _text(fields["kind"]), json.loads(fields["data"]))


def _key(tenant_no: int) -> str:
    return f"axin:live:{tenant_no}"


def _text(value: Any) -> str:  # noqa: ANN401 - bytes or text, by the client's settings
    return value.decode() if isinstance(value, bytes) else str(value)
