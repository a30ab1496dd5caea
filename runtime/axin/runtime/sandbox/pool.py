"""The processes that run code for this one: at most two, begun when first needed, ended when one misbehaves or has served long.

A program waits its turn: of each tenant one runs at a time, so that nobody's loops hold up the others.
"""

import asyncio
import atexit
import os
import select
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from axin.platform.kernel.settings import settings
from axin.runtime.sandbox.frames import ANSWER, HOW, REQUEST
from axin.runtime.sandbox.limits import GRACE

MOST_PROCESSES: Final = 2
_MOST_PROGRAMS: Final = 5_000
_SECONDS_TO_START: Final = 30.0
_COMMAND: Final = (sys.executable, "-I", "-m", "axin.runtime.sandbox.child")


@dataclass(frozen=True, slots=True)
class Program:
    """A program, what it is given as JSON, and what it may use; `now` is the moment its clock stands at."""

    source: str
    given: bytes
    seconds: float
    fuel: int
    now: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended (one of `frames.HOW`), the fuel it used, and what it wrote."""

    how: str
    fuel: int
    written: bytes = b""


def _command() -> list[str]:
    """Return how a process is begun: with a place in the data folder for its compiled guest, by the guest's version."""
    data = settings().data
    kept = () if data is None else (str(data.resolve() / f"code-{version('quickjs-rs')}-{version('wasmtime')}.compiled"),)
    return [*_COMMAND, *kept]


class _GoneError(Exception):
    """The process ended, or does not answer."""


class _Child:
    """A process that runs code, as its thread here sees it."""

    def __init__(self) -> None:
        self.served = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/", close_fds=True
        )
        _living.add(self)
        try:
            self._read(1, time.monotonic() + _SECONDS_TO_START)
        except BaseException:
            self.end()
            raise

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def run(self, program: Program) -> Outcome:
        """Run a program; a process that does not answer in time is ended."""
        source = program.source.encode("utf-8", "replace")
        head = REQUEST.pack(program.seconds, program.fuel, program.now, len(source), len(program.given))
        until = time.monotonic() + program.seconds * GRACE
        self.served += 1
        self._write(head + source + program.given)
        how, fuel, length = ANSWER.unpack(self._read(ANSWER.size, until))
        return Outcome(HOW[how], fuel, self._read(length, until + 1.0))

    def end(self) -> None:
        """End the process."""
        _living.discard(self)
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _write(self, data: bytes) -> None:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(self._process.stdin.fileno(), view) :]  # type: ignore[union-attr] # it has pipes
        except OSError as error:
            raise _GoneError from error

    def _read(self, length: int, until: float) -> bytes:
        pipe = self._process.stdout.fileno()  # type: ignore[union-attr] # it has pipes
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN)
        found = bytearray()
        while len(found) < length:
            if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
                raise TimeoutError
            part = os.read(pipe, length - len(found))
            if not part:
                raise _GoneError
            found += part
        return bytes(found)


_living: Final[set[_Child]] = set()
_mine: Final = threading.local()
_threads: Final = ThreadPoolExecutor(MOST_PROCESSES, thread_name_prefix="code")
_turns: Final[dict[tuple[int, int], asyncio.Lock]] = {}
_waiting: Final[Counter[tuple[int, int]]] = Counter()


async def run(tenant: int, program: Program) -> Outcome:
    """Run a program of a tenant when its turn comes."""
    key = (id(asyncio.get_running_loop()), tenant)
    turn = _turns.setdefault(key, asyncio.Lock())
    _waiting[key] += 1
    try:
        async with turn:
            return await asyncio.get_running_loop().run_in_executor(_threads, _run, program)
    finally:
        _waiting[key] -= 1
        if not _waiting[key]:
            del _waiting[key], _turns[key]


def living() -> list[int]:
    """Return the ids of the processes that run code for this one."""
    return [child.pid for child in _living]


def _run(program: Program) -> Outcome:
    try:
        child = _child()
        outcome = child.run(program)
    except TimeoutError:
        _end()
        return Outcome("time", program.fuel)
    except _GoneError:
        _end()
        return Outcome("broken", program.fuel)
    if child.served >= _MOST_PROGRAMS:
        _end()
    return outcome


def _child() -> _Child:
    """Return this thread's process."""
    found: _Child | None = getattr(_mine, "child", None)
    if found is None:
        found = _mine.child = _Child()
    return found


def _end() -> None:
    child: _Child | None = getattr(_mine, "child", None)
    _mine.child = None
    if child is not None:
        child.end()


def _end_all() -> None:
    for child in list(_living):
        child.end()


atexit.register(_end_all)
