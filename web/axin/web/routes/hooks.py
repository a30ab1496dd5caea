"""The web addresses of scenarios: a call becomes a run before it is answered."""

from http import HTTPStatus
from typing import Any, ClassVar, Final
from urllib.parse import parse_qsl

import msgspec
from litestar import MediaType, Request, Response, post

from axin.platform.kernel.errors import AxinError, InvalidError
from axin.runtime.runs.views import RunView
from axin.runtime.triggers import answering, inbound
from axin.web.plugins import AxinResponse, decode

_MOST_FIELDS: Final = 1000
_FORM: Final = "application/x-www-form-urlencoded"
_HEADERS: Final = ("webhook-id", "webhook-timestamp", "webhook-signature", "idempotency-key")


class TooLargeError(AxinError):
    """The body is larger than a call may be."""

    code = "too_large"
    status: ClassVar[HTTPStatus] = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self) -> None:
        super().__init__(f"A call may carry {inbound.LARGEST_BODY // 1024} kB.")


class HookAnswer(msgspec.Struct):
    """The run that the call opened; null where the scenario's condition does not hold."""

    run: RunView | None


@post("/hooks/{token:str}", status_code=202, operation_id="callHook", tags=["hooks"])
async def call_hook(request: Request[Any, Any, Any], token: str) -> Response[Any]:
    """Take a call to a scenario: the answer is what the scenario responds, else the run that was opened."""
    headers = {name: value for name in _HEADERS if (value := request.headers.get(name)) is not None}
    raw = await _body(request)
    run = await inbound.receive(token, headers, raw, _read(request, raw))
    answer = None if run is None else await answering.answer_to(token, run)
    if answer is None:
        return AxinResponse(HookAnswer(run), status_code=HTTPStatus.ACCEPTED, media_type=MediaType.JSON)
    return AxinResponse(answer.body, status_code=answer.status, media_type=MediaType.JSON)


async def _body(request: Request[Any, Any, Any]) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > inbound.LARGEST_BODY:
        raise TooLargeError
    raw = await request.body()
    if len(raw) > inbound.LARGEST_BODY:
        raise TooLargeError
    return raw


def _read(request: Request[Any, Any, Any], raw: bytes) -> Any:  # noqa: ANN401 - any JSON
    if request.headers.get("content-type", "").startswith(_FORM):
        try:
            return dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError as error:
            raise InvalidError.at("", "too_many", f"A form may have {_MOST_FIELDS} fields.") from error
    return decode(raw)
