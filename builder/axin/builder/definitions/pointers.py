"""JSON Pointers (RFC 6901)."""


def join(pointer: str, *names: str | int) -> str:
    """Return the pointer of what `names` lead to, below `pointer`."""
    return pointer + "".join(f"/{str(name).replace('~', '~0').replace('/', '~1')}" for name in names)
