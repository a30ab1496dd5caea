"""What the gateway refuses, with lasting codes."""

from axin.platform.kernel.errors import ConflictError, ForbiddenError


class RightMissingError(ForbiddenError):
    """The role lacks a right over something that it may see."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Your role may not {what}.")


class StillLinkedError(ConflictError):
    """Other records link here, and the link's definition keeps them from losing it."""

    code = "still_linked"

    def __init__(self) -> None:
        super().__init__("Other records still link to this one, so it cannot be deleted.")
