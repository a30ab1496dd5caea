"""Who is told that a scenario fails: its owner; else who published it; else the owners of the workspace."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from axin.builder.catalog.cells import title_in
from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.kernel.ids import parse_id
from axin.runtime.runs import notices
from axin.tenants import members
from axin.tenants.actor import OWNER

if TYPE_CHECKING:
    from axin.runtime.runs.failures import Failure

_SENTENCES: Final[Mapping[str, str]] = {
    "en": "The scenario “{title}” fails. Look at what went wrong, and run it again.",
    "az": "“{title}” ssenarisi səhv verir. Nəyin alınmadığına baxın və yenidən işə salın.",
    "ru": "Сценарий «{title}» завершается ошибкой. Посмотрите, что случилось, и запустите снова.",
}


async def tell(plan: Plan, opened: "Mapping[UUID, Failure]") -> None:
    """Tell those who answer for the scenarios of these causes, in the language of the workspace."""
    sentence = _SENTENCES.get(plan.locale, _SENTENCES["en"])
    for cause, failure in opened.items():
        scenario = plan.scenarios.get(failure.scenario)
        about = {"kind": "failure", "failure": str(cause), "scenario": failure.scenario, "run": str(failure.run)}
        line = sentence.format(title=_title(plan, failure.scenario))
        await notices.leave(await answering(plan, scenario), line, about)


async def answering(plan: Plan, scenario: ScenarioPlan | None) -> list[UUID]:
    """Return the people who answer for a scenario."""
    named = None if scenario is None or scenario.owner is None else await members.with_email(scenario.owner)
    if named is not None:
        return [named.id]
    author = parse_id(plan.author)
    if author is not None and await members.get(author) is not None:
        return [author]
    return [owner.id for owner in await members.with_role(OWNER)]


def _title(plan: Plan, key: str) -> str:
    return title_in(plan.scenarios[key].title, plan.locale) or key if key in plan.scenarios else key
