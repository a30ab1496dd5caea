"""The plan: a published solution, compiled and immutable. All that the runtime knows of what was designed.

Numbers (`no`) are assigned once per workspace at publish and never reused: a field that changes its type gets a new one, a
field that is removed and comes back with its type gets its old one, and finds its values again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from axin.builder.formulas.checker import Checked
from axin.builder.formulas.types import Type
from axin.builder.formulas.values import Context

FieldType = Literal[
    "text", "long_text", "integer", "number", "money", "percent", "boolean", "date", "datetime", "select", "multi_select",
    "email", "phone", "url", "user", "link", "links", "formula", "autonumber", "rollup", "lookup", "rich_text", "time",
    "duration", "team", "file", "image", "address", "rating", "json",
]  # fmt: skip
SlotKind = Literal["text", "num", "time", "ref"]
Scope = Literal["none", "own", "team", "all"]
Titles = Mapping[str, str]
"""A title by language; the key "" holds the one for languages that have none of their own."""


@dataclass(frozen=True, slots=True)
class OptionPlan:
    """An option of a select."""

    key: str
    title: Titles
    color: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field: how it is typed, stored, checked and computed."""

    key: str
    no: int
    type: FieldType
    title: Titles
    value_type: Type
    slot: str | None = None
    """The column that holds it beside the JSON: text_1…8, num_1…6, time_1…4, ref_1…4. None: in the JSON alone."""
    slot_ready: bool = True
    decimals: int = 6
    required: bool | Checked = False
    default: Any = None
    """A value in the API's form, or a Checked formula."""
    unique: bool = False
    indexed: bool = False
    min: Any = None
    max: Any = None
    max_length: int | None = None
    pattern: str | None = None
    unit: str | None = None
    currency: str | None = None
    options: Mapping[str, OptionPlan] = field(default_factory=dict)
    to: str | None = None
    inverse: str | None = None
    on_delete: Literal["restrict", "clear", "cascade"] = "clear"
    formula: Checked | None = None
    result: str | None = None
    """What a formula's value is declared to be; a `percent` is kept as percents are: 5 means 5 %."""
    rounds: int | None = None
    """Of a computed number: to how many digits after the point it is rounded; None: as the formula gives it."""
    implied: bool = False
    """Whether nobody defined it: the link of lines to their parent, and their place."""
    of: str | None = None
    """Of a rollup or lookup: the links it runs over."""
    prefix: str = ""
    digits: int = 0
    max_size: int | None = None
    types: Sequence[str] = ()
    """Of a file: the media types that are taken (`image/*` takes every picture); none named, all."""
    many: bool = False
    among: str | None = None
    validate: Checked | None = None
    message: Titles | None = None
    visible: Checked | None = None
    help: Titles | None = None

    @property
    def computed(self) -> bool:
        """Whether nobody writes it: a formula, a rollup, a lookup or an autonumber."""
        return self.derived or self.type == "autonumber"

    @property
    def derived(self) -> bool:
        """Whether its value is computed from a formula."""
        return self.type in {"formula", "rollup", "lookup"}


@dataclass(frozen=True, slots=True)
class EntityPlan:
    """An entity: its fields in order, and what names its records."""

    key: str
    no: int
    title: Titles
    plural: Titles
    display: str
    icon: str
    fields: Mapping[str, FieldPlan]
    unique: Sequence[tuple[str, ...]] = ()
    inverses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Names of the links that come back here: inverse -> (entity, its link field)."""
    parent: str | None = None
    """For the lines of another entity: that entity's key, which is also the name of the link to it."""
    lines_as: str | None = None
    match: tuple[str, ...] = ()
    """Fields of which one with the same value says that two records are the same thing."""
    on_match: Literal["merge", "reject", "warn"] = "warn"


@dataclass(frozen=True, slots=True)
class StageTaskPlan:
    """A task that entering the stage opens."""

    title: Titles
    due: str | None = None


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """A point of a stage's checklist; a required one is ticked before the card goes on."""

    key: str
    title: Titles
    required: bool = False


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage of a funnel."""

    key: str
    title: Titles
    kind: Literal["open", "won", "lost"] = "open"
    probability: int | None = None
    requires: Sequence[str] = ()
    hint: Titles | None = None
    color: str | None = None
    tasks: Sequence[StageTaskPlan] = ()
    sla: str | None = None
    checklist: Sequence[CheckPlan] = ()


@dataclass(frozen=True, slots=True)
class TransitionPlan:
    """Where a card may go from one stage."""

    source: str
    to: Sequence[str]
    roles: Sequence[str] = ()
    when: Checked | None = None


@dataclass(frozen=True, slots=True)
class FunnelPlan:
    """A funnel of one entity; `transitions` None means any."""

    key: str
    entity: str
    title: Titles
    stages: Mapping[str, StagePlan]
    transitions: Sequence[TransitionPlan] | None = None
    amount_field: str | None = None
    amount_mode: Literal["manual", "lines", "formula"] = "manual"
    amount_formula: Checked | None = None
    """What the product writes into the amount's field; None where people write it, or it is computed by itself."""

    @property
    def stage_keys(self) -> tuple[str, ...]:
        """The keys of its stages, in order."""
        return tuple(self.stages)


@dataclass(frozen=True, slots=True)
class Template:
    """A value of `with`, compiled: a constant, a formula, a text with holes, or a list or object of these."""

    kind: Literal["constant", "formula", "text", "list", "object"]
    constant: Any = None
    formula: Checked | None = None
    parts: Sequence["str | Checked"] = ()
    items: Sequence["Template"] = ()
    members: Mapping[str, "Template"] = field(default_factory=dict)
    source: Any = None
    """What the author wrote."""


@dataclass(frozen=True, slots=True)
class TriggerPlan:
    """What starts a scenario. `options` holds the rest of the trigger as written (cron, timezone, auth, map, title…)."""

    on: str
    entity: str | None = None
    fields: Sequence[str] = ()
    funnel: str | None = None
    stage: str | None = None
    condition: Checked | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, FieldPlan] = field(default_factory=dict)
    """What a scenario that others call declares to take; nothing declared, anything."""


@dataclass(frozen=True, slots=True)
class RetryPlan:
    """How often and how soon a failing step is tried again; times in seconds."""

    times: int = 0
    backoff: Literal["exponential", "fixed"] = "exponential"
    first: float = 10.0
    max: float = 3600.0
    then: str = "fail"
    """fail, continue, or scenario:KEY."""


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case of a switch: its value, and the steps where the switch has it."""

    value: Template
    steps: Sequence["StepPlan"]


@dataclass(frozen=True, slots=True)
class StepPlan:
    """A step: exactly one of its kinds. Branches are nested lists of steps."""

    key: str
    kind: Literal["action", "if", "switch", "for_each", "parallel", "call", "set", "stop", "wait"]
    title: Titles
    when: Checked | None = None
    retry: RetryPlan = RetryPlan()
    timeout: float | None = None
    action: str | None = None
    inputs: Mapping[str, Template] = field(default_factory=dict)
    filter: Checked | None = None
    """record.find's filter, checked against the entity's scope and the scenario's."""
    formula: Checked | None = None
    """record.aggregate's formula, over the records it finds."""
    condition: Checked | None = None
    then: Sequence["StepPlan"] = ()
    """The steps where the condition holds; of a loop, those for each item."""
    otherwise: Sequence["StepPlan"] = ()
    """The steps where it does not; of a switch, those where no case fits."""
    switch: Checked | None = None
    cases: Sequence[CasePlan] = ()
    each: Checked | None = None
    """What gives the items of a loop."""
    values: Mapping[str, Template] = field(default_factory=dict)
    wait_for: float | None = None
    """Seconds."""
    working: Mapping[str, Any] | None = None
    """Where only working time counts, of a wait or a due date: what it changes in the workspace's. None: all time counts."""
    wait_until: Checked | None = None
    wait_event: TriggerPlan | None = None
    """What ends the wait; its condition reads the awaited record's fields bare, and this scenario's names."""
    wait_timeout: float | None = None
    """How many seconds it waits for the event at most."""
    calls: str | None = None
    """The scenario that it calls, with `inputs`."""
    arms: Sequence[Sequence["StepPlan"]] = ()
    """The branches that run side by side."""
    override: bool = False
    """Whether it passes over the rules of stages, where its role may."""
    stop_result: Template | None = None
    stop_error: Template | None = None

    @property
    def inside(self) -> tuple[Sequence["StepPlan"], ...]:
        """The lists of steps inside this one."""
        return (self.then, *(case.steps for case in self.cases), self.otherwise, *self.arms)


def every_step(steps: Iterable[StepPlan]) -> Iterator[StepPlan]:
    """Yield the steps, each with those inside it, as they are written."""
    for step in steps:
        yield step
        for inside in step.inside:
            yield from every_step(inside)


@dataclass(frozen=True, slots=True)
class ScenarioPlan:
    """A scenario: what starts it, on what condition, as whom, and its steps."""

    key: str
    title: Titles
    enabled: bool
    trigger: TriggerPlan
    when: Checked | None
    run_as: str
    """role:KEY, actor or author."""
    steps: Sequence[StepPlan]
    concurrency_per: str = "record"
    concurrency_policy: Literal["queue", "skip", "restart", "parallel"] = "queue"
    settle: float | None = None
    goal: str | None = None
    owner: str | None = None
    saves_minutes: float | None = None

    @property
    def actions(self) -> dict[str, str]:
        """The action of each step that has one, at any depth, by the step's key."""
        return {step.key: step.action for step in every_step(self.steps) if step.action is not None}


@dataclass(frozen=True, slots=True)
class ViewPlan:
    """A saved way to look at the records of an entity."""

    key: str
    title: Titles
    entity: str
    kind: Literal["table", "board", "calendar", "list"] = "table"
    funnel: str | None = None
    columns: Sequence[str] = ()
    """The fields shown, in order; none means all."""
    widths: Mapping[str, int] = field(default_factory=dict)
    pinned: int = 1
    filter: str | None = None
    """As written: it is checked against what each reader may see."""
    sort: str | None = None
    group: str | None = None
    totals: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    roles: Sequence[str] = ()
    """Who is offered it; none means everybody who sees the entity."""


@dataclass(frozen=True, slots=True)
class FieldRights:
    """What a role may do with one field, where it is less than the entity's rights."""

    hidden: bool = False
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class AccessPlan:
    """What a role may do with one entity. A read, update or delete right is a scope, or a formula over the record."""

    entity: str
    create: bool = False
    read: Scope | Checked = "none"
    update: Scope | Checked = "none"
    delete: Scope | Checked = "none"
    fields: Mapping[str, FieldRights] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    export: bool = True
    override: bool = False
    """Whether steps of its scenarios may pass over the rules of stages."""


@dataclass(frozen=True, slots=True)
class RolePlan:
    """A role of the solution. What it does not name it may not."""

    key: str
    title: Titles
    access: Mapping[str, AccessPlan]
    scenarios: Sequence[str] = ()
    builder: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One published version, compiled."""

    tenant_no: int
    version: int
    key: str
    title: Titles
    locale: str
    timezone: str
    currency: str
    author: str
    """The id of the person who published it."""
    author_role: str
    working_hours: Mapping[str, str] = field(default_factory=dict)
    days_off: tuple[date, ...] = ()
    days_on: tuple[date, ...] = ()
    entities: Mapping[str, EntityPlan] = field(default_factory=dict)
    funnels: Mapping[str, FunnelPlan] = field(default_factory=dict)
    scenarios: Mapping[str, ScenarioPlan] = field(default_factory=dict)
    roles: Mapping[str, RolePlan] = field(default_factory=dict)
    unfilled: frozenset[tuple[int, int]] = frozenset()
    """The slots that are being filled, as numbers of entity and field: queries do without them."""
    unclaimed: frozenset[tuple[int, str]] = frozenset()
    """The rules of uniqueness whose values are being claimed, as the entity's number and the rule."""
    views: Mapping[str, ViewPlan] = field(default_factory=dict)
    derived: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What other rooms derive from the plan once, kept for as long as it is: the plan itself never changes."""

    def context(self, now: datetime) -> Context:
        """Return the circumstances of formulas at an instant: in the workspace's zone, currency, language and working time."""
        return Context(now, self.timezone, self.currency, self.locale, self.working_hours, self.days_off, self.days_on)

    def entity_by_no(self, no: int) -> EntityPlan | None:
        """Return the entity of this number, or None where this version has none."""
        return next((entity for entity in self.entities.values() if entity.no == no), None)

    def funnels_of(self, entity: str) -> list[FunnelPlan]:
        """Return the funnels that records of `entity` can stand in."""
        return [funnel for funnel in self.funnels.values() if funnel.entity == entity]

    def listens(self, entity: str, on: str) -> bool:
        """Whether an enabled scenario starts at the event `on` of records of `entity`."""
        return any(
            scenario.enabled and scenario.trigger.on == on and scenario.trigger.entity == entity
            for scenario in self.scenarios.values()
        )
