"""What handlers may ask for by name: `actor`, `plan`, `person`, `admission`."""

from typing import Any

from litestar import Request
from litestar.di import Provide

from axin.builder.compiling.plan import Plan
from axin.builder.versions import live_version, plan_of
from axin.platform.kernel.errors import ForbiddenError, UnauthenticatedError
from axin.tenants import sessions
from axin.tenants.access import Admission
from axin.tenants.actor import Actor
from axin.tenants.errors import CsrfError
from axin.tenants.people import Person
from axin.web import context, cookies


async def provide_admission(request: Request[Any, Any, Any]) -> Admission:
    """Give who was let into the workspace of the path."""
    found = context.admission(request.scope)
    if found is None:
        raise UnauthenticatedError
    return found


async def provide_actor(request: Request[Any, Any, Any]) -> Actor:
    """Give the actor in the workspace of the path."""
    return (await provide_admission(request)).actor


async def provide_plan(request: Request[Any, Any, Any], actor: Actor) -> Plan:  # noqa: ARG001 - see below
    """Give the live plan of the workspace of the open transaction; its number may have come with the admission.

    It asks for the actor so that Litestar provides one after the other: two at once it would make tasks of.
    """
    number = (await provide_admission(request)).beside
    return await plan_of(await live_version() if number is None else number)


async def provide_person(request: Request[Any, Any, Any]) -> Person:
    """Give the person signed in, for what belongs to people and not to a workspace; a write proves its page."""
    session = cookies.read(request.scope, cookies.SESSION)
    person = await sessions.find(session) if session else None
    if person is None or session is None:
        raise UnauthenticatedError
    if request.method not in cookies.SAFE_METHODS and not cookies.csrf_holds(request.scope, session):
        raise CsrfError
    return person


async def provide_operator(request: Request[Any, Any, Any]) -> Person:
    """Give the person signed in where they run this installation."""
    person = await provide_person(request)
    if not person.operator:
        raise ForbiddenError("Only the operators of this installation may see this.")
    return person


DEPENDENCIES = {
    "actor": Provide(provide_actor),
    "plan": Provide(provide_plan),
    "person": Provide(provide_person),
    "admission": Provide(provide_admission),
}
