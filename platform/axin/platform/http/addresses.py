"""Which addresses a tenant's request may reach: public ones. Everything else could be our own network.

An address inside another (mapped, translated, tunnelled) is judged by what it leads to.
"""

import ipaddress
from typing import Final

type_of_address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_REFUSED: Final = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # protocol assignments; one cloud keeps its metadata there
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays
    ipaddress.IPv6Network("::/96"),  # IPv4-compatible, long dead
    ipaddress.IPv6Network("2001::/32"),  # Teredo
    ipaddress.IPv6Network("2002::/16"),  # 6to4
    ipaddress.IPv6Network("fec0::/10"),  # site-local, as it was
)


def is_public(text: str) -> bool:
    """Say whether the address `text`, as a resolver wrote it, may be connected to."""
    try:
        address = ipaddress.ip_address(text.split("%", 1)[0])
    except ValueError:
        return False
    address = _inner(address)
    if any(address in network for network in _REFUSED if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def _inner(address: type_of_address) -> type_of_address:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if any(address in network for network in _NAT64):
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
