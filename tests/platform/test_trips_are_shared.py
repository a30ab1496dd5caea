"""What is handed in while a trip is under way goes with the next one, whole and in order, and nobody is told too early."""

import asyncio

from axin.platform.kernel.sharing import Shared


async def test_what_comes_during_a_trip_shares_the_next():
    trips: list[list[int]] = []
    gate = asyncio.Event()

    async def act(things: list[int]) -> None:
        await gate.wait()
        trips.append(things)

    shared = Shared(act)
    first = asyncio.create_task(shared.hand_in([1]))
    await asyncio.sleep(0)
    later = [asyncio.create_task(shared.hand_in([number, -number])) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    assert not first.done()
    assert not any(task.done() for task in later)
    gate.set()
    await asyncio.gather(first, *later)
    assert trips == [[1], [2, -2, 3, -3, 4, -4]]


async def test_a_trip_that_fails_holds_up_no_later_one():
    made: list[int] = []

    async def act(things: list[int]) -> None:
        if 0 in things:
            raise ValueError
        made.extend(things)

    shared = Shared(act)
    answers = await asyncio.gather(shared.hand_in([0]), shared.hand_in([1]), return_exceptions=True)
    assert any(isinstance(answer, ValueError) for answer in answers)
    await shared.hand_in([2])
    assert 2 in made
