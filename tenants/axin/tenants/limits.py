"""Limits: how much a workspace may use. Billing writes them, everyone else asks here.

While a workspace is far from a limit the answer is remembered for a moment, so that a hot path costs nothing; near it every
question goes to the database, and a limit that is lifted is lifted at once.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from axin.platform.data.unit_of_work import after_commit, connection, tenant_no
from axin.platform.kernel.errors import LimitReachedError
from axin.tenants import usage
from axin.tenants.usage import Metric

_FRESH_SECONDS: Final = 2.0
_FAR: Final = 500

_SENTENCES: Final = {
    "records": {
        "en": "Your plan allows {maximum} records, and they are used. Upgrade, or delete some.",
        "az": "Tarifiniz {maximum} qeydə icazə verir və onlar dolub. Tarifi artırın və ya bəzilərini silin.",
        "ru": "Ваш тариф позволяет {maximum} записей, и они исчерпаны. Перейдите на старший тариф или удалите лишние.",
    },
    "runs": {
        "en": "Your plan allows {maximum} runs a month, and they are used. Upgrade, or wait for the next month.",
        "az": "Tarifiniz ayda {maximum} icraya icazə verir və onlar bitib. Tarifi artırın və ya növbəti ayı gözləyin.",
        "ru": "Ваш тариф позволяет {maximum} запусков в месяц, и они исчерпаны. Перейдите на старший тариф или дождитесь следующего месяца.",  # noqa: E501 - a sentence
    },
    "seats": {
        "en": "Your plan allows {maximum} people, and all seats are taken. Upgrade, or remove somebody.",
        "az": "Tarifiniz {maximum} nəfərə icazə verir və bütün yerlər tutulub. Tarifi artırın və ya kimisə çıxarın.",
        "ru": "Ваш тариф позволяет {maximum} человек, и все места заняты. Перейдите на старший тариф или уберите кого-нибудь.",
    },
    "storage": {
        "en": "Your plan allows {maximum} MB of files, and there is no room for this one. Upgrade, or remove some.",
        "az": "Tarifiniz {maximum} MB fayla icazə verir və bunun üçün yer yoxdur. Tarifi artırın və ya bəzi faylları silin.",
        "ru": "Ваш тариф позволяет {maximum} МБ файлов, и для этого места нет. Смените тариф или удалите лишние файлы.",
    },
    "code": {
        "en": "Your plan allows {maximum} seconds of code a month, and they are used. Upgrade, or wait for the next month.",
        "az": "Tarifiniz ayda {maximum} saniyə koda icazə verir və onlar bitib. Tarifi artırın və ya növbəti ayı gözləyin.",
        "ru": "Ваш тариф позволяет {maximum} секунд кода в месяц, и они исчерпаны. Перейдите на старший тариф или дождитесь следующего месяца.",  # noqa: E501 - a sentence
    },
}  # fmt: skip
_UNITS: Final = {"storage": 1_000_000, "code": 1_000}
"""Of metrics that people are told in other units than they are counted in: bytes, milliseconds."""
_GROUPING: Final = {"en": ",", "az": ".", "ru": "\u00a0"}


class PlanLimitError(LimitReachedError):
    """A limit of the plan is reached; it can say so in the three languages."""

    def __init__(self, metric: str, maximum: int) -> None:
        self.metric = metric
        self.maximum = maximum
        super().__init__(self.in_language("en"))

    def in_language(self, locale: str) -> str:
        """Return the sentence in the reader's language."""
        language = locale if locale in _GROUPING else "en"
        number = f"{self.maximum // _UNITS.get(self.metric, 1):,}".replace(",", _GROUPING[language])
        return _SENTENCES[self.metric][language].format(maximum=number)


@dataclass(slots=True)
class _Allowance:
    rest: int
    until: float


_remembered: Final[dict[tuple[int, str], _Allowance]] = {}


async def require(metric: Metric, amount: int = 1) -> None:
    """Refuse where `amount` more of `metric` would pass the limit of the workspace of the open transaction."""
    key = (tenant_no(), metric)
    known = _remembered.get(key)
    if known is not None and known.until > time.monotonic() and known.rest - amount >= _FAR:
        known.rest -= amount
        return
    maximum = await maximum_of(tenant_no(), metric)
    if maximum is None:
        _remembered[key] = _Allowance(1 << 62, time.monotonic() + _FRESH_SECONDS)
        return
    rest = maximum - await usage.used(metric)
    if rest < amount:
        _remembered.pop(key, None)
        raise PlanLimitError(metric, maximum)
    _remembered[key] = _Allowance(rest - amount, time.monotonic() + _FRESH_SECONDS)


async def require_seat(tenant: int) -> None:
    """Refuse one more member, in the open control transaction; those who join at once wait for each other."""
    maximum = await connection().fetchval(
        "select maximum from tenant_limit where tenant_no = $1 and metric = 'seats' for update", tenant
    )
    if maximum is not None and await usage.used_by(tenant, "seats") >= maximum:
        raise PlanLimitError("seats", maximum)


async def maximum_of(tenant: int, metric: str) -> int | None:
    """Return the limit of a workspace, or None where it has none."""
    maximum: int | None = await connection().fetchval(
        "select maximum from tenant_limit where tenant_no = $1 and metric = $2", tenant, metric
    )
    return maximum


async def maxima() -> dict[str, int]:
    """Return every limit of the workspace of the open transaction, by its name."""
    rows = await connection().fetch("select metric, maximum from tenant_limit where tenant_no = $1", tenant_no())
    return {row["metric"]: row["maximum"] for row in rows}


async def overview() -> dict[str, dict[str, int | None]]:
    """Return, for each metric, what the workspace of the open transaction has used and may use."""
    return {
        metric: {"used": await usage.used(metric), "maximum": await maximum_of(tenant_no(), metric)} for metric in usage.METRICS
    }


async def set_limits(limits: Mapping[str, int]) -> None:
    """Set the limits of the workspace of the open transaction: the door of billing."""
    tenant = tenant_no()
    await connection().executemany(
        """insert into tenant_limit (tenant_no, metric, maximum) values ($1, $2, $3)
           on conflict (tenant_no, metric) do update set maximum = excluded.maximum""",
        [(tenant, metric, maximum) for metric, maximum in limits.items()],
    )

    async def forget_now() -> None:
        forget(tenant)

    after_commit(forget_now)


def forget(tenant: int) -> None:
    """Drop what is remembered of a workspace."""
    for key in [key for key in _remembered if key[0] == tenant]:
        del _remembered[key]
