"""The check at the only place that cannot be talked round: where the connection is made, on the address it is made to.

A name is resolved once and its addresses are judged and used, so that a second answer (DNS rebinding) has no second
question.
"""

import asyncio
import socket
from collections.abc import Iterable
from typing import Final, cast

import httpcore

from axin.platform.http.addresses import is_public
from axin.platform.http.errors import AddressRefusedError

_RESOLVE_SECONDS: Final = 5.0


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to the local sinks that a setting names, `host:port` each."""

    def __init__(self, local_sinks: Iterable[str]) -> None:
        self._sinks = frozenset(sink.lower() for sink in local_sinks)
        self._network = cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to `host` if every address it resolves to may be reached."""
        addresses = await _resolve(host, port)
        if not self._may_reach(host, port, addresses):
            raise AddressRefusedError
        return await self._first_that_answers(addresses, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - httpcore's signature
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing public is there."""
        raise AddressRefusedError

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._network.sleep(seconds)

    def _may_reach(self, host: str, port: int, addresses: list[str]) -> bool:
        if f"{host.lower()}:{port}" in self._sinks:
            return True
        return all(is_public(address) or f"{address}:{port}" in self._sinks for address in addresses)

    async def _first_that_answers(
        self,
        addresses: list[str],
        port: int,
        timeout: float | None,  # noqa: ASYNC109
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.AsyncNetworkStream:
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


async def _resolve(host: str, port: int) -> list[str]:
    """Return the addresses of `host`, each once, in the resolver's order; also its odd spellings of numbers end here."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_RESOLVE_SECONDS):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError) as error:
        raise httpcore.ConnectError("the name has no address") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
