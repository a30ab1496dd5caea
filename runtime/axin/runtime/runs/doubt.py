"""Calls to outside systems of which nobody knows whether they were taken: they went out, and no answer came back.

Such a call goes out again under its key and as it was; or the other side is asked first whether it was taken; or a person
decides. Its step says which (`look_up`, `in_doubt`): what must not be done twice is never sent twice in silence.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from typing import Final, Literal

from axin.builder.catalog.cells import title_in
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.actions.registry import Call, Outputs
from axin.runtime.approvals import asking
from axin.runtime.approvals.asking import Asked
from axin.runtime.runs import alerting, awaiting
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.journal import Outcome
from axin.runtime.runs.run import Entry, Run
from axin.runtime.runs.state import Place

SENT: Final = "sent"
"""It was about to go out, or went out: nobody knows whether it was taken."""
UNCLEAR: Final = "unclear"
"""… and the other side could not say, or was not to be asked."""
ASKED: Final = "asked"
"""… and a person is asked."""
NOT_TAKEN: Final = "not_taken"
"""It went out, and was refused: it is known not to have been taken."""
AGAIN: Final = "again"
"""It went out before, which nobody knows to have been taken, and went out once more."""
CLEARED: Final = "cleared"
"""It went out, and a person has said that it was not taken: it goes out as it was."""
_KNOWN: Final = frozenset({None, NOT_TAKEN})
"""Where nothing is in doubt: the call is made anew from what the run reads now."""
LEFT: Final = {"code": "in_doubt", "message": "It went out, no answer came, and somebody decided not to send it again."}
_OPEN: Final = {"code": "in_doubt", "message": "It went out, and no answer came: a person is asked whether it goes out again."}
_LOOK_AFTER: Final = 5.0
LookUp = Callable[[Call], Awaitable[Outputs | None]]
LOOK_UPS: Final[dict[str, LookUp]] = {}
"""Of an action: asks the other side; gives the outputs where the call was taken, None where it was not."""
_QUESTION: Final[Mapping[str, str]] = {
    "en": "“{step}” of “{scenario}” went out, and no answer came. Approve only if it was not taken: then it goes out again.",
    "az": "“{scenario}”: “{step}” göndərildi, cavab gəlmədi. Yalnız qəbul olunmayıbsa təsdiqləyin: onda yenidən göndəriləcək.",
    "ru": "«{scenario}»: «{step}» отправлено, ответа нет. Согласуйте, только если оно не принято: тогда уйдёт ещё раз.",
}
_INPUT: Final = "select input from run_step where tenant_no = $1 and run_id = $2 and seq = $3"


async def as_it_was(call: Call, entry: Entry, secret: Collection[str]) -> Call:
    """Return the call as it goes out: one that may have been taken carries what it carried then, whatever has changed since."""
    if call.run.state.here.sent in _KNOWN:
        return call
    stored = await connection().fetchval(_INPUT, tenant_no(), call.run.id, entry.seq)
    if stored is None:
        return call
    entry.input = json.loads(stored)
    return replace(call, inputs={**call.inputs, **{name: entry.input[name] for name in entry.input if name not in secret}})


def first(call: Call) -> Literal["send", "look_up", "ask"]:
    """Return what comes first, as far as is known whether the call was taken."""
    sent = call.run.state.here.sent
    if sent in _KNOWN or sent == CLEARED:
        return "send"
    if sent in {SENT, AGAIN} and call.inputs.get("look_up"):
        return "look_up"
    return "ask" if call.inputs.get("in_doubt") == "ask" else "send"


async def ask(call: Call, entry: Entry) -> Pending:
    """Ask those who answer for the scenario whether the call goes out again."""
    run, locale = call.run, call.run.plan.locale
    words = {
        "step": title_in(call.step.title, locale) or call.step.key,
        "scenario": title_in(run.scenario.title, locale) or run.scenario.key,
    }
    approval = await asking.ask(
        Asked(
            run=run.id, scenario=run.scenario.key, step=call.step.key,
            text=_QUESTION.get(locale, _QUESTION["en"]).format(**words), entity=run.event.entity, record=run.event.record_id,
            rule="one", approvers=await alerting.answering(run.plan, run.scenario), escalated=(), due=None,
            cause=run.cause.at_step(call.step.key),
        )
    )  # fmt: skip
    await awaiting.note(run.id, entry.seq, "approval", approval)
    run.state.here.sent, entry.error = ASKED, _OPEN
    return Pending()


def cleared(place: Place) -> bool:
    """Whether a person has said that the call was not taken: then it goes out again."""
    if place.sent != ASKED or place.answer is None or place.answer.get("decision") != "approved":
        return False
    place.begin_anew()
    place.sent = CLEARED
    return True


def going_out(place: Place) -> None:
    """Note that the call at this place is about to go out."""
    place.sent = SENT if place.sent in _KNOWN or place.sent == CLEARED else AGAIN


def refused(place: Place) -> None:
    """Note that the call was plainly refused; where an earlier one may have been taken, the doubt stays."""
    place.sent = NOT_TAKEN if place.sent == SENT else place.sent


def unanswered(run: Run, entry: Entry, *, looked_up: bool) -> Outcome | None:
    """Return what follows where a call went out and no answer came; None where it has simply failed."""
    given, here = entry.input or {}, run.state.here
    if given.get("look_up") and not looked_up:
        return Outcome("waiting", due_in=_LOOK_AFTER)
    if given.get("in_doubt") != "ask":
        return None
    here.sent = UNCLEAR
    return Outcome("running", due_in=0.0)
