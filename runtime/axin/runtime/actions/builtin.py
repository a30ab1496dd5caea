"""The actions that come with the product: importing this registers them."""

from axin.runtime.actions import (
    approvals,
    assignment,
    code,
    emitting,
    http_request,
    lines,
    notifications,
    records,
    responding,
    tasks,
)

__all__ = [
    "approvals", "assignment", "code", "emitting", "http_request", "lines", "notifications", "records", "responding", "tasks",
]  # fmt: skip
