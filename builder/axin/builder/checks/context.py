"""What every check works with: the document's model, its types, and the findings so far."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from axin.builder.checks.findings import Finding, listed, near
from axin.builder.checks.reads import Name, fields_read, only_in_python
from axin.builder.checks.run_rights import RunRights
from axin.builder.compiling.formulas import source_of
from axin.builder.definitions.model import Entity, Model
from axin.builder.formulas import checker, templates
from axin.builder.formulas.checker import Checked, Scope
from axin.builder.formulas.errors import FormulaError, FormulaProblem, problem
from axin.builder.formulas.types import BOOLEAN, Type, link_to
from axin.builder.scopes import SYSTEM_FIELDS, World
from axin.platform.kernel.ids import parse_id
from axin.tenants.actor import PRESET_ROLES

ROLE_PREFIX: Final = "role:"
ANY_LINK: Final = link_to("")
"""The id of a record of any entity."""
_STEP: Final = re.compile(r"steps\.\s*(\w*)")
_NAME: Final = re.compile(r"\w+")
STEPS_OF_A_RUN: Final = 10_000
"""What the smallest plan allows."""
_UNKNOWN: Final = frozenset({"unknown_name", "unknown_field"})


@dataclass(frozen=True, slots=True)
class People:
    """Who is in the workspace: the ids of its people, and the roles that somebody has."""

    ids: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass
class Context:
    """One check of one document."""

    model: Model
    world: World
    people: People | None = None
    steps_of_a_run: int = STEPS_OF_A_RUN
    """How many steps a run may take."""
    only_in_python: frozenset[Name] = frozenset()
    """The formula fields that the database cannot compute."""
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    rights: RunRights | None = None
    """Of the scenario being checked: what the role it runs as may."""

    def error(self, pointer: str, code: str, suggestion: str | None = None, **details: str) -> None:
        """Note an error."""
        self.errors.append(Finding(pointer, code, details, suggestion))

    def warn(self, pointer: str, code: str, **details: str) -> None:
        """Note a warning."""
        self.warnings.append(Finding(pointer, code, details))

    def known(self, pointer: str, code: str, name: object, names: Iterable[str]) -> bool:
        """Note the error `code` where the text `name` is none of `names`; say whether it is one."""
        if not isinstance(name, str):
            return False
        known = list(names)
        if name in known:
            return True
        self.error(pointer, code, near(name, known), names=listed(known))
        return False

    def entity(self, pointer: str, name: object) -> Entity | None:
        """Return the entity `name`; note an error where there is none."""
        return self.model.entities[str(name)] if self.known(pointer, "unknown_entity", name, self.model.entities) else None

    def field_of(self, pointer: str, entity: Entity, name: object, *, system: bool = False) -> bool:
        """Note an error where `entity` has no field `name`."""
        names = [*self.field_names(entity), *(SYSTEM_FIELDS if system else ())]
        return self.known(pointer, "unknown_field", name, names)

    def field_names(self, entity: Entity) -> list[str]:
        """Return the keys of an entity's fields; of lines, the link to their parent and their place too."""
        return list(entity.stored)

    def person(self, pointer: str, value: str) -> None:
        """Note an error where a person is named who is not in the workspace."""
        if self.people is not None and parse_id(value) is not None and str(parse_id(value)) not in self.people.ids:
            self.error(pointer, "unknown_user")

    def role(self, pointer: str, name: object) -> None:
        """Note an error where there is no role `name`; the preset ones always are."""
        self.known(pointer, "unknown_role", name, [*self.model.roles, *PRESET_ROLES])

    def formula(
        self,
        value: object,
        pointer: str,
        scope: Scope,
        expect: Type | None = None,
        *,
        over: bool = False,
        of: str | None = None,
    ) -> Checked | None:
        """Check a formula and note its faults.

        `over` says that an entity's fields stand bare in its scope, `of` which links the formula of a rollup or lookup runs over.
        """
        if not isinstance(value, str) or not value:
            return None
        source = source_of(value)
        try:
            checked = checker.check(source, scope, expect, of)
            if expect is not None and expect.kind == "link":
                self.leads(checker.check(source, scope).type, expect, pointer)
        except FormulaError as error:
            shift = len(value) - len(source)
            self._faults([fault.moved(shift) for fault in error.faults], value, pointer, scope, over=over)
            return None
        self._seen(checked, pointer, scope, over=self.rights.entity if over and self.rights else None)
        return checked

    def _seen(self, checked: Checked, pointer: str, scope: Scope, *, over: str | None) -> None:
        """Warn of what a formula reads and the role that the scenario runs as does not see."""
        unseen = [] if self.rights is None else self.rights.unseen(checked, scope, over=over)
        if unseen:
            self.warn(pointer, "hidden_from_role", names=listed(unseen))

    def filter(self, value: object, pointer: str, scope: Scope, entity: str) -> None:
        """Check a condition by which the database chooses records of `entity`."""
        checked = self.formula(value, pointer, scope, BOOLEAN, over=True)
        if checked is None or not isinstance(value, str):
            return
        shift = len(value) - len(source_of(value))
        part = only_in_python(checked.node)
        read = set(fields_read(self.world.entities, entity, checked))
        if part is not None or read & self.only_in_python:
            start, end = (part.start, part.end) if part is not None else (0, len(checked.source))
            fault = problem("not_in_sql", start, end).moved(shift)
            self.errors.append(Finding(pointer, "not_in_sql", {}, None, fault))

    def template(self, value: str, pointer: str, scope: Scope) -> tuple[str | Checked, ...] | None:
        """Check a text with holes, note the faults of its formulas, and return its parts; None where it has faults."""
        try:
            parts = templates.parse_template(value, scope)
        except FormulaError as error:
            self._faults(error.faults, value, pointer, scope, over=False)
            return None
        for hole in parts:
            if isinstance(hole, Checked):
                self._seen(hole, pointer, scope, over=None)
        return parts

    def leads(self, found: Type, expect: Type, pointer: str) -> None:
        """Note a link that leads to records of another entity, or to a person where a record is meant."""
        if found.kind in {"link", "record"} and expect != ANY_LINK and found.entity != expect.entity:
            self.error(pointer, "wrong_link", names=expect.entity or "user")

    def _faults(self, faults: Iterable[FormulaProblem], text: str, pointer: str, scope: Scope, *, over: bool) -> None:
        for found in faults:
            fault = _of_record(found, text, scope)
            finding = _of_step(fault, text, pointer, scope) or Finding(pointer, _code(fault, over=over), {}, None, fault)
            self.errors.append(replace(finding, pointer=pointer))


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the document's order, each once."""
    once: dict[Any, Finding] = {}
    for finding in findings:
        start = finding.formula.start if finding.formula else -1
        once.setdefault((finding.pointer, finding.code, start), finding)
    return list(once.values())


def _code(fault: FormulaProblem, *, over: bool) -> str:
    if fault.code.startswith("mismatch_"):
        return "type_mismatch"
    return "unknown_field" if over and fault.code == "unknown_name" else fault.code


def _of_record(fault: FormulaProblem, text: str, scope: Scope) -> FormulaProblem:
    """Suggest `record.x` for the name of a field that stands bare where only a scenario's words do."""
    record, name = scope.names.get("record"), _NAME.match(text, fault.start)
    if fault.code != "unknown_name" or record is None or name is None:
        return fault
    fields = scope.entities.get(record.entity or "", {})
    return replace(fault, suggestion=f"record.{name.group()}") if name.group() in fields else fault


def _of_step(fault: FormulaProblem, text: str, pointer: str, scope: Scope) -> Finding | None:
    """Return the finding of a step that is not there (or not yet run), where that is what the name asked for."""
    if fault.code not in _UNKNOWN or not _asks_for_step(text, fault):
        return None
    steps = {name.split(".")[1] for name in scope.names if name.startswith("steps.")}
    named = _STEP.match(text, text.rfind("steps.", 0, fault.start + len("steps.")))
    key = named.group(1) if named else ""
    if key in steps:
        return None
    return Finding(pointer, "unknown_step", {"names": listed(sorted(steps))}, near(key, steps))


def _asks_for_step(text: str, fault: FormulaProblem) -> bool:
    """Return whether the unknown name is `steps` itself or what follows it."""
    return text.startswith("steps.", fault.start) or text[: fault.start].rstrip().endswith("steps.")
