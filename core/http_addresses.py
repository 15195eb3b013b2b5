"""Which addresses a stranger may name."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
HTTP_PORTS = frozenset(PORTS.values())
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
KEPT = "%/:=&?~+!$,;'@()*[]"
GIVEN_OUT = IPv6Network("2000::/3")  # without mapped, compatible and translated (64:ff9b::) IPv4
TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))  # an IPv4 address inside


class Target(NamedTuple):
    scheme: str
    host: str
    port: int
    path: str

    def request(self) -> bytes:
        """All that is said. Only what `target_of` let through goes in, so there is no line end to smuggle."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if PORTS[self.scheme] == self.port else f":{self.port}"
        lines = (
            f"GET {self.path} HTTP/1.1",
            f"Host: {name}{port}",
            "User-Agent: Kvalita (image proxy)",
            "Accept: image/webp,image/png,image/jpeg,image/gif",
            "Accept-Encoding: identity",
            "Connection: close",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def target_of(address: str) -> Target:
    """What to ask whom. Raises ValueError for every other scheme, a name and password, and control characters."""
    address = address.strip()
    if FORBIDDEN.search(address):
        raise ValueError("control characters")
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError("not a plain web address")
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    if not re.fullmatch(r"[0-9A-Za-z._:-]+", host):
        raise ValueError("not the name of a host")
    path = quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
    return Target(parts.scheme, host, parts.port or PORTS[parts.scheme], path)


def is_public(ip: str, port: int) -> bool:
    """An address anybody could reach without us, on a port of the web."""
    address = ip_address(ip)
    if port not in HTTP_PORTS or not address.is_global or address.is_multicast or address.is_reserved:
        return False
    match address:
        case IPv4Address():
            return True
        case IPv6Address():
            return address in GIVEN_OUT and not any(address in tunnel for tunnel in TUNNELS)
