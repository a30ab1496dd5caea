"""Faults of many rows, told at once: who corrects a hundred rows does not want to hear of them one by one."""

from types import TracebackType

from axin.platform.kernel.errors import InvalidError, Problem


class Gathered:
    """A context that keeps the faults raised in it, as often as it is entered, until `refuse` raises all of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __enter__(self) -> None:
        """Begin with one row."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        """Keep the row's faults; anything else passes."""
        if not isinstance(error, InvalidError):
            return False
        self.problems += error.problems
        return True

    def refuse(self) -> None:
        """Raise what was kept, if anything."""
        if self.problems:
            raise InvalidError(self.problems)
