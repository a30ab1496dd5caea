"""A response held back until its transaction has committed: nobody reads a success that then does not happen."""

from typing import Any, Final

from litestar.types import Message, Send

_REFUSED: Final = 400


class HeldResponse:
    """Takes an application's messages, and lets them go later."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        """Keep a message."""
        self.messages.append(message)

    @property
    def status(self) -> int:
        """The status of the response; 500 where none was begun."""
        return int(next((m["status"] for m in self.messages if m["type"] == "http.response.start"), 500))

    @property
    def etag(self) -> bytes:
        """The version of what it holds, where it names one."""
        begun = next((m for m in self.messages if m["type"] == "http.response.start"), None)
        return next((value for name, value in begun["headers"] if name.lower() == b"etag"), b"") if begun else b""

    @property
    def refused(self) -> bool:
        """Whether the work is to be undone."""
        return self.status >= _REFUSED

    @property
    def body(self) -> bytes:
        """The body, as far as it came."""
        parts: list[Any] = [m.get("body", b"") for m in self.messages if m["type"] == "http.response.body"]
        return b"".join(parts)

    async def release(self, send: Send) -> None:
        """Send everything."""
        for message in self.messages:
            await send(message)
