"""Constants of a definition, held to the type of the field they are meant for."""

from collections.abc import Mapping
from typing import Any

from axin.builder.catalog import values
from axin.builder.catalog.kinds import COMPUTED, TYPES
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.entities import constant_field
from axin.platform.kernel.errors import Problem


def check_constant(raw: Mapping[str, Any], value: object) -> bool:
    """Return whether `value` is a value of the field that `raw` defines, as the API would take it."""
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in TYPES or kind in COMPUTED:
        return True
    field = constant_field({"type": kind, **({"options": raw["options"]} if isinstance(raw.get("options"), list) else {})})
    return not isinstance(values.parse(field, value, "", Setting()), Problem)
