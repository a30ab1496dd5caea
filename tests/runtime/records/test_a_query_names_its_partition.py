"""A query names the partition of its tenant, where Postgres has put the tenant's records."""

from axin.platform.data.unit_of_work import control_transaction
from axin.runtime.records.partitions import PARTITIONS, narrowed, partition_of

TENANTS = [*range(1, 2_000), 2**31 - 1, 123_456_789]


async def test_the_partition_is_the_one_that_postgres_chooses(database):
    async with control_transaction() as transaction:
        rows = await transaction.fetch(
            """select t, n from unnest($1::int[]) t, generate_series(0, $2 - 1) n
               where satisfies_hash_partition('record'::regclass, $2, n, t)""",
            TENANTS,
            PARTITIONS,
        )
    assert {row["t"]: f"record_p{row['n']:02d}" for row in rows} == {tenant: partition_of(tenant) for tenant in TENANTS}


def test_only_the_table_itself_is_renamed():
    there = partition_of(7)
    assert narrowed("select 1 from record r join record t0 on true", 7) == f"select 1 from {there} r join {there} t0 on true"
    assert narrowed("select 1 from record_link l, record r where l.record = $1", 7).count(there) == 1
    assert "record_p" not in narrowed("select 1 from record r for no key update of r", 7)
