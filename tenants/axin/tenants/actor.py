"""The Actor: who does something in a workspace, with which role. Every gate takes one."""

from dataclasses import dataclass, field
from typing import Final, Literal
from uuid import UUID

ActorKind = Literal["person", "token", "scenario", "system"]
OWNER: Final = "owner"
ADMIN: Final = "admin"
MEMBER: Final = "member"
PRESET_ROLES: Final = (OWNER, ADMIN, MEMBER)
NOBODY: Final = UUID(int=0)
"""The id of who is no person, token or run: the product itself."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts in one workspace.

    `role` is a preset role or the key of a role of the live solution. `person` is whose records "own" means: the person
    signed in, or, for a scenario that runs as a role, the responsible of the record that set it off; None for a token.
    `id` is what `created_by` names: the person, the token, or the scenario's run.
    """

    tenant_no: int
    kind: ActorKind
    id: UUID
    role: str
    person: UUID | None = None
    title: str = ""
    scenario: str | None = None
    teams: frozenset[UUID] = field(default_factory=frozenset)

    @classmethod
    def of_product(cls, tenant_no: int, title: str = "") -> "Actor":
        """Return the product itself, at work for a workspace: it reads and writes all, and lends nobody its rights."""
        return cls(tenant_no, "system", NOBODY, MEMBER, title=title)

    @property
    def may_everything(self) -> bool:
        """Whether the role is one of the two that may do everything in the workspace."""
        return self.role in {OWNER, ADMIN}
