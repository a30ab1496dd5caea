"""Computed fields whose values are kept beside the record, so that lists find and sort by them: those that have a slot.

What is kept is computed with all in view. Who may not see all that a formula reads gets its value computed from what they may
see, and is answered from that, never from what is kept.
"""

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.runtime.records.needs import Needs
from axin.runtime.records.policy import OfParent, Reader


def kept_computed(part: FieldPlan) -> bool:
    """Whether the field is computed and its value is kept."""
    return part.derived and part.slot is not None


def serves_kept(reader: Reader, entity: EntityPlan, part: FieldPlan) -> bool:
    """Whether queries of this reader may go by the kept value: it is there for all records, and the very one they would see."""
    if not kept_computed(part) or not part.slot_ready:
        return False
    key = ("serves kept", reader.role.role, entity.key, part.key)
    found: bool | None = reader.prepared.kept.get(key)
    if found is None:
        found = reader.prepared.kept[key] = _in_view(reader, Needs(reader.plan, entity).of_fields([part.key]))
    return found


def _in_view(reader: Reader, needs: Needs) -> bool:
    return all(
        _reaches(reader, needs.entity, beyond.entity) and _in_view(reader, beyond)
        for beyond in (*needs.links.values(), *needs.rows.values())
    )


def _reaches(reader: Reader, holder: EntityPlan, entity: EntityPlan) -> bool:
    """Whether who sees a record of `holder` sees all of `entity` linked to it: everything, or lines as their parent."""
    rights, over = reader.role.of(entity.key), reader.role.of(holder.key)
    if rights is None or over is None:
        return False
    if rights.unrestricted:
        return True
    if entity.parent != holder.key or "hidden" in rights.stages.values():
        return False
    return isinstance(rights.read, OfParent) or (rights.read in {"own", "team"} and rights.read == over.read)
