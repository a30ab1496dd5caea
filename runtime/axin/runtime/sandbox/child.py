"""The process that runs code: reads a program, runs it, writes the answer; locked up before the first one comes."""

import os
import sys
from pathlib import Path

from setproctitle import setproctitle

from axin.runtime.sandbox import confining
from axin.runtime.sandbox.engine import BrokenError, Machine, SpentError
from axin.runtime.sandbox.frames import ANSWER, HOW, READY, REQUEST


def main() -> None:
    """Serve until the pipe closes."""
    confining.die_with_parent()
    setproctitle("axin code")
    machine = Machine(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    machine.run("1", b"null", seconds=5.0, fuel=10**9, now=0.0)
    confining.lock_up()
    os.write(1, READY)
    while (head := _exactly(REQUEST.size)) is not None:
        *_, program, given = REQUEST.unpack(head)
        source, data = _exactly(program), _exactly(given)
        if source is None or data is None:
            return
        _write(_answer(machine, head, source.decode("utf-8", "replace"), data))


def _answer(machine: Machine, head: bytes, source: str, data: bytes) -> bytes:
    seconds, fuel, now, *_ = REQUEST.unpack(head)
    how, used, written = "broken", fuel, b""
    try:
        answer = machine.run(source, data, seconds=seconds, fuel=fuel, now=now)
        how, used, written = "done", answer.fuel, answer.written
    except SpentError as error:
        how = error.what
    except BrokenError:
        pass
    return ANSWER.pack(HOW.index(how), used, len(written)) + written


def _exactly(length: int) -> bytes | None:
    parts = []
    while length > 0:
        part = os.read(0, min(length, 1 << 20))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(0)
