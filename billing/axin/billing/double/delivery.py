"""Signed webhooks, delivered until they are taken."""

import asyncio
import hmac
import json
import logging
import time
from typing import Final

import httpx

from axin.billing.double.store import Store

_log: Final = logging.getLogger(__name__)
_PAUSES: Final = (0.5, 1, 2, 4, 8, 15, 30, 60)
_IDLE_SECONDS: Final = 0.25
_TIMEOUT_SECONDS: Final = 10


def sign(payload: bytes, secret: str, at: int | None = None) -> str:
    """Return the Stripe-Signature header of a payload."""
    stamp = int(time.time()) if at is None else at
    seal = hmac.new(secret.encode(), f"{stamp}.".encode() + payload, "sha256").hexdigest()
    return f"t={stamp},v1={seal}"


class Courier:
    """Brings events to the webhook's address."""

    def __init__(self, store: Store, url: str, secret: str) -> None:
        self._store = store
        self._url = url
        self._secret = secret
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Deliver what is due, for ever."""
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            while True:
                await self._round(client)
                await asyncio.sleep(_IDLE_SECONDS)

    async def now(self) -> None:
        """Deliver what is due, once: Stripe, too, waits for the answer before it sends the buyer back."""
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            await self._round(client)

    async def _round(self, client: httpx.AsyncClient) -> None:
        async with self._one_at_a_time:
            for event, tries in self._store.due():
                if await self._deliver(client, event):
                    self._store.delivered(event)
                else:
                    self._store.postpone(event, tries + 1, _PAUSES[min(tries, len(_PAUSES) - 1)])

    async def _deliver(self, client: httpx.AsyncClient, event: str) -> bool:
        payload = json.dumps(self._store.get("event", event)).encode()
        headers = {"stripe-signature": sign(payload, self._secret), "content-type": "application/json"}
        try:
            answer = await client.post(self._url, content=payload, headers=headers)
        except httpx.HTTPError as error:
            _log.info("the webhook cannot be delivered yet: %s", type(error).__name__)
            return False
        return answer.is_success
