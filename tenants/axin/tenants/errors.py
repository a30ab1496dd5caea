"""What this folder refuses, with the sentence that the user reads."""

from http import HTTPStatus

from axin.platform.kernel.errors import AxinError, ConflictError, ForbiddenError, Problem


class SignInFailedError(AxinError):
    """The e-mail or the password is wrong; nobody learns which."""

    code = "sign_in_failed"
    status = HTTPStatus.UNAUTHORIZED

    def __init__(self) -> None:
        super().__init__("The e-mail or the password is not right.")


class EmailTakenError(ConflictError):
    """The address has an account already."""

    code = "email_taken"

    def __init__(self) -> None:
        message = "This address has an account already: sign in instead."
        super().__init__(message, (Problem("/email", self.code, message),))


class CsrfError(ForbiddenError):
    """A browser's write came without the token that proves the page is ours."""

    code = "csrf_failed"

    def __init__(self) -> None:
        super().__init__("The request did not prove that it comes from this site. Reload the page, then repeat.")


class LastOwnerError(ConflictError):
    """A workspace keeps at least one owner."""

    code = "last_owner"

    def __init__(self) -> None:
        super().__init__("This is the last owner: make somebody else an owner first.")


class RoleTooHighError(ForbiddenError):
    """Nobody hands out more than they have."""

    code = "role_too_high"

    def __init__(self) -> None:
        super().__init__("You cannot give a role that may do more than your own.")


class InvitationSpentError(ConflictError):
    """An invitation works once, for a while, and for one address."""

    code = "invitation_spent"

    def __init__(self, message: str = "This invitation has been used, withdrawn or has expired. Ask for a new one.") -> None:
        super().__init__(message)
