"""What a migration file needs: SQL in its own transaction."""

from axin.platform.data.engine import OWNER
from axin.platform.data.unit_of_work import NoTransactionError


async def run_sql(sql: str) -> None:
    """Run one or more statements, without parameters, in the migration's transaction."""
    transaction = OWNER.current_transaction.get()
    if transaction is None:
        raise NoTransactionError("a migration runs in its own transaction")
    await transaction.connection.execute(sql)
