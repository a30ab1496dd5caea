"""What of a formula its reader may be told: that, and only that, which reads nothing they may not see."""

from collections.abc import Iterable

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Path
from axin.runtime.records.policy import Reader, steps_of
from axin.runtime.records.record import SYSTEM_FIELDS


def may_tell(reader: Reader, entity: str, formula: Checked) -> bool:
    """Whether every name of a formula over a record of `entity` exists for the reader."""
    return all(exists(reader, entity, path) for path in paths_of(formula))


def paths_of(formula: Checked) -> Iterable[Path]:
    """Yield every path that a formula reads, those of its rows too."""
    yield from formula.reads
    for links, parts in formula.rows.items():
        yield links
        yield from (links + part for part in parts)


def exists(reader: Reader, entity: str, path: Path) -> bool:
    """Whether the live version has the path, and the reader may see every field on it."""
    steps = list(steps_of(reader.plan, entity, path))
    seen = [(rights := reader.role.of(owner)) is not None and rights.exists and name in rights.visible for owner, name in steps]
    rest = path[len(steps) :]
    return all(seen) and (not rest or rest[-1] in SYSTEM_FIELDS)
