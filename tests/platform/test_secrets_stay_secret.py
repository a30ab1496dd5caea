"""What is sealed opens only in its context and with its key; the log masks what looks like a credential."""

import pytest

from axin.platform.kernel.settings import Settings, settings, use
from axin.platform.observability.logging import masked
from axin.platform.security.secrets import SealBrokenError, open_sealed, seal


@pytest.fixture(autouse=True)
def key():
    before = settings()
    use(Settings(secret_key="first"))
    yield
    use(before)


def test_a_sealed_value_opens_in_its_context_only():
    sealed = seal(b"token", "tenant 1, connection a")
    assert b"token" not in sealed
    assert open_sealed(sealed, "tenant 1, connection a") == b"token"
    with pytest.raises(SealBrokenError):
        open_sealed(sealed, "tenant 2, connection a")


def test_a_changed_value_does_not_open():
    sealed = bytearray(seal(b"token", "x"))
    for place in (0, 5, 70, len(sealed) - 1):
        changed = bytes(sealed[:place]) + bytes([sealed[place] ^ 1]) + bytes(sealed[place + 1 :])
        with pytest.raises(SealBrokenError):
            open_sealed(changed, "x")


def test_a_key_can_be_changed_without_losing_what_it_sealed():
    sealed = seal(b"token", "x")
    use(Settings(secret_key="second", previous_secret_keys="first"))
    assert open_sealed(sealed, "x") == b"token"
    use(Settings(secret_key="second"))
    with pytest.raises(SealBrokenError):
        open_sealed(sealed, "x")


@pytest.mark.parametrize(
    "line",
    [
        "postgresql://axin:CANARY@127.0.0.1/x",
        "Authorization: Bearer CANARY",
        "token axn_CANARY was used",
        '{"password": "CANARY"}',
        "secret=CANARY",
        "key sk_test_CANARY",
        "whsec_CANARY",
    ],
)
def test_the_log_masks_credentials(line):
    assert "CANARY" not in masked(line)
