"""http.request: a call to another system, through the guarded client, under the key run:step."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from axin.platform.data import json
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.http.client import Answer
from axin.platform.http.errors import AddressRefusedError
from axin.runtime.actions import inputs
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.connectors import sending
from axin.runtime.connectors.sending import Received, Request
from axin.runtime.runs.doubt import LOOK_UPS
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.reader import plain

LARGEST_ANSWER: Final = 1_000_000
_SECONDS: Final = 30.0
_KEY: Final = "Idempotency-Key"
_SHOWN_HEADERS: Final = frozenset({"set-cookie", "authorization", "proxy-authenticate", "www-authenticate"})
"""Headers of an answer that are not kept: they carry credentials."""
_SUCCESS, _REDIRECT, _FAILURE = 200, 300, 500
_NOT_THERE: Final = frozenset({404, 410})
_NOT_ITS_OWN: Final = frozenset({502, 504})
"""Answers of somebody in between: the other side itself may have done its work."""
_LARGEST: Final = 1000
"""Digits of a number before or after its point."""


@action("http.request", outside=True, secret=("headers",))
async def request(call: Call) -> Outputs:
    """Send the request; an answer of 500 and above fails the step, so that it can be tried again."""
    seconds = min(call.step.timeout or _SECONDS, _SECONDS)
    received = await _sent(
        call, Request(inputs.text(call, "method"), _address(call), _headers(call), _body(call), seconds, LARGEST_ANSWER)
    )
    answer = received.answer
    if answer.status >= _FAILURE:
        raise StepError("http_status", f"The other side answered {answer.status}.", in_doubt=answer.status in _NOT_ITS_OWN)
    return _outputs(received)


async def _sent(call: Call, request: Request) -> Received:
    """Send a request of the step, through its connection where it names one."""
    run, key = call.run, call.inputs.get("connection")
    credentials = None
    if key:
        async with tenant_transaction(run.plan.tenant_no):
            credentials = await sending.credentials_for(run.actor, inputs.text(call, "connection"))
    try:
        return await sending.send(run.plan.tenant_no, request, credentials)
    except AddressRefusedError as error:
        raise StepError("blocked_address", error.message) from error


async def looked_up(call: Call) -> Outputs | None:
    """Ask the other side, at the address that the step names, whether it has taken the call: None where it has not."""
    headers = {name: value for name, value in _headers(call).items() if name != _KEY}
    received = await _sent(call, Request("GET", inputs.text(call, "look_up"), headers, seconds=_SECONDS, largest=LARGEST_ANSWER))
    answer = received.answer
    if answer.status in _NOT_THERE:
        return None
    if not _SUCCESS <= answer.status < _REDIRECT:
        raise StepError("http_status", f"Asked whether it was taken, the other side answered {answer.status}.", in_doubt=True)
    return _outputs(received)


LOOK_UPS["http.request"] = looked_up


def _outputs(received: Received) -> Outputs:
    """Return what the step gives: not a word of the connection's secret, should the other side have repeated it."""
    answer = received.answer
    headers = {name: value for name, value in answer.headers.items() if name not in _SHOWN_HEADERS}
    body = received.cleaned(_read(answer))
    return {"status": Decimal(answer.status), "headers": received.cleaned(headers), "body": body}


def _read(answer: Answer) -> Any:  # noqa: ANN401 - JSON, or text
    found = answer.json()
    return _storable(found) if found is not None else answer.text.replace("\x00", "") or None


def _storable(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the answer as the journal can hold it: without the character U+0000, and without numbers beyond all measure."""
    match value:
        case str():
            return value.replace("\x00", "")
        case dict():
            return {_storable(name): _storable(member) for name, member in value.items()}
        case list():
            return [_storable(item) for item in value]
        case bool():
            return value
        case int() | Decimal() if not -_LARGEST < Decimal(value).adjusted() < _LARGEST:
            raise StepError("type_mismatch", "The answer holds a number beyond all measure.")
        case _:
            return value


def _address(call: Call) -> str:
    url, query = inputs.text(call, "url"), _members(call, "query")
    if not query:
        return url
    base, mark, fragment = url.partition("#")
    pairs = urlencode({name: _written(value) for name, value in query.items() if value is not None})
    return f"{base}{'&' if '?' in base else '?'}{pairs}{mark}{fragment}"


def _headers(call: Call) -> dict[str, str]:
    headers = {name: _written(value) for name, value in _members(call, "headers").items() if value is not None}
    if "body" in call.inputs and not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = "application/json"
    return {**headers, _KEY: call.key}


def _body(call: Call) -> bytes:
    return json.dumps(plain(call.inputs["body"])) if "body" in call.inputs else b""


def _members(call: Call, name: str) -> Mapping[str, Any]:
    given = call.inputs.get(name) or {}
    if not isinstance(given, Mapping):
        raise inputs.mismatch(name, "an object")
    return given


def _written(value: Any) -> str:  # noqa: ANN401 - any value
    shown = plain(value)
    return shown if isinstance(shown, str) else json.dumps_text(shown)
