"""Which machines may be asked: those of the public internet, and the local ones that the user names."""

from __future__ import annotations

import ipaddress
import socket

__all__ = ["Refused", "resolve"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """An address that is not fetched from; the message says why."""


def resolve(host: str, port: int, local: frozenset[str]) -> list[str]:
    """The addresses of `host`. `Refused` where one of them is not of the public internet, `OSError` where none is.

    `local` are `host:port` that are allowed whatever their address is. The caller connects to an address of the answer
    and asks no further time: a name that is given another address a moment later gains nothing.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if f"{host}:{port}" not in local:
        for address in addresses:
            if not _is_public(address):
                raise Refused(f"{host} is {address}, which is not an address of the public internet")
    return addresses


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
    return ip.is_global and not ip.is_multicast
