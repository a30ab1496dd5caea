"""The numbers of records: handed out in blocks, so that the writers of an entity never wait for each other. Gaps happen."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from axin.platform.data.unit_of_work import control_row

_SMALLEST_BLOCK: Final = 10
_LARGEST_BLOCK: Final = 500
_KEPT_BLOCKS: Final = 10_000
_TAKE: Final = """
    insert into record_number (tenant_no, entity_no, next) values ($1, $2, $3 + 1)
    on conflict (tenant_no, entity_no) do update set next = record_number.next + $3
    returning next - $3 as first"""


@dataclass(slots=True)
class _Block:
    next: int
    end: int
    size: int


_blocks: Final[OrderedDict[tuple[int, int], _Block]] = OrderedDict()


async def take(tenant_no: int, entity_no: int, amount: int) -> list[int]:
    """Return numbers that no record of the entity has had.

    A block is taken outside the open transaction, by the control role's own connection: nobody waits for a commit.
    """
    key = (tenant_no, entity_no)
    taken: list[int] = []
    while len(taken) < amount:
        block = _blocks.get(key)
        if block is None or block.next >= block.end:
            block = await _take_block(key, amount - len(taken), block)
        upto = min(block.end, block.next + amount - len(taken))
        taken.extend(range(block.next, upto))
        block.next = upto
    return taken


async def _take_block(key: tuple[int, int], wanted: int, used_up: _Block | None) -> _Block:
    size = max(wanted, min(_LARGEST_BLOCK, used_up.size * 2) if used_up is not None else _SMALLEST_BLOCK)
    row = await control_row(_TAKE, *key, size)
    first = int(row["first"]) if row is not None else 1
    block = _blocks[key] = _Block(first, first + size, size)
    _blocks.move_to_end(key)
    while len(_blocks) > _KEPT_BLOCKS:
        _blocks.popitem(last=False)
    return block


def forget_blocks() -> None:
    """Drop the blocks of this process (tests that rebuild their database need it)."""
    _blocks.clear()
