"""Whose address a request has: the connection's, unless a proxy of ours says otherwise."""

import pytest

from axin.platform.kernel import settings as settings_of
from axin.platform.kernel.settings import Settings
from axin.web import context

CASES = [
    ("203.0.113.7", "198.51.100.9", (), "203.0.113.7"),
    ("10.0.0.1", "198.51.100.9", ("10.0.0.1",), "198.51.100.9"),
    ("10.0.0.1", "6.6.6.6, 198.51.100.9", ("10.0.0.1",), "198.51.100.9"),
    ("10.0.0.1", "198.51.100.9, 10.0.0.2", ("10.0.0.1", "10.0.0.2"), "198.51.100.9"),
    ("10.0.0.1", "no address", ("10.0.0.1",), "10.0.0.1"),
    ("10.0.0.1", "", ("10.0.0.1",), "10.0.0.1"),
]


@pytest.mark.parametrize(("peer", "forwarded", "trusted", "expected"), CASES)
def test_a_forwarded_address_counts_only_from_our_proxy(monkeypatch, peer, forwarded, trusted, expected):
    monkeypatch.setattr(settings_of, "_current", [Settings.model_construct(trusted_proxies=trusted, public_url=None)])
    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    assert context.peer(scope) == expected


@pytest.mark.parametrize(
    ("scheme", "client", "proto", "public", "secure"),
    [
        ("http", "1.2.3.4", None, None, False),
        ("https", "1.2.3.4", None, None, True),
        ("http", "1.2.3.4", "https", None, False),
        ("http", "10.0.0.1", "https", None, True),
        ("http", "1.2.3.4", None, "https://axin.example", True),
    ],
)
def test_cookies_are_secure_exactly_on_https(monkeypatch, scheme, client, proto, public, secure):  # noqa: PLR0917 - a table
    settings = Settings.model_construct(trusted_proxies=("10.0.0.1",), public_url=public)
    monkeypatch.setattr(settings_of, "_current", [settings])
    headers = [(b"x-forwarded-proto", proto.encode())] if proto else []
    assert context.secure({"type": "http", "scheme": scheme, "client": (client, 1), "headers": headers}) is secure
