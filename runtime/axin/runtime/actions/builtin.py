"""The actions that come with the product: importing this registers them."""

from axin.runtime.actions import assignment, http_request, lines, notifications, records, tasks

__all__ = ["assignment", "http_request", "lines", "notifications", "records", "tasks"]
