"""What this folder refuses, with the sentence that the user reads."""

from http import HTTPStatus

from axin.platform.kernel.errors import AxinError, ConflictError


class AlreadyOnPlanError(ConflictError):
    """Nothing is to be bought: the workspace is on this plan."""

    code = "already_on_plan"

    def __init__(self) -> None:
        super().__init__("The workspace is on this plan already.")


class PaymentUnavailableError(AxinError):
    """The payment service does not answer, or is not set up."""

    code = "payment_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("The payment service cannot be reached just now. Nothing was charged; try again later.")


class UnsignedEventError(AxinError):
    """A message claims to come from the payment service and does not prove it."""

    code = "bad_signature"
    status = HTTPStatus.BAD_REQUEST

    def __init__(self) -> None:
        super().__init__("The signature of this message is missing, wrong or too old.")
