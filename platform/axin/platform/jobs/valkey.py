"""The one asynchronous client of Valkey (or Redis) in a process. Nothing kept there is the only copy."""

from typing import Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from axin.platform.embedded.errors import StartError
from axin.platform.kernel.settings import settings

# Valkey is near and never essential: better to go without it than to wait for it.
_CONNECT_SECONDS: Final = 0.25
_ANSWER_SECONDS: Final = 2.0
_clients: dict[str, Redis] = {}
__all__ = ["Redis", "RedisError", "blocking_client", "check_server", "client", "close"]


def client() -> Redis | None:
    """Return the shared client, or None where no Valkey is configured."""
    url = settings().redis_url
    if url is None:
        return None
    address = url.get_secret_value()
    if address not in _clients:
        _clients[address] = Redis.from_url(
            address,
            socket_connect_timeout=_CONNECT_SECONDS,
            socket_timeout=_ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 1),  # once more, for a connection that a restart of the server has closed
        )
    return _clients[address]


def blocking_client(block_seconds: float) -> Redis | None:
    """Return a client of its own for a reader that waits up to `block_seconds` at a time. Close it after use."""
    url = settings().redis_url
    if url is None:
        return None
    return Redis.from_url(
        url.get_secret_value(), socket_connect_timeout=_CONNECT_SECONDS, socket_timeout=block_seconds + _ANSWER_SECONDS
    )


async def check_server() -> None:
    """Refuse, in one sentence, a Valkey that is configured and not there."""
    valkey = client()
    if valkey is None:
        return
    try:
        await valkey.ping()
    except (RedisError, OSError) as error:
        known = valkey.connection_pool.connection_kwargs
        place = f"{known.get('host', 'the given address')}:{known.get('port', '')}".rstrip(":")
        raise StartError(f"The Valkey at {place} cannot be used: {type(error).__name__}.") from error


async def close() -> None:
    """Close the shared client."""
    while _clients:
        _, open_client = _clients.popitem()
        await open_client.aclose()
