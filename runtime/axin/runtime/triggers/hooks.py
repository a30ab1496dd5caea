"""The web addresses that set scenarios off. The address is a secret of its own; for signed hooks there is a second one.

An address is made when it is first asked for, and stays the scenario's through every later version.
"""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.security.secrets import open_sealed, seal
from axin.tenants.secrets import fingerprint, tenant_secret

_SECRET_BYTES: Final = 24
_PREFIX: Final = "whsec_"


@dataclass(frozen=True, slots=True)
class Hook:
    """A scenario's address and the secret its callers sign with."""

    scenario: str
    token: str
    secret: str


async def hook_of(scenario: str) -> Hook:
    """Return the scenario's hook, made now if there is none."""
    row = await connection().fetchrow(_BY_SCENARIO, tenant_no(), scenario)
    if row is None:
        await _make(scenario)
        return await hook_of(scenario)
    context = _context(scenario)
    return Hook(scenario, open_sealed(row["token"], context).decode(), open_sealed(row["secret"], context).decode())


_BY_SCENARIO: Final = "select token, secret from hook where tenant_no = $1 and scenario = $2"
_MAKE: Final = """
insert into hook (tenant_no, scenario, token_hash, token, secret) values ($1, $2, $3, $4, $5)
on conflict (tenant_no, scenario) do nothing
"""


async def _make(scenario: str) -> None:
    token = tenant_secret(tenant_no())
    secret = _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    context = _context(scenario)
    await connection().execute(
        _MAKE, tenant_no(), scenario, fingerprint(token), seal(token.encode(), context), seal(secret.encode(), context)
    )


@dataclass(frozen=True, slots=True)
class Called:
    """Whose address was called, and whether somebody listens for a sample."""

    scenario: str
    listening: bool = False


async def scenarios_of(tokens: Sequence[str]) -> dict[str, Called]:
    """Return the scenario of each of these tokens that is one of the open transaction's tenant."""
    hashes = {fingerprint(token): token for token in tokens}
    rows = await connection().fetch(_CALLED, tenant_no(), list(hashes))
    return {hashes[bytes(row["token_hash"])]: Called(row["scenario"], row["listening"]) for row in rows}


_CALLED: Final = """
select h.scenario, h.token_hash, s.scenario is not null as listening
from hook h left join hook_sample s
  on s.tenant_no = h.tenant_no and s.scenario = h.scenario and s.until > now() and s.at is null
where h.tenant_no = $1 and h.token_hash = any($2)
"""


def _context(scenario: str) -> str:
    return f"hook:{tenant_no()}:{scenario}"
