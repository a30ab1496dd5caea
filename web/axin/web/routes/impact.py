"""Impact before change: what a change of the draft would break, which records it concerns, and what may become of them."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, post

from axin.builder import drafts, impact, versions
from axin.builder.compiling.plan import Plan
from axin.builder.decisions import Action, Decision
from axin.builder.impact import Effect, EffectKind
from axin.runtime.impact.counting import Concern, concerns
from axin.tenants.actor import Actor
from axin.web import context

AnyRequest = Request[Any, Any, Any]
Key = Annotated[str, msgspec.Meta(max_length=100)]
MOST_DECISIONS: Final = 500


class DataEffect(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A change that concerns stored data; of its names those that apply."""

    kind: EffectKind
    entity: Key | None = None
    field: Key | None = None
    option: Key | None = None
    funnel: Key | None = None
    stage: Key | None = None
    role: Key | None = None

    @classmethod
    def of(cls, effect: Effect) -> "DataEffect":
        """Return the effect as programs name it."""
        return cls(
            kind=effect.kind, entity=effect.entity, field=effect.field, option=effect.option, funnel=effect.funnel,
            stage=effect.stage, role=effect.role,
        )  # fmt: skip


class DecisionInput(DataEffect, forbid_unknown_fields=True, kw_only=True):
    """What becomes of the data that one effect concerns; `to` names the stage, option or field that takes it."""

    action: Action
    to: Key | None = None

    def decision(self) -> Decision:
        """Return the decision."""
        names = (self.entity, self.field, self.option, self.funnel, self.stage, self.role)
        return Decision(Effect(self.kind, *names), self.action, self.to)


Decisions = Annotated[list[DecisionInput], msgspec.Meta(max_length=MOST_DECISIONS)]


class ImpactQuestion(msgspec.Struct, forbid_unknown_fields=True):
    """A part of the draft that would go, or become `to`; without one, the whole draft beside what is live."""

    pointer: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    to: dict[str, Any] | None = None


class UseView(msgspec.Struct):
    """A part of the draft that would no longer hold."""

    kind: str
    key: str
    title: str
    inside: str | None
    pointer: str
    code: str
    message: str


class LostExample(msgspec.Struct):
    """A record whose value has no counterpart in the new type."""

    id: UUID
    number: int
    value: Any


class ConcernView(msgspec.Struct):
    """A change that concerns stored data: how much of it, and what may become of it, the usual first."""

    effect: DataEffect
    count: int | None
    capped: bool
    actions: list[str]
    targets: list[str]
    old_type: str | None
    new_type: str | None
    converts: int | None
    lost: int | None
    examples: list[LostExample]


class ImpactView(msgspec.Struct):
    """What a change touches."""

    uses: list[UseView]
    data: list[ConcernView]


class ImpactController(Controller):
    """What a change touches, before it is made."""

    path = "/api/w/{slug:str}/draft"
    tags = ("solution",)

    @post("/impact", status_code=200, operation_id="draftImpact")
    async def impact(self, actor: Actor, request: AnyRequest, plan: Plan, data: ImpactQuestion | None = None) -> ImpactView:
        """Return what a change of the draft would break, and the stored data that publishing it would concern."""
        locale = context.locale(request.scope)
        draft = (await drafts.read(actor)).document
        live = await versions.document_of(plan.version) if plan.version else {}
        if data is None or not data.pointer:
            found = await concerns(plan, actor, impact.effects(live, draft), draft)
            return ImpactView([], [_concern(one) for one in found])
        after = impact.changed(draft, data.pointer, data.to)
        present = set(impact.effects(live, draft))
        new = [effect for effect in impact.effects(live, after) if effect not in present]
        used = [_use(use) for use in impact.uses(draft, after, locale)]
        return ImpactView(used, [_concern(one) for one in await concerns(plan, actor, new, after)])


def _use(use: impact.Use) -> UseView:
    return UseView(use.kind, use.key, use.title, use.inside, use.pointer, use.code, use.message)


def _concern(one: Concern) -> ConcernView:
    effect = one.effect
    return ConcernView(
        DataEffect.of(effect), one.count, one.capped, list(one.actions), one.targets, effect.old_type, effect.new_type,
        one.converts, one.lost, [LostExample(example.id, example.number, example.value) for example in one.examples],
    )  # fmt: skip
