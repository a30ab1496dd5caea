"""Lines for people who were mentioned, or for whom something was planned."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from axin.runtime.cause import Cause
from axin.runtime.comments.subject import Subject
from axin.runtime.runs import notices

_EXCERPT: Final = 140
_SENTENCES: Final = {
    "mentioned": {
        "en": "{name} mentioned you: {text}",
        "az": "{name} sizi qeyd etdi: {text}",
        "ru": "{name} упоминает вас: {text}",
    },
    "planned": {
        "en": "{name} planned this for you: {text}",
        "az": "{name} sizin üçün planlaşdırdı: {text}",
        "ru": "{name} планирует для вас: {text}",
    },
}


async def notify(subject: Subject, what: str, people: Sequence[UUID], text: str) -> None:
    """Leave each of the people a line about the record, in the workspace's language; nobody gets one from themselves."""
    told = [person for person in dict.fromkeys(people) if person != subject.actor.person]
    if not told:
        return
    sentence = _SENTENCES[what].get(subject.plan.locale, _SENTENCES[what]["en"])
    line = sentence.format(name=subject.actor.title, text=_short(text))
    cause = Cause.of_actor(subject.actor).to_json()
    await notices.leave(told, line, cause, entity=subject.entity, record=subject.record)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _EXCERPT else one_line[: _EXCERPT - 1] + "…"
