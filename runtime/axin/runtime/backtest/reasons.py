"""Why a trigger did not set a scenario off, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "disabled": {
        "en": "The scenario is switched off.",
        "az": "Ssenari söndürülüb.",
        "ru": "Сценарий выключен.",
    },
    "never": {
        "en": "Nothing that it waits for ({on}) has happened to this record.",
        "az": "Gözlədiyi hadisə ({on}) bu yazı ilə baş verməyib.",
        "ru": "С этой записью не происходило того, чего он ждёт ({on}).",
    },
    "later": {
        "en": "By then, nothing that it waits for ({on}) had happened to this record.",
        "az": "O vaxta qədər gözlədiyi hadisə ({on}) bu yazı ilə baş verməmişdi.",
        "ru": "К тому времени с этой записью ещё не произошло того, чего он ждёт ({on}).",
    },
    "other_fields": {
        "en": "The record changed, but none of the fields that the trigger watches: {fields}.",
        "az": "Yazı dəyişib, amma triggerin izlədiyi sahələrdən heç biri yox: {fields}.",
        "ru": "Запись менялась, но не те поля, за которыми следит триггер: {fields}.",
    },
    "other_stage": {
        "en": "It was about another funnel or stage than the trigger's.",
        "az": "Bu, triggerin hunisi və ya mərhələsi deyildi.",
        "ru": "Это была не та воронка или не тот этап, что у триггера.",
    },
    "automation_off": {
        "en": "The change was made with automations switched off, as an undo or a quiet import is.",
        "az": "Dəyişiklik avtomatlaşdırma söndürülmüş halda edilib: məsələn, geri qaytarma və ya səssiz idxal.",
        "ru": "Изменение сделано с выключенной автоматизацией: например, отмена или тихий импорт.",
    },
    "nobody_listened": {
        "en": "When it happened, no published scenario waited for it.",
        "az": "Bu baş verəndə dərc edilmiş heç bir ssenari onu gözləmirdi.",
        "ru": "Когда это произошло, ни один опубликованный сценарий этого не ждал.",
    },
    "published_later": {
        "en": "The scenario was not yet published when it happened: version {version} was live.",
        "az": "Bu baş verəndə ssenari hələ dərc edilməmişdi: {version} versiyası işləyirdi.",
        "ru": "Когда это произошло, сценарий ещё не был опубликован: действовала версия {version}.",
    },
    "disabled_then": {
        "en": "The scenario was switched off when it happened, in version {version}.",
        "az": "Bu baş verəndə ssenari {version} versiyasında söndürülmüşdü.",
        "ru": "Когда это произошло, сценарий был выключен в версии {version}.",
    },
    "other_trigger_then": {
        "en": "When it happened, in version {version}, the scenario waited for something else.",
        "az": "Bu baş verəndə, {version} versiyasında, ssenari başqa hadisəni gözləyirdi.",
        "ru": "Когда это произошло, в версии {version}, сценарий ждал другого события.",
    },
}
LANGUAGES: Final = ("az", "ru", "en")


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its lasting code, and what fills its sentence."""

    code: str
    details: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, locale: str) -> str:
        """Return it in a language, English where it has none."""
        languages = _SENTENCES[self.code]
        return languages.get(locale, languages["en"]).format_map(self.details)
