"""What follows a commit never undoes it: a failure there is logged, and the next ones still run."""

import logging

from axin.platform.data.unit_of_work import after_commit, tenant_transaction


async def test_a_failing_follow_up_hides_nothing(database, caplog):
    done = []

    async def fail() -> None:
        raise RuntimeError("Valkey is away")

    async def follow() -> None:
        done.append("followed")

    with caplog.at_level(logging.ERROR):
        async with tenant_transaction(1):
            after_commit(fail)
            after_commit(follow)
    assert done == ["followed"]
    assert "the work itself stands" in caplog.text
