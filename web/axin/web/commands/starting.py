"""What every part does first: its title, its log, its settings, and a sentence where something needed is missing."""

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any, Final

import uvloop
from setproctitle import setproctitle

from axin.platform.embedded.errors import StartError
from axin.platform.kernel.settings import Settings, load, use
from axin.platform.observability.logging import configure

_GARBAGE_AFTER: Final = 50_000  # objects: one request makes some thousand, few of them in circles


def begin(title: str) -> Settings:
    """Take the title `axin <title>`, read the settings, and set up the log."""
    setproctitle(f"axin {title}")
    settings = load()
    use(settings)
    configure(settings.log_level, settings.log_format)
    return settings


def stay(work: Coroutine[Any, Any, None]) -> None:
    """Run what serves until it is asked to stop: on a fast event loop, what is loaded by now out of the collector's sight.

    Parsers and plans are many objects that stay; walking through them again and again cost a tenth of the processor.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER, 20, 50)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


def require_servers(settings: Settings) -> str:
    """Return the database's address; a part alone needs it, the Valkey and the key by setting."""
    missing = [
        name
        for name, value in (
            ("AXIN_DATABASE_URL", settings.database_url),
            ("AXIN_REDIS_URL", settings.redis_url),
            ("AXIN_SECRET_KEY", settings.secret_key),
        )
        if value is None
    ]
    if missing or settings.database_url is None:
        raise StartError(f"Set {' and '.join(missing)}, or use `axin up`, which brings its own servers.")
    return settings.database_url.get_secret_value()
