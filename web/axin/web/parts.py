"""What runs in the background, by dotted name: the composition of the rooms' jobs."""

from typing import Final

DRAINS: Final = ("axin.runtime.runs.drain:drain", "axin.runtime.jobs.drain:drain")
TICKS: Final = (
    "axin.runtime.triggers.timers:tick",
    "axin.runtime.runs.history:tick",
    "axin.runtime.records.tasks:tick",
    "axin.runtime.actions.task_events:tick",
    "axin.runtime.records.purging:tick",
    "axin.runtime.files.tasks:tick",
    "axin.tenants.tasks:tick",
    "axin.billing.tasks:tick",
)
APPLICATION: Final = "axin.web.app:app"
DEMO: Final = "axin.web.demo:install"
STRIPE_DOUBLE: Final = "axin.billing.double"
