"""A stored value of one field type as another type's input: what can be carried over when a field changes its type.

Nothing is guessed: what would have to be cut, rounded or invented is lost, and counted as lost before anything happens.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from zoneinfo import ZoneInfo

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan, OptionPlan
from axin.builder.formulas.locales import YES_NO, language_of
from axin.platform.kernel.errors import Problem
from axin.platform.kernel.money import Money

_TEXTS: Final = frozenset({"text", "long_text", "rich_text", "email", "phone", "url", "autonumber", "time"})
_NUMBERS: Final = frozenset({"integer", "number", "percent", "rating"})
_DAY: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", re.ASCII)
_SPACES: Final = str.maketrans("", "", " \u00a0\u202f'")
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_FOLDS: Final = str.maketrans("əöüğçşı", "eougcsi")


class LostError(Exception):
    """The value has no counterpart in the new type."""


class Converter:
    """Carries values of the field `old` over to the field `new`."""

    def __init__(self, old: FieldPlan, new: FieldPlan, setting: Setting, *, locale: str, timezone: str) -> None:
        self.old, self.new, self.setting = old, new, setting
        self.language = language_of(locale)
        self.zone = ZoneInfo(timezone)

    def convert(self, value: Any) -> Any:  # noqa: ANN401 - any field's value
        """Return the value as the new field keeps it; `LostError` where it cannot be."""
        given = self._given(value)
        found = codec.parse(self.new, given, "", self.setting)
        if isinstance(found, Problem) or (found is None and value is not None):
            raise LostError
        return found

    def to_api(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        """Return the value as input of the new field; `LostError` where it cannot be."""
        return codec.to_api(self.new, self.convert(value))

    def _given(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        wanted = self.new.type
        if wanted in _TEXTS:
            return self._text(value)
        reader = _INTO.get(wanted)
        return codec.to_api(self.old, value) if reader is None else reader(self, value)

    def _text(self, value: Any) -> str:  # noqa: ANN401, PLR0911 - one for each type
        match value:
            case bool():
                return YES_NO[self.language][not value]
            case str():
                return _title(self.old.options[value], self.language) if value in self.old.options else value
            case Decimal():
                return f"{value:f}"
            case Money():
                return f"{value.rounded().amount:f} {value.currency}"
            case datetime():
                return value.astimezone(self.zone).isoformat(" ", "minutes")[:16]
            case date():
                return value.isoformat()
            case tuple() if self.old.type == "multi_select":
                return ", ".join(self._text(item) for item in value)
            case _:
                raise LostError

    def _number(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        match value:
            case bool():
                return int(value)
            case Decimal():
                return value
            case Money():
                return value.amount
            case str() if self.old.type in _TEXTS:
                return number_in(value)
            case _:
                raise LostError

    def _money(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        if isinstance(value, str) and self.old.type in _TEXTS:
            amount, _, currency = value.strip().rpartition(" ")
            if amount and len(currency) == 3 and currency.isupper():  # noqa: PLR2004 - ISO 4217
                return {"amount": f"{number_in(amount):f}", "currency": currency}
        if isinstance(value, Money):
            return codec.to_api(self.old, value)
        return self._number(value)

    def _boolean(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        match value:
            case bool():
                return value
            case Decimal() if value in {0, 1}:
                return bool(value)
            case str():
                return self._yes(value)
            case _:
                raise LostError

    def _yes(self, value: str) -> bool:
        text = folded(value)
        for yes, no in (*YES_NO.values(), ("yes", "no"), ("true", "false"), ("1", "0"), ("hə", "yox")):
            if text in {folded(yes), folded(no)}:
                return text == folded(yes)
        raise LostError

    def _date(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        match value:
            case datetime():
                return value.astimezone(self.zone).date().isoformat()
            case date():
                return value.isoformat()
            case str() if self.old.type in _TEXTS:
                return day_in(value)
            case _:
                raise LostError

    def _datetime(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        if isinstance(value, datetime):
            return codec.to_api(self.old, value)
        text = value.strip() if isinstance(value, str) and self.old.type in _TEXTS else None
        try:
            local = datetime.fromisoformat(text) if text else datetime.fromisoformat(str(self._date(value)))
        except ValueError:
            local = datetime.fromisoformat(day_in(text or ""))
        moment = local if local.tzinfo else local.replace(tzinfo=self.zone)
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def _select(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        if isinstance(value, tuple) and self.old.type == "multi_select":
            if len(value) != 1:
                raise LostError
            value = value[0]
        return self._option(value)

    def _multi_select(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        if isinstance(value, tuple) and self.old.type == "multi_select":
            return [self._option(item) for item in value]
        if isinstance(value, str) and self.old.type in _TEXTS:
            return [self._option(part) for part in re.split(r"[,;]", value) if part.strip()]
        return [self._option(value)]

    def _option(self, value: Any) -> str:  # noqa: ANN401 - any field's value
        names = {folded(name): key for key, option in self.new.options.items() for name in (*option.title.values(), key)}
        found = names.get(folded(self._text(value))) or (names.get(folded(value)) if isinstance(value, str) else None)
        if found is None:
            raise LostError
        return found

    def _link(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        ids = value if isinstance(value, tuple) else (value,)
        if self.old.type not in {"link", "links"} or self.old.to != self.new.to:
            raise LostError
        if self.new.type == "links":
            return [str(one) for one in ids]
        if len(ids) != 1:
            raise LostError
        return str(ids[0])

    def _same(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        if self.old.type != self.new.type:
            raise LostError
        return codec.to_api(self.old, value)


_INTO: Final[Mapping[str, Callable[[Converter, Any], object]]] = {
    **dict.fromkeys(_NUMBERS, Converter._number),  # noqa: SLF001 - a table of its own methods
    "money": Converter._money,  # noqa: SLF001
    "boolean": Converter._boolean,  # noqa: SLF001
    "date": Converter._date,  # noqa: SLF001
    "datetime": Converter._datetime,  # noqa: SLF001
    "select": Converter._select,  # noqa: SLF001
    "multi_select": Converter._multi_select,  # noqa: SLF001
    "link": Converter._link,  # noqa: SLF001
    "links": Converter._link,  # noqa: SLF001
    **dict.fromkeys(("user", "team", "file", "image", "address", "json", "duration"), Converter._same),  # noqa: SLF001
}


def number_in(text: str) -> Decimal:
    """Read a number as people write it: 1 250,50 or 1,250.50 or 1250.5."""
    plain = text.strip().translate(_SPACES).removesuffix("%")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise LostError from None
    if not number.is_finite():
        raise LostError
    return number


def day_in(text: str) -> str:
    """Read a day: 2026-02-28, 28.02.2026 or 28/02/2026; a time after it is left aside."""
    found = _DAY.match(text.strip())
    iso = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text.strip()[:10]
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        raise LostError from None


def folded(text: str) -> str:
    """Return the text without what hands write differently: case, spaces around, our letters' marks."""
    return text.strip().replace("İ", "i").lower().translate(_FOLDS)


def _title(option: OptionPlan, language: str) -> str:
    return option.title.get(language) or option.title.get("") or next(iter(option.title.values()), option.key)
