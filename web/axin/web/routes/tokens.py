"""API tokens of a workspace."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, post

from axin.builder.compiling.plan import Plan
from axin.tenants import api_tokens
from axin.tenants.actor import Actor
from axin.tenants.api_tokens import ApiToken

Text = Annotated[str, msgspec.Meta(max_length=1000)]


class NewToken(msgspec.Struct, forbid_unknown_fields=True):
    """A token to make."""

    title: Text
    role: Text
    expires_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class TokenItem(msgspec.Struct):
    """A token, without its secret."""

    id: UUID
    title: str
    role: str
    created_by: UUID
    created_at: datetime
    expires_at: datetime | None


class TokenMade(TokenItem):
    """A token just made; `token` is shown this once."""

    token: str


class TokenList(msgspec.Struct):
    """All tokens."""

    items: list[TokenItem]


class TokenController(Controller):
    """API tokens."""

    path = "/api/w/{slug:str}/tokens"
    tags = ("tokens",)

    @post("/", operation_id="createToken")
    async def create(self, actor: Actor, plan: Plan, data: NewToken) -> TokenMade:
        """Make a token; its secret is in the answer and nowhere else."""
        token, secret = await api_tokens.create(
            actor, title=data.title, role=data.role, solution_roles=plan.roles, expires_at=data.expires_at
        )
        return TokenMade(**_fields(token), token=secret)

    @get("/", operation_id="tokens")
    async def listing(self, actor: Actor) -> TokenList:
        """Return the tokens, newest first."""
        return TokenList([TokenItem(**_fields(token)) for token in await api_tokens.listing(actor)])

    @delete("/{token_id:uuid}", operation_id="revokeToken")
    async def revoke(self, actor: Actor, token_id: UUID) -> None:
        """Withdraw a token, at once."""
        await api_tokens.revoke(actor, token_id)


def _fields(token: ApiToken) -> dict[str, Any]:
    return {name: getattr(token, name) for name in TokenItem.__struct_fields__}
