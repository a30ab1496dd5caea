"""Members and invitations."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, delete, get, patch, post

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.settings import settings
from axin.tenants import invitations, members
from axin.tenants.actor import Actor
from axin.tenants.invitations import Invitation
from axin.tenants.members import Member
from axin.web import context
from axin.web.dependencies import provide_person
from axin.web.plugins import AxinResponse
from axin.web.routes.auth import User, signed_in, user_of

Text = Annotated[str, msgspec.Meta(max_length=1000)]


class RoleChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another role for a member."""

    role: Text


class NewInvitation(msgspec.Struct, forbid_unknown_fields=True):
    """Whom to invite, and as what."""

    email: Text
    role: Text


class Acceptance(msgspec.Struct, forbid_unknown_fields=True):
    """For an address without an account yet: how to make one. Who is signed in sends neither."""

    name: Text | None = None
    password: Text | None = None


class MemberItem(msgspec.Struct):
    """A member; `id` is the person's, which records name as responsible."""

    id: UUID
    name: str
    email: str
    role: str


class MemberList(msgspec.Struct):
    """All members, by name."""

    items: list[MemberItem]


class InvitationItem(msgspec.Struct):
    """An invitation that waits."""

    id: UUID
    email: str
    role: str
    created_at: datetime
    expires_at: datetime


class InvitationMade(InvitationItem):
    """An invitation just made, with its link, which is shown this once."""

    link: str


class InvitationList(msgspec.Struct):
    """All invitations that wait, newest first."""

    items: list[InvitationItem]


class InvitedTo(msgspec.Struct):
    """The workspace one is invited to."""

    slug: str
    title: str


class OfferView(msgspec.Struct):
    """What an invitation's link offers."""

    workspace: InvitedTo
    email: str
    role: str
    has_account: bool
    expires_at: datetime


class Accepted(msgspec.Struct):
    """The person who joined, and where."""

    user: User
    workspace: InvitedTo


class MemberController(Controller):
    """Members."""

    path = "/api/w/{slug:str}/members"
    tags = ("members",)

    @get("/", operation_id="members")
    async def listing(self, actor: Actor) -> MemberList:  # noqa: ARG002 - who was let in
        """Return the members by name."""
        return MemberList([_member(member) for member in await members.listing()])

    @patch("/{person_id:uuid}", operation_id="changeMember")
    async def change(self, actor: Actor, plan: Plan, person_id: UUID, data: RoleChange) -> MemberItem:
        """Give a member another role."""
        return _member(await members.change_role(actor, person_id, data.role, plan.roles))

    @delete("/{person_id:uuid}", operation_id="removeMember")
    async def remove(self, actor: Actor, person_id: UUID) -> None:
        """Take a member out; anybody may leave."""
        await members.remove(actor, person_id)


class WorkspaceInvitationController(Controller):
    """Invitations of a workspace."""

    path = "/api/w/{slug:str}/invitations"
    tags = ("members",)

    @post("/", operation_id="invite")
    async def create(self, actor: Actor, plan: Plan, data: NewInvitation) -> InvitationMade:
        """Invite an address; the answer holds the link to hand over."""
        made, secret = await invitations.create(actor, email=data.email, role=data.role, solution_roles=plan.roles)
        return InvitationMade(**_invitation(made), link=f"{settings().address}/invitations/{secret}")

    @get("/", operation_id="invitations")
    async def listing(self, actor: Actor) -> InvitationList:
        """Return the invitations that wait."""
        return InvitationList([InvitationItem(**_invitation(found)) for found in await invitations.listing(actor)])

    @delete("/{invitation_id:uuid}", operation_id="withdrawInvitation")
    async def revoke(self, actor: Actor, invitation_id: UUID) -> None:
        """Withdraw an invitation."""
        await invitations.revoke(actor, invitation_id)


class InvitationController(Controller):
    """The other end of an invitation's link."""

    path = "/api/invitations/{token:str}"
    tags = ("members",)

    @get("/", operation_id="invitation")
    async def read(self, token: str) -> OfferView:
        """Return what the link offers."""
        offer = await invitations.offer(token)
        return OfferView(InvitedTo(offer.slug, offer.title), offer.email, offer.role, offer.has_account, offer.expires_at)

    @post("/accept", status_code=200, operation_id="acceptInvitation")
    async def accept(self, request: Request[Any, Any, Any], token: str, data: Acceptance | None = None) -> Response[Accepted]:
        """Join: with the account signed in, or with a new one for the invited address."""
        offer = await invitations.offer(token)
        place = InvitedTo(offer.slug, offer.title)
        if data is None or (data.name is None and data.password is None):
            person = await provide_person(request)
            await invitations.accept(token, person)
            return AxinResponse(Accepted(user_of(person), place))
        if data.name is None or data.password is None:
            raise InvalidError.at("/name" if data.name is None else "/password", "required", "This is required.")
        locale = context.locale(request.scope)
        session, _ = await invitations.accept_new(token, name=data.name, password=data.password, locale=locale)
        return signed_in(request, Accepted(user_of(session.person), place), session.token)


def _member(member: Member) -> MemberItem:
    return MemberItem(member.id, member.name, member.email, member.role)


def _invitation(invitation: Invitation) -> dict[str, Any]:
    return {name: getattr(invitation, name) for name in InvitationItem.__struct_fields__}
