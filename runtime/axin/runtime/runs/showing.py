"""What a step gave, as its run shows it: records in the API's form, as they stood when the step ended."""

from collections.abc import Mapping
from typing import Any

from axin.runtime.records.record import Record
from axin.runtime.runs.reader import Reader, plain
from axin.runtime.runs.refs import Ref


def shown(value: Any, reader: Reader) -> Any:  # noqa: ANN401 - any value
    """Return the journal's form of a step's outputs."""
    match value:
        case Ref():
            record = reader.records.get(value)
            return plain(record.to_api()) if isinstance(record, Record) else str(value.id)
        case Mapping():
            return {key: shown(member, reader) for key, member in value.items()}
        case list() | tuple():
            return [shown(item, reader) for item in value]
        case _:
            return plain(value)
