"""What can go wrong with an outgoing request, by class: is it worth trying again, and may the other side have acted?"""

from http import HTTPStatus
from typing import ClassVar

from axin.platform.kernel.errors import AxinError


class RequestError(AxinError):
    """An outgoing request got no answer that can be used."""

    code = "request_failed"
    status = HTTPStatus.BAD_GATEWAY
    retryable: ClassVar[bool] = False
    in_doubt: ClassVar[bool] = False
    """The request may have reached the other side and had its effect."""


class AddressRefusedError(RequestError):
    """The address is not one that may be reached from here."""

    code = "address_refused"

    def __init__(self, message: str = "This address may not be reached: only public http and https addresses may.") -> None:
        super().__init__(message)


class InvalidRequestError(RequestError):
    """The request itself is malformed."""

    code = "invalid_request"


class NotConnectedError(RequestError):
    """No connection came about: nothing was sent."""

    code = "not_connected"
    retryable = True

    def __init__(self, message: str = "The other side could not be reached.") -> None:
        super().__init__(message)


class NoAnswerError(RequestError):
    """Something was sent, and no whole answer came back."""

    code = "no_answer"
    retryable = True
    in_doubt = True

    def __init__(self, message: str = "The other side did not answer in time, or broke off.") -> None:
        super().__init__(message)


class AnswerTooLargeError(RequestError):
    """The answer is larger than we take."""

    code = "answer_too_large"
    in_doubt = True

    def __init__(self, message: str = "The answer is too large.") -> None:
        super().__init__(message)


class TooManyRedirectsError(RequestError):
    """The other side sends us from place to place."""

    code = "too_many_redirects"
    in_doubt = True

    def __init__(self, message: str = "The other side redirects too often.") -> None:
        super().__init__(message)
