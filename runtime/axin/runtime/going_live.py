"""Going live: what is published is proved by the pinned runs, and runs under way are told what becomes of them.

Around the builder's publishing, in the same transaction: either all of it happens or none.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from axin.builder import drafts, publish, versions
from axin.builder.checks import Report
from axin.builder.checks.findings import Finding
from axin.builder.decisions import Decision
from axin.builder.definitions.model import Model
from axin.builder.publish import Published
from axin.builder.trying import plan_of_draft
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.inflight.settling import Choice, settle
from axin.runtime.pins import commands as pins
from axin.runtime.pins.commands import Proof
from axin.tenants.actor import Actor

_DIFFER: Final = "A pinned run would go another way. See how, then mend the draft, or say that it is meant."


class PinnedRunsDifferError(InvalidError):
    """Pinned runs would go another way, and nobody has said that this is meant."""

    code = "pinned_runs_differ"

    def __init__(self, found: Sequence[Proof]) -> None:
        super().__init__([Problem("/accept_pinned", "pinned_run_differs", _DIFFER)])
        self.details = {"pinned": [str(proof.pin.run) for proof in found]}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a publisher has said beside the note: of stored data, of runs under way, of pinned runs that go another way."""

    decisions: Sequence[Decision] = ()
    in_flight: Sequence[Choice] = ()
    accepted: Sequence[UUID] = ()


async def check(actor: Actor, document: dict[str, Any], locale: str) -> Report:
    """Return everything that speaks against publishing, and what one should know: also which pinned runs would differ."""
    report = await publish.check(actor, document, locale)
    if report.errors or not await pins.pins(actor):
        return report
    places = {part.key: part.pointer for part in Model(document).all_scenarios}
    found = [
        Finding(places.get(proof.pin.scenario, "/scenarios"), "pinned_run_differs", {"title": proof.pin.title})
        for proof in await prove(actor, document)
        if proof.differences
    ]
    return replace(report, warnings=(*report.warnings, *(finding.problem(locale) for finding in found)))


async def prove(actor: Actor, document: dict[str, Any]) -> list[Proof]:
    """Return what the document would make of every pinned run."""
    return await pins.proofs(await plan_of_draft(actor, document), document)


async def publish_draft(actor: Actor, note: str, locale: str, confirmed: Confirmed, if_revision: int | None = None) -> Published:
    """Publish the draft, where the pinned runs allow it, and settle what is under way."""
    document = (await drafts.read(actor)).document
    published = await publish.publish_draft(actor, note, locale, if_revision=if_revision, decided=confirmed.decisions)
    with _taken_back(published):
        await _prove(published.version, document, confirmed.accepted)
        return await _settled(actor, published, confirmed)


async def restore(actor: Actor, version: int, locale: str, confirmed: Confirmed) -> Published:
    """Publish an earlier version again and settle what is under way; pinned runs do not stand in the way back."""
    published = await publish.restore(actor, version, locale, confirmed.decisions)
    with _taken_back(published):
        return await _settled(actor, published, confirmed)


@contextmanager
def _taken_back(published: Published) -> Iterator[None]:
    """Where what follows fails, the transaction takes the version back: what was compiled of it may not stay."""
    try:
        yield
    except BaseException:
        versions.forget(published.version)
        raise


async def _settled(actor: Actor, published: Published, confirmed: Confirmed) -> Published:
    job = await settle(actor, confirmed.in_flight)
    return published if job is None else replace(published, jobs=(*published.jobs, job))


async def _prove(version: int, document: dict[str, Any], accepted: Sequence[UUID]) -> None:
    found = [proof for proof in await pins.proofs(await versions.plan_of(version), document) if proof.differences]
    unsaid = [proof for proof in found if proof.pin.run not in accepted]
    if unsaid:
        raise PinnedRunsDifferError(unsaid)
    await pins.accept([proof.pin.run for proof in found], version)
