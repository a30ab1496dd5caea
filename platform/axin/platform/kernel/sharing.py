"""Trips that are shared: what is handed in while one is under way goes with the next."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Hands things to `act`, one trip at a time: alone where nothing is going on, together under load."""

    def __init__(self, act: Callable[[list[T]], Awaitable[None]]) -> None:
        self._act = act
        self._turn = asyncio.Lock()
        self._waiting: list[T] = []

    async def hand_in(self, things: Iterable[T]) -> None:
        """Return once `act` has had these things; whoever comes to the door first takes along all that wait."""
        mine = self._waiting
        mine.extend(things)
        async with self._turn:
            if mine is self._waiting:
                self._waiting = []
                await self._act(mine)
