"""How this product speaks Litestar: decimals in and out, bodies checked strictly at their own type, our own problem details."""

from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, cast

import msgspec
from litestar import Request, Response
from litestar.constants import SKIP_VALIDATION_NAMES
from litestar.types import Empty, Serializer
from litestar.typing import FieldDefinition

from axin.platform.data import json
from axin.platform.kernel.errors import InvalidError
from axin.web.problems import MalformedError, invalid_body

# Our own dependencies are values of ours, not input: msgspec need not (and for a plan cannot) look through them.
SKIP_VALIDATION_NAMES.update({"actor", "plan", "person", "admission"})

_JSON: Final = "application/json"
_NUL: Final = "\x00"


class AxinRequest(Request[Any, Any, Any]):
    """A request whose JSON keeps decimals and is checked against the handler's own type of `data`."""

    async def json(self) -> Any:  # noqa: ANN401 - the parent's signature
        """Return the body: an instance of the handler's Struct where it asks for one, else plain JSON."""
        if self._json is Empty:
            body = await self.body()
            field = self.route_handler.parsed_data_field
            self._json = decode(body, _decoder(field) if field else None)
        return self._json


class AxinResponse(Response[Any]):
    """A response whose decimals are JSON numbers."""

    def render(self, content: Any, media_type: str, enc_hook: Serializer | None = None) -> bytes:  # noqa: ANN401
        """Render JSON by the product's own encoder, anything else as the parent does."""
        if isinstance(content, (bytes, str)) or not media_type.startswith(_JSON):
            return super().render(content, media_type, enc_hook) if enc_hook else super().render(content, media_type)
        return json.dumps(content)


def decode(body: bytes, decoder: "msgspec.json.Decoder[Any] | None" = None) -> Any:  # noqa: ANN401 - any JSON
    """Read a body; refuse what is not JSON, what is not of the decoder's type, and what Postgres cannot hold."""
    place = _place_of_nul(body) if b"\\u0000" in body else None
    if place is not None:
        raise InvalidError.at(place, "invalid_character", "A text may not contain the character U+0000.")
    try:
        return decoder.decode(body) if decoder else json.loads(body or b"null")
    except msgspec.ValidationError as error:
        if decoder is not None:
            decode(body)  # what is not JSON at all is told so, wherever its first fault lies
        raise invalid_body(error) from error
    except RecursionError as error:
        raise MalformedError("The body is nested too deeply.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, ArithmeticError) as error:
        raise MalformedError from error


def _place_of_nul(body: bytes) -> str | None:
    """Return where a text has the character; None where none really has it: an escaped backslash may stand before u0000."""
    try:
        return _nul_in(json.loads(body), "")
    except (msgspec.DecodeError, RecursionError, ArithmeticError):
        return None


def _nul_in(value: object, place: str) -> str | None:
    if isinstance(value, str):
        return place if _NUL in value else None
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        if any(_NUL in key for key in parts):
            return place
        found = (_nul_in(part, f"{place}/{key.replace('~', '~0').replace('/', '~1')}") for key, part in parts.items())
    elif isinstance(value, list):
        found = (_nul_in(part, f"{place}/{number}") for number, part in enumerate(cast("list[object]", value)))
    else:
        return None
    return next((inner for inner in found if inner is not None), None)


def _decoder(field: FieldDefinition) -> "msgspec.json.Decoder[Any] | None":
    return _decoder_of(field.annotation) if _is_struct(field) else None


def _is_struct(field: FieldDefinition) -> bool:
    kinds = [inner.annotation for inner in field.inner_types] if field.is_union else [field.annotation]
    return any(isinstance(kind, type) and issubclass(kind, msgspec.Struct) for kind in kinds)


@lru_cache(maxsize=512)
def _decoder_of(annotation: Any) -> "msgspec.json.Decoder[Any]":  # noqa: ANN401 - a type form
    return msgspec.json.Decoder(annotation, float_hook=Decimal)
