"""Actions: what a step gives its action fits what the action takes, down to the type of each field."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from axin.builder.catalog.kinds import COMPUTED, USER, value_type
from axin.builder.checks.calendars import check_working_time
from axin.builder.checks.constants import check_constant
from axin.builder.checks.context import ANY_LINK, ROLE_PREFIX, Context
from axin.builder.checks.findings import listed, near
from axin.builder.checks.inputs import check_value, has_holes, is_formula, literal
from axin.builder.checks.output_schemas import faults
from axin.builder.checks.triggers import check_stage
from axin.builder.definitions.durations import seconds
from axin.builder.definitions.model import Entity, Part, list_of, object_of
from axin.builder.definitions.moments import moment_of
from axin.builder.formulas.types import ANY, BOOLEAN, DATETIME, NUMBER, TEXT, Type, link_to
from axin.builder.scenario_scopes import ROWS, ScenarioScope
from axin.builder.scopes import SYSTEM_FIELDS
from axin.platform.kernel.ids import parse_id

_USER_ACTIONS: Final = {"assign.choose": "among", "notify.users": "users", "approval.request": "approvers"}
_PLAIN: Final[dict[str, Type]] = {
    "title": TEXT,
    "text": TEXT,
    "subject": TEXT,
    "to": TEXT,
    "due": DATETIME,
    "limit": NUMBER,
    "status": NUMBER,
    "unless_open": BOOLEAN,
    "headers": ANY,
    "query": ANY,
    "body": ANY,
    "data": ANY,
    "input": ANY,
    "funnel": TEXT,
    "stage": TEXT,
}


@dataclass(frozen=True)
class ActionChecker:
    """Checks one action step in its scope."""

    context: Context
    scope: ScenarioScope

    def check(self, step: Part) -> None:
        """Note everything that is wrong with what the step gives."""
        given = Part("", step.at("with"), object_of(step.raw, "with"))
        action = step.text("action") or ""
        entity = self.context.entity(given.at("entity"), given.raw.get("entity")) if "entity" in given.raw else None
        self._plain(given)
        self._people(given, _USER_ACTIONS.get(action))
        self._people(given, "escalate" if "escalate" in given.raw else None)
        check_stage(self.context, given, None if entity is None else entity.key)
        if action == "record.create" and "stage" in given.raw and "funnel" not in given.raw:
            self.context.error(given.at("funnel"), "required")
        if entity is not None:
            self._entity(action, given, entity)
        if action == "assign.choose":
            self._choose(given)
        if action == "http.request":
            self._url(given)
        for place in faults(given.raw["output_schema"]) if "output_schema" in given.raw else ():
            self.context.error(given.at("output_schema", *place), "bad_schema")

    def _plain(self, given: Part) -> None:
        """Check the inputs that every action names alike."""
        for name, kind in _PLAIN.items():
            if name in given.raw:
                check_value(self.context, given.raw[name], given.at(name), self.scope, kind)
        self._due(given)
        check_working_time(self.context, given.at("working_hours"), given.raw.get("working_hours"))
        for name, kind in (("record", ANY_LINK), ("responsible", USER)):
            self._id(given, name, kind)

    def _due(self, given: Part) -> None:
        """Note a due date written out that is neither a date or time nor a duration."""
        due = given.raw.get("due")
        if not isinstance(due, str) or is_formula(due) or has_holes(due):
            return
        if seconds(due) is None and moment_of(due) is None:
            self.context.error(given.at("due"), "type_mismatch", expected="=formula, 2d, 2026-01-31, 2026-01-31T09:00+04:00")

    def _id(self, given: Part, name: str, kind: Type) -> None:
        value = given.raw.get(name)
        check_value(self.context, value, given.at(name), self.scope, kind)
        if isinstance(value, str) and not is_formula(value) and not has_holes(value) and parse_id(value) is None:
            self.context.error(given.at(name), "type_mismatch", expected="=formula, id")
        elif name == "responsible" and isinstance(value, str):
            self.context.person(given.at(name), value)

    def _people(self, given: Part, name: str | None) -> None:
        if name is None:
            return
        value = given.raw.get(name)
        for index, person in enumerate(value if isinstance(value, list) else [value]):
            pointer = given.at(name, index) if isinstance(value, list) else given.at(name)
            self._person(person, pointer, alone=not isinstance(value, list))

    def _person(self, value: object, pointer: str, *, alone: bool) -> None:
        if not isinstance(value, str):
            return
        if value.startswith(ROLE_PREFIX):
            self.context.role(pointer, value.removeprefix(ROLE_PREFIX))
        elif is_formula(value):
            self.context.formula(value, pointer, self.scope.formulas, None if alone else USER)
        elif has_holes(value):
            check_value(self.context, value, pointer, self.scope, USER)
        elif parse_id(value) is None:
            roles = self.context.model.roles
            suggestion = f"{ROLE_PREFIX}{value}" if value in roles else None
            self.context.error(pointer, "type_mismatch", suggestion, expected="role:KEY, =formula, id")
        else:
            self.context.person(pointer, value)

    def _entity(self, action: str, given: Part, entity: Entity) -> None:
        self._id(given, "id", link_to(entity.key))
        over = self.scope.over(entity.key)
        self.context.filter(given.raw.get("filter"), given.at("filter"), over, entity.key)
        if action == "record.aggregate":
            over_many = self.scope.aggregating(entity.key)
            self.context.formula(given.raw.get("formula"), given.at("formula"), over_many, over=True, of=ROWS)
        self._sort(given, entity)
        for name in ("values", "create"):
            self._values(given, name, entity)
        for index, item in enumerate(list_of(given.raw, "items")):
            if isinstance(item, dict):
                lines = self._lines_entity(given, entity)
                self._values(Part("", given.at("items"), {str(index): item}), str(index), lines)
        for index, key in enumerate(list_of(given.raw, "match")):
            target = self._lines_entity(given, entity) if action == "lines.add" else entity
            if target is not None:
                self.context.field_of(given.at("match", index), target, key)
        if action == "record.create":
            self._required(given, entity)

    def _lines_entity(self, given: Part, entity: Entity) -> Entity | None:
        lines = {e.lines_as: e for e in self.context.model.entities.values() if e.parent == entity.key and e.lines_as}
        name = given.text("lines") or ""
        return lines[name] if self.context.known(given.at("lines"), "unknown_field", name, lines) else None

    def _sort(self, given: Part, entity: Entity) -> None:
        sort = given.text("sort")
        names = [*self.context.field_names(entity), *SYSTEM_FIELDS]
        for name in (sort or "").split(",") if sort else ():
            self.context.known(given.at("sort"), "unknown_field", name.strip().removeprefix("-"), names)

    def _values(self, given: Part, name: str, entity: Entity | None) -> None:
        for key, value in object_of(given.raw, name).items():
            pointer = given.at(name, key)
            if entity is None:
                check_value(self.context, value, pointer, self.scope, ANY)
            elif key == "responsible" and name == "create":
                self._id(Part("", given.at(name), {key: value}), key, USER)
            elif self.context.field_of(pointer, entity, key):
                self._field(entity, key, value, pointer)

    def _field(self, entity: Entity, key: str, value: Any, pointer: str) -> None:  # noqa: ANN401 - JSON
        """Check the value given to one field."""
        part = entity.stored[key]
        if part.text("type") in COMPUTED:
            self.context.error(pointer, "computed_field")
        elif is_formula(value) or has_holes(value):
            check_value(self.context, value, pointer, self.scope, value_type(part.raw))
        elif isinstance(value, list):
            check_value(self.context, value, pointer, self.scope, ANY)
        else:
            self._constant(part, value, pointer)

    def _constant(self, part: Part, value: object, pointer: str) -> None:
        if value is None and part.raw.get("required") is True:
            self.context.error(pointer, "required_value")
        elif not check_constant(part.raw, literal(value)):
            options = [str(option.get("key")) for option in list_of(part.raw, "options") if isinstance(option, dict)]
            if options and isinstance(value, str):
                self.context.error(pointer, "unknown_option", near(value, options), names=listed(options))
            else:
                self.context.error(pointer, "type_mismatch", expected=part.text("type") or "")

    def _required(self, given: Part, entity: Entity) -> None:
        """Note required fields of a new record that nothing fills."""
        values = object_of(given.raw, "values")
        for part in entity.stored.values():
            needed = part.raw.get("required") is True and not {"default", "visible"} & part.raw.keys()
            if needed and part.key not in values and part.text("type") not in COMPUTED:
                self.context.error(given.at("values", part.key), "required_value")

    def _choose(self, given: Part) -> None:
        load = given.raw.get("load")
        if load is not None:
            self.context.entity(given.at("load"), load)
        formula = given.raw.get("formula")
        self.context.formula(formula, given.at("formula"), self.scope.formulas, USER)
        if given.raw.get("rule") == "by_formula" and formula is None:
            self.context.error(given.at("formula"), "required")

    def _url(self, given: Part) -> None:
        url = given.raw.get("url")
        if not isinstance(url, str):
            return
        check_value(self.context, url, given.at("url"), self.scope, TEXT)
        if not is_formula(url) and not has_holes(url) and not _is_address(url):
            self.context.error(given.at("url"), "bad_url")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
