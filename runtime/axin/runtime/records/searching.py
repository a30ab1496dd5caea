"""Search across the records of a workspace: by parts of words, forgiving of slips, under the rights of whoever asks.

The index is asked for ids. The records are read again under the policy, and each is an answer only by fields that exist for
the reader: what is hidden finds nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from axin.builder.compiling.plan import FieldPlan, Plan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError
from axin.runtime.records.graph import read_by_ids, stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.query import Query
from axin.runtime.records.record import Record
from axin.runtime.records.search_texts import field_text, searched, words_of
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor

MOST_ROWS: Final = 50
DEFAULT_ROWS: Final = 20
LONGEST_QUERY: Final = 200
_CANDIDATES: Final = 300
_OF_A_RESTRICTED: Final = 2_000
"""How many ids are looked at for a reader who may not see all of them; of more, those in reach are looked for by themselves."""
_ALIKE: Final = 600
"""How many that are alike the index is asked for."""
_LEAST_ALIKE: Final = 0.5
_LEAST_ALIKE_OF_SHORT: Final = 0.4
_LONG: Final = 6
"""A slip takes more of a shorter word: the same figures as in `search_records`."""
_SHORT: Final = 3
"""Shorter words are looked for at the beginning of words only."""
_FORGIVEN: Final = 4
"""From this length on a word may be misspelt."""
_CLOSE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, and by which of its fields."""

    record: Record
    field: FieldPlan
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the best first; `similar` where nothing holds the words as they were written."""

    hits: list[Hit]
    similar: bool = False


async def search(plan: Plan, actor: Actor, query: str, *, entity: str | None = None, limit: int = DEFAULT_ROWS) -> Found:
    """Return the records that hold every word of the query; where there are none, those that hold similar ones."""
    if not 1 <= limit <= MOST_ROWS:
        raise InvalidError.at("/query/limit", "out_of_range", f"A search answers 1 to {MOST_ROWS} records.")
    reader = Reader(plan, actor)
    places = _places(reader, entity)
    words = words_of(query[:LONGEST_QUERY])
    if not places or not words:
        return Found([])
    hits = await _hits(reader, places, words, similar=False)
    if hits or all(len(word) < _FORGIVEN or word.isdigit() for word in words):
        return Found(hits[:limit])
    return Found((await _hits(reader, places, words, similar=True))[:limit], similar=True)


def _places(reader: Reader, entity: str | None) -> dict[int, EntityRights]:
    """Return the rights over the entities to look in, by number: those that have a searched field the reader sees."""
    keys: Iterable[str] = [entity] if entity is not None else reader.plan.entities
    if entity is not None:
        reader.rights_of(entity)
    rights = [reader.rights_of(key) for key in keys if reader.may_see(key)]
    return {one.entity.no: one for one in rights if _seen(one)}


def _seen(rights: EntityRights) -> list[FieldPlan]:
    return [part for part in searched(rights.entity) if part.key in rights.visible]


async def _hits(reader: Reader, places: Mapping[int, EntityRights], words: Sequence[str], *, similar: bool) -> list[Hit]:
    whole = all(_whole(one) for one in places.values())
    most = _CANDIDATES if whole else _OF_A_RESTRICTED
    rows = await connection().fetch(
        "select entity_no, record_id from search_records($1, $2, $3, $4)",
        list(places), list(words) if similar else [_pattern(word) for word in words], similar, most,
    )  # fmt: skip
    by_entity: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_entity[row["entity_no"]].append(row["record_id"])
    found = [
        (places[no], record) for no, ids in by_entity.items() for record in await read_by_ids(reader, places[no].entity, ids)
    ]
    if not whole and len(rows) >= (_ALIKE if similar else most):  # there are more, and those in reach may be among them
        for one in places.values():
            found += [] if _whole(one) else [(one, record) for record in await _in_reach(reader, one, words, similar=similar)]
    hits = {record.id: hit for rights, record in found if (hit := _hit(rights, record, words, similar=similar)) is not None}
    return sorted(hits.values(), key=lambda hit: (hit.rank, -hit.record.id.int))


def _whole(rights: EntityRights) -> bool:
    """Whether the reader sees every record and every searched field of it."""
    return rights.unrestricted and len(_seen(rights)) == len(searched(rights.entity))


async def _in_reach(reader: Reader, rights: EntityRights, words: Sequence[str], *, similar: bool) -> list[Record]:
    """Return the newest records that the reader sees and whose text holds the words: found from the records' side."""
    names = RecordNames(Query(reader, []), rights.entity, "r")
    place = names.query.parameter
    if similar:
        least = _LEAST_ALIKE if min(map(len, words)) >= _LONG else _LEAST_ALIKE_OF_SHORT
        holds = [f"word_similarity({place(word)}::text, s.text) >= {least}" for word in words]
    else:
        holds = [f"s.text like {place(_pattern(word))}::text" for word in words]
    rows = await names.query.fetch(
        f"""select {columns("r")} from record r join record_search s on s.tenant_no = {reader.tenant_no}
            and s.entity_no = {rights.entity.no} and s.record_id = r.id
            where {names.readable()} and {" and ".join(holds)} order by r.id desc limit {_OF_A_RESTRICTED}"""
    )
    readers = stored_readers(reader, rights.entity)
    return [read_row(rights.entity, row, readers) for row in rows]


def _pattern(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"% {escaped}%" if len(word) < _SHORT else f"%{escaped}%"


def _hit(rights: EntityRights, record: Record, words: Sequence[str], *, similar: bool) -> Hit | None:
    """Return the record as an answer, by the fields that the reader sees; None where it is none by these."""
    texts = [(part, f" {text}") for part in _seen(rights) if (text := field_text(part, record.values.get(part.key)))]
    ranks: list[tuple[int, int, FieldPlan]] = []
    for word in words:
        found = [
            (rank, place, part) for place, (part, text) in enumerate(texts) if (rank := _rank(word, text, similar)) is not None
        ]
        if not found:
            return None
        ranks.append(min(found, key=lambda one: one[:2]))
    best = min(ranks, key=lambda one: (one[1], one[0]))
    return Hit(record, best[2], (max(place for _, place, _ in ranks) > 0, sum(rank for rank, _, _ in ranks)))


def _rank(word: str, text: str, similar: bool) -> int | None:  # noqa: FBT001 - handed on
    """Return how well a text holds a word, 0 best: as its beginning, as that of a word, within one, or like one of its words."""
    if similar:
        closest = max((SequenceMatcher(None, word, one[: len(word) + 2]).ratio() for one in text.split()), default=0)
        return round((1 - closest) * 100) if closest >= _CLOSE or word in text else None
    if text.startswith(f" {word}"):
        return 0
    if f" {word}" in text:
        return 1
    return 2 if len(word) >= _SHORT and word in text else None


def api_of(rights: EntityRights, hit: Hit) -> dict[str, Any]:
    """Return an answer in the API's form."""
    record = hit.record
    title = record.values.get(rights.entity.display or "") if (rights.entity.display or "") in rights.visible else None
    return {
        "entity": rights.entity.key,
        "id": record.id,
        "number": record.number,
        "title": title if isinstance(title, str) else None,
        "field": hit.field.key,
        "text": str(record.values.get(hit.field.key))[:200],
        "funnel": record.funnel,
        "stage": record.stage,
    }
