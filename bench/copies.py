"""Many records quickly: the newest one, copied until there are enough."""

import asyncpg

from bench.product import Product


async def copy_newest(running: Product, rows: int) -> None:
    """Copy the newest record until there are `rows` of it."""
    owner = await asyncpg.connect(running.database_url())
    names = await owner.fetchval(
        """select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'record'::regclass and attnum > 0
           and not attisdropped and attgenerated = '' and attname not in ('id', 'number')"""
    )
    await owner.execute(
        f"""insert into record (id, number, {names})
            select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n + 1, {names}
            from generate_series(1, {rows - 1}) n,
                 (select * from record where deleted_at is null order by id desc limit 1) r"""
    )
    await owner.execute("vacuum analyze record")
    await owner.close()
