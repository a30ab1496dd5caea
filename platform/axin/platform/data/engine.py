"""The doors to Postgres: the application's role, bound to one tenant, and the control role, bound to named tables."""

from typing import Any, Final

from piccolo.engine.postgres import PostgresEngine

APP_ROLE: Final = "axin_app"
CONTROL_ROLE: Final = "axin_control"
ENGINE_ROLE: Final = "axin_engine"
"""Of a transaction that works for several tenants: it sees the queue and the journal of these, and nothing else."""


class Engine(PostgresEngine):
    """A Piccolo engine that takes its configuration at start and speaks as one database role."""

    def __init__(self, role: str | None) -> None:
        super().__init__(config={"database": f"axin as {role or 'owner'}"})
        self.role = role

    async def check_version(self) -> None:
        """Do nothing: the version is checked once, at start."""

    async def prep_database(self) -> None:
        """Do nothing: extensions are the migrations' work."""

    def configure(self, dsn: str) -> None:
        """Set where the database is, without connecting."""
        settings = {"application_name": "axin", "jit": "off", "timezone": "UTC"}
        if self.role is not None:
            settings["role"] = self.role
        self.config = {"dsn": dsn, "server_settings": settings}

    async def open(self, dsn: str, *, max_size: int, min_size: int = 1) -> None:
        """Connect. Nothing needs a reset between uses: every setting here is local to its transaction."""
        self.configure(dsn)
        await self.start_connection_pool(min_size=min_size, max_size=max_size, reset=_nothing_to_reset, command_timeout=60)

    async def close(self) -> None:
        """Close the connections, if any."""
        if self.pool is not None:
            await self.close_connection_pool()


async def _nothing_to_reset(connection: Any) -> None:  # noqa: ANN401 - asyncpg's proxy has no public type
    """Save the round trip of asyncpg's own reset."""


APP: Final = Engine(APP_ROLE)
CONTROL: Final = Engine(CONTROL_ROLE)
OWNER: Final = Engine(None)


async def open_engines(dsn: str, *, max_size: int = 10) -> None:
    """Open the pools of the application's and the control role."""
    await APP.open(dsn, max_size=max_size)
    await CONTROL.open(dsn, max_size=max(2, max_size // 2))


async def close_engines() -> None:
    """Close both pools."""
    await APP.close()
    await CONTROL.close()
