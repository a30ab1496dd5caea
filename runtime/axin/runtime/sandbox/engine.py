"""JavaScript in a WebAssembly instance of its own: QuickJS-ng with fuel, a deadline and 32 MiB, and nothing around it.

A program reaches no file, no network, no clock and no chance: every import of the guest is a stub, the clock stands where the
caller has put it, and so the same program with the same input gives the same output, always.
"""

import os
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from wasmtime import Config, Engine, FuncType, Linker, Memory, Module, Store, Trap, WasmtimeError

MEMORY_BYTES: Final = 32 * 1024 * 1024
LARGEST_OUTPUT: Final = 1_000_000
_STACK_BYTES: Final = 64 * 1024
_WASM_STACK_BYTES: Final = 2 * 1024 * 1024
_OK: Final = 0
_NO_SUCH: Final = 52  # ENOSYS
_HARNESS: Final = files("axin.runtime.sandbox").joinpath("harness.js").read_bytes()


class SpentError(Exception):
    """The program used up what it was given: `what` is time, fuel, memory, stack or output."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class BrokenError(Exception):
    """The program drove its engine into a state that gives no answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a program: JSON that it wrote itself, and the fuel it used."""

    written: bytes
    fuel: int


class Machine:
    """The compiled guest; each program gets a fresh instance of it. One program at a time."""

    def __init__(self, kept: Path | None = None) -> None:
        """Compile the guest; or take it, compiled before, from the file `kept`, which must be ours alone to write."""
        config = Config()
        config.consume_fuel = config.epoch_interruption = True
        config.max_wasm_stack = _WASM_STACK_BYTES
        config.memory_reservation = config.memory_guard_size = 0
        config.memory_reservation_for_growth = MEMORY_BYTES
        config.parallel_compilation = False
        self._engine = Engine(config)
        self._module = _compiled(self._engine, kept)
        self._memory: tuple[Memory, Store] | None = None
        self._now = 0
        self._linker = self._stubbed()
        self._watch = _Watch(self._engine)

    def run(self, source: str, given: bytes, *, seconds: float, fuel: int, now: float) -> Answer:
        """Run the program `source` over the JSON `given`."""
        self._now = int(now * 1_000_000_000)
        store = Store(self._engine)
        store.set_limits(memory_size=MEMORY_BYTES, instances=1, tables=1, memories=1)
        store.set_fuel(fuel)
        store.set_epoch_deadline(1)
        self._watch.begin(seconds)
        try:
            return Answer(self._answer(store, source.encode("utf-8", "replace"), given), fuel - store.get_fuel())
        except (Trap, WasmtimeError) as error:
            raise self._reason(error, store) from None
        finally:
            self._watch.end()
            self._memory = None
            store.close()

    def _answer(self, store: Store, source: bytes, given: bytes) -> bytes:
        guest = _Guest(self._linker.instantiate(store, self._module), store)
        self._memory = (guest.memory, store)
        guest.call("set_max_stack_size", _STACK_BYTES)
        take = guest.evaluated(_HARNESS)
        return guest.applied(take, guest.text(source), guest.text(given))

    def _reason(self, error: Exception, store: Store) -> Exception:
        if self._watch.over:
            return SpentError("time")
        if store.get_fuel() == 0:
            return SpentError("fuel")
        if "stack exhausted" in str(error):
            return SpentError("stack")
        return SpentError("memory") if "unreachable" in str(error) else BrokenError()

    def _stubbed(self) -> Linker:
        """Return the guest's imports: a clock that stands, chance that is none, and nothing else."""
        linker = Linker(self._engine)
        own: dict[str, Callable[..., int | None]] = {"clock_time_get": self._clock, "random_get": self._chance}
        for each in self._module.imports:
            kind = each.type
            if not isinstance(kind, FuncType):
                raise BrokenError
            name = each.name or ""
            linker.define_func(each.module, name, kind, own.get(name) or _nothing(kind, each.module))
        return linker

    def _clock(self, _clock: int, _precision: int, place: int) -> int:
        return self._write(struct.pack("<q", self._now), place)

    def _chance(self, place: int, length: int) -> int:
        return self._write(bytes(min(length, 1024)), place)

    def _write(self, data: bytes, place: int) -> int:
        if self._memory is not None:
            memory, store = self._memory
            memory.write(store, data, place & 0xFFFFFFFF)
        return 0


def _compiled(engine: Engine, kept: Path | None) -> Module:
    """Return the compiled guest; one kept by another version of the machine is not taken."""
    if kept is not None and kept.exists():
        with suppress(WasmtimeError, OSError):
            return Module.deserialize_file(engine, str(kept))
    module = Module(engine, files("quickjs_rs").joinpath("_guest.wasm").read_bytes())
    if kept is not None:
        with suppress(OSError):
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.touch(0o600)
            fresh.write_bytes(module.serialize())
            fresh.replace(kept)
    return module


def _nothing(kind: FuncType, module: str) -> Callable[..., int | None]:
    """Return an import that does nothing; the system's say that there is no such thing."""
    answer = (_NO_SUCH if module.startswith("wasi") else 0) if kind.results else None

    def stub(*_: int) -> int | None:
        return answer

    return stub


class _Guest:
    """One instance, and how to speak with it: values are handles, texts are bytes in its memory."""

    def __init__(self, instance: Any, store: Store) -> None:  # noqa: ANN401 - wasmtime's own is private
        self._exports = instance.exports(store)
        self._store = store
        self.memory: Memory = self._exports["memory"]
        self._out = self.call("qjs_alloc", 4)

    def call(self, name: str, *arguments: int) -> int:
        """Call an export."""
        found: int = self._exports[name](self._store, *arguments)
        return found

    def evaluated(self, program: bytes) -> int:
        """Evaluate our own program."""
        return self._handle(self.call("eval_code", self._put(program), len(program), self._out))

    def text(self, data: bytes) -> int:
        """Return a text."""
        return self.call("new_string", self._put(data), len(data))

    def applied(self, function: int, *arguments: int) -> bytes:
        """Call a function; return the text that it gives."""
        place = self._put(struct.pack(f"<{len(arguments)}i", *arguments))
        undefined = self.call("new_undefined")
        given = self._handle(self.call("call_function", function, undefined, place, len(arguments), self._out))
        if self.call("get_string", given) != _OK:
            raise BrokenError
        return self._read(self.call("qjs_last_ptr"), self.call("qjs_last_len"))

    def _handle(self, status: int) -> int:
        if status != _OK:
            raise BrokenError
        found: int = struct.unpack("<i", self._read(self._out, 4))[0]
        return found

    def _put(self, data: bytes) -> int:
        place = self.call("qjs_alloc", max(len(data), 1))
        if place == 0:
            raise SpentError("memory")
        self.memory.write(self._store, data, place)
        return place

    def _read(self, place: int, length: int) -> bytes:
        place, length = place & 0xFFFFFFFF, length & 0xFFFFFFFF
        if length > LARGEST_OUTPUT:
            raise SpentError("output")
        if place + length > self.memory.data_len(self._store):
            raise BrokenError
        return bytes(self.memory.read(self._store, place, place + length))


class _Watch:
    """Ends a program at its deadline: one thread, which was there before the process was locked up."""

    def __init__(self, engine: Engine) -> None:
        self.over = False
        self._engine = engine
        self._changed = threading.Condition()
        self._until: float | None = None
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, seconds: float) -> None:
        """Let time run."""
        with self._changed:
            self.over, self._until = False, time.monotonic() + seconds
            self._changed.notify()

    def end(self) -> None:
        """Stop."""
        with self._changed:
            self._until = None

    def _look(self) -> None:
        while True:
            with self._changed:
                while self._until is None:
                    self._changed.wait()
                left = self._until - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                elif self._until is not None:
                    self.over, self._until = True, None
                    self._engine.increment_epoch()
