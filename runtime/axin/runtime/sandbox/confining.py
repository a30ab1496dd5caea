"""Locks up the process that runs code: no credentials, no network, no files, no other processes; bounded in all it takes.

What is asked of the kernel after this is refused unless it is on a short list: reading and writing what is open already, memory,
threads' waiting, time. The list stands beside the WebAssembly sandbox, not in its place.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from typing import Final

_MEGABYTE: Final = 1024 * 1024
MOST_MEMORY: Final = 1024 * _MEGABYTE
"""Of the process's address space beyond what it has at the start: the compiled guest and its 32 MiB fit many times."""
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _PR_SET_DUMPABLE = 1, 38, 22, 4
_FILTER: Final = 2
_REFUSE: Final = 0x00050001  # SECCOMP_RET_ERRNO | EPERM
_ALLOW: Final = 0x7FFF0000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_CALLS: Final = {
    "x86_64": (0xC000003E, {
        "read": 0, "write": 1, "close": 3, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12,
        "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sched_yield": 24, "mremap": 25, "madvise": 28,
        "getpid": 39, "exit": 60, "getrusage": 98, "sigaltstack": 131, "gettid": 186, "futex": 202, "clock_gettime": 228,
        "clock_nanosleep": 230, "exit_group": 231, "rseq": 334, "getrandom": 318, "restart_syscall": 219,
    }),
    "aarch64": (0xC00000B7, {
        "read": 63, "write": 64, "close": 57, "ppoll": 73, "lseek": 62, "mmap": 222, "mprotect": 226, "munmap": 215, "brk": 214,
        "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "sched_yield": 124, "mremap": 216, "madvise": 233,
        "getpid": 172, "exit": 93, "getrusage": 165, "sigaltstack": 132, "gettid": 178, "futex": 98, "clock_gettime": 113,
        "clock_nanosleep": 115, "exit_group": 94, "rseq": 293, "getrandom": 278, "restart_syscall": 128,
    }),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def die_with_parent() -> None:
    """End when whoever started this ends, also at kill -9."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:
            os._exit(0)


def lock_up() -> None:
    """Give up for good what running code does not need."""
    os.environ.clear()
    for kind, most in _bounds():
        resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _allow_few_calls()


def _bounds() -> Iterable[tuple[int, int]]:
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as found:  # noqa: PTH123 - before there is anything to open
            pages = int(found.read().split()[0])
        yield resource.RLIMIT_AS, pages * resource.getpagesize() + MOST_MEMORY
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):
        yield kind, 0


def _allow_few_calls() -> None:
    known = _CALLS.get(platform.machine())
    if known is None:
        return
    kind, calls = known
    numbers = sorted(calls.values())
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, kind), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, 0)]
    steps += [(_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    code = b"".join(struct.pack("<HBBI", *step) for step in steps)
    held = _Program(len(steps), code)
    _prctl(_PR_SET_SECCOMP, _FILTER, ctypes.addressof(held))


def _prctl(what: int, *values: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_ulong(value) for value in values] + [ctypes.c_ulong(0)] * (4 - len(values))
    if library.prctl(what, *given) != 0:
        raise OSError(ctypes.get_errno(), "the kernel refuses to lock this process up")
