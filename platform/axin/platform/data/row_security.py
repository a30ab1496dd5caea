"""Row-Level Security as DDL: every table of ours is made through these, so that none forgets its policy.

`tenant_table` is seen by the application's role, one tenant at a time. `control_table` adds the control role, which reads it
across tenants: ids and routing only, no tenant's content. `engine_policy` adds the engine's role, which sees of the queue and
the journal the rows of the tenants whose runs it has in hand. The generated test in tests/architecture holds every table to
them.
"""

from typing import Final

from axin.platform.data.engine import APP_ROLE, CONTROL_ROLE, ENGINE_ROLE

_OWN_ROWS: Final = "tenant_no = nullif(current_setting('app.tenant_no', true), '')::int"

_ROWS_IN_HAND: Final = "tenant_no = any ((select string_to_array(current_setting('app.tenants', true), ',')::int[])::int[])"
"""The list is read once a statement, not once a row."""


def tenant_table(name: str, grants: str = "select, insert, update, delete") -> str:
    """Return the DDL that binds table `name` (with a column tenant_no) to the tenant of the transaction."""
    return f"""
    alter table {name} enable row level security;
    alter table {name} force row level security;
    create policy tenant on {name} to {APP_ROLE} using ({_OWN_ROWS}) with check ({_OWN_ROWS});
    grant {grants} on {name} to {APP_ROLE};
    """


def control_policy(name: str, grants: str = "select") -> str:
    """Return the DDL that lets the control role reach table `name` across tenants."""
    return f"""
    create policy control on {name} to {CONTROL_ROLE} using (true) with check (true);
    grant {grants} on {name} to {CONTROL_ROLE};
    """


def engine_policy(name: str, grants: str) -> str:
    """Return the DDL that lets the engine's role reach the rows of table `name` that are the open transaction's tenants'."""
    return f"""
    create policy engine on {name} to {ENGINE_ROLE} using ({_ROWS_IN_HAND}) with check ({_ROWS_IN_HAND});
    grant {grants} on {name} to {ENGINE_ROLE};
    """


def control_table(name: str, grants: str = "select, insert, update, delete") -> str:
    """Return the DDL of a table that belongs to no tenant: the control role's alone."""
    return f"""
    alter table {name} enable row level security;
    alter table {name} force row level security;
    {control_policy(name, grants)}
    """
