"""What can keep a start from succeeding, each said in one sentence."""

from http import HTTPStatus

from axin.platform.kernel.errors import AxinError


class StartError(AxinError):
    """The product cannot start; the sentence says why and what to do."""

    code = "cannot_start"
    status = HTTPStatus.SERVICE_UNAVAILABLE
