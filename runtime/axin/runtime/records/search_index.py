"""What records are searched by is kept in the statement that changes them."""

from collections.abc import Sequence
from typing import Final

from axin.builder.compiling.plan import EntityPlan
from axin.runtime.records.changes import Change
from axin.runtime.records.policy import Reader
from axin.runtime.records.record import Record
from axin.runtime.records.search_texts import searched, text_of
from axin.runtime.records.statement import Statement

_COLUMNS: Final = "tenant_no, entity_no, record_id, text"


def write_search(statement: Statement, reader: Reader, entity: EntityPlan, changes: Sequence[Change]) -> None:
    """Add to the statement what the changes make of the table of texts."""
    fields = searched(entity)
    if not fields:
        return
    here = f"{reader.tenant_no}, {entity.no}"
    if changes[0].kind == "deleted":
        ids = statement.place([change.after.id for change in changes], "uuid[]")
        statement.parts.append(f"delete from record_search where (tenant_no, entity_no) = ({here}) and record_id = any({ids})")
        return
    new = changes[0].kind != "updated"
    named = {part.key for part in fields}
    touched = changes if new else [change for change in changes if not named.isdisjoint(change.changed_fields())]
    if touched:
        put(statement, reader.tenant_no, entity, [change.after for change in touched], known=not new)


def put(statement: Statement, tenant_no: int, entity: EntityPlan, records: Sequence[Record], *, known: bool = True) -> None:
    """Add to the statement the texts of these records, which may be `known` already."""
    fields = searched(entity)
    texts = [text_of(fields, record.values) for record in records]
    rows = statement.rows([("id", "uuid", [record.id for record in records]), ("text", "text", texts)])
    again = "do update set text = excluded.text where record_search.text <> excluded.text" if known else "do nothing"
    statement.parts.append(
        f"insert into record_search ({_COLUMNS}) select {tenant_no}, {entity.no}, u.id, u.text from {rows} "
        f"on conflict (tenant_no, entity_no, record_id) {again}"
    )
