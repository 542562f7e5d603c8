"""The proxies that are believed when they say who a visitor is: one way of reading them, for settings and requests.

This module needs nothing but Python, because the settings are read before any package is there.
"""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOOPBACK = "127.0.0.1,::1"
# Private networks are the widest that a proxy can be in: 10.0.0.0/8 and fc00::/7.
SHORTEST_PREFIX = {4: 8, 6: 7}


class BadNetwork(ValueError):
    """A text that names no proxy; says what to write instead."""


def parse_networks(text: str) -> list[Network]:
    """The networks of a text such as `10.0.0.0/8, 2001:db8::1`; raises BadNetwork."""
    return [parse_network(part.strip()) for part in text.split(",") if part.strip()]


def parse_network(text: str) -> Network:
    """One address or network; raises BadNetwork."""
    if "*" in text:
        raise BadNetwork(
            f'"{text}" would let every visitor choose an address of their own;'
            " write the address or the network of the proxy, as 127.0.0.1 or 10.0.0.0/8"
        )
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise BadNetwork(
            f'"{text}" is neither an address nor a network;'
            " write it as 127.0.0.1, 10.0.0.0/8 or fd00::/8, without a port"
        ) from None
    if network.prefixlen < SHORTEST_PREFIX[network.version]:
        raise BadNetwork(f'"{text}" holds half of the internet; write the address or the network of the proxy alone')
    if "/" in text and ip_address(text.split("/")[0]) != network.network_address:
        raise BadNetwork(f'"{text}" is an address inside of a network; write {network}, or the address without "/…"')
    return network


def as_gunicorn_reads(networks: Iterable[Network]) -> str:
    """The networks for gunicorn, which compares an address as it stands: at `[::]` one of IPv4 is ::ffff:a.b.c.d."""
    spellings = []
    for network in networks:
        spellings.append(str(network))
        if network.version == 4:
            spellings.append(f"::ffff:{network.network_address}/{96 + network.prefixlen}")
    return ",".join(spellings)


@lru_cache(maxsize=1024)
def parse_address(text: str) -> Address | None:
    """An address as proxies write it, with a port or brackets too; None for `unknown` and other words."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_trusted(sender: str, networks: Iterable[Network]) -> bool:
    """Whether the sender is a proxy of ours; one without an address sits at a socket of this machine."""
    if not sender:
        return True
    address = parse_address(sender)
    return address is not None and any(address in network for network in networks)


def visitor_address(sender: str, forwarded_for: str, networks: Iterable[Network]) -> str:
    """The last address that is not a proxy of ours: what stands before it, the visitor may have made up."""
    if not is_trusted(sender, networks):
        return str(parse_address(sender) or sender)
    latest = sender
    for hop in reversed(forwarded_for.split(",")):
        address = parse_address(hop)
        if address is None:
            break
        latest = str(address)
        if not is_trusted(latest, networks):
            break
    return latest


def address_of(request: "HttpRequest") -> str:
    """The IP address of the visitor; only a trusted proxy may name another one than its own."""
    from django.conf import settings

    networks: list[Network] = settings.TRUSTED_PROXIES
    meta = request.META
    return visitor_address(meta.get("REMOTE_ADDR") or "", meta.get("HTTP_X_FORWARDED_FOR", ""), networks)
