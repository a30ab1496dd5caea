"""What is wrong with a value, before its place is known."""


class Fault(Exception):  # noqa: N818 - becomes a Problem once its place is known
    """What is wrong with a value."""

    def __init__(self, code: str, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.suggestion = suggestion


def mismatch(what: str) -> Fault:
    """Return the fault of a value of another type."""
    return Fault("type_mismatch", f"This must be {what}.")


def refuse_unstorable(value: str) -> None:
    """Refuse a text that Postgres cannot hold."""
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value if character > "\ud7ff"):
        raise Fault("invalid_text", "This text holds a character that cannot be stored.")
