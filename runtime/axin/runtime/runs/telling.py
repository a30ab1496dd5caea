"""What runs keep of what went wrong, told in their reader's language.

A run keeps an error's code, its English sentence, and the words of errors that have their own; it is told when it is read.
"""

from collections.abc import Mapping
from typing import Any, Final

from axin.platform.kernel.languages import in_language
from axin.runtime.runs.errors import WORDS
from axin.runtime.runs.views import RunView

_AUTHORS: Final = frozenset({"stopped"})
"""Codes of errors whose sentence a scenario's author wrote."""


def told(error: Any, locale: str) -> Any:  # noqa: ANN401 - JSON
    """Return a kept error as its reader gets it."""
    if not isinstance(error, Mapping):
        return error
    found = {name: value for name, value in error.items() if name != WORDS}
    if isinstance(found.get("message"), str) and found.get("code") not in _AUTHORS:
        found["message"] = sentence(error, locale)
    if isinstance(found.get("errors"), list):
        found["errors"] = [told(each, locale) for each in found["errors"]]
    return found


def sentence(error: Mapping[str, Any], locale: str) -> str:
    """Return what a kept error says."""
    own = error.get(WORDS)
    if isinstance(own, Mapping) and locale in own:
        return str(own[locale])
    return in_language(str(error["message"]), locale)


def told_run(view: RunView, locale: str) -> RunView:
    """Tell a run's errors, and those of its steps and their attempts."""
    view.error = told(view.error, locale)
    for step in view.steps:
        step.error = told(step.error, locale)
        for attempt in step.attempts:
            attempt.error = told(attempt.error, locale)
    return view


def told_trial(found: dict[str, Any], locale: str) -> dict[str, Any]:
    """Tell why a trial would not run, and what goes wrong in its steps."""
    error, reason = found.get("error"), found["reason"]
    if error is not None:
        reason = sentence(error, locale)
    elif reason is not None:
        reason = in_language(reason, locale)
    steps = [{**step, "error": told(step["error"], locale)} if "error" in step else step for step in found["steps"]]
    return {name: value for name, value in found.items() if name != "error"} | {"reason": reason, "steps": steps}
