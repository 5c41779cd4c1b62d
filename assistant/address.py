"""Where people find the server and a quote on it, and the networks that its proxies are in."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlencode, urlsplit

Network = IPv4Network | IPv6Network

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_USUAL_PORTS = {"http": 80, "https": 443}


_CREDENTIALS = re.compile(r"(?<=://)\S*@")
"""Up to the last @ before a space: a password may hold any sign, encoded as it should be or not."""


def without_credentials(text: str) -> str:
    """Return a text in which no address tells whose it is, or the password: for logs and for all messages."""
    return _CREDENTIALS.sub("…@", text)


@dataclass(frozen=True)
class PublicAddress:
    """The address in people's browsers; ``path`` is empty, or begins with a slash and ends with none."""

    scheme: str
    host: str
    path: str

    @classmethod
    def parse(cls, value: str) -> "PublicAddress":
        """Read an address.

        Raises:
            ValueError: where it is none, saying what is wrong and what is allowed.
        """
        try:
            parts = urlsplit(value.strip())
            scheme, name, port = parts.scheme, parts.hostname or "", parts.port
        except ValueError as error:
            raise _wrong(str(error)) from None
        if scheme not in _USUAL_PORTS:
            raise _wrong("it begins with neither https:// nor http://")
        if "@" in parts.netloc or "?" in value or "#" in value:
            raise _wrong("it holds more than scheme, host and path, such as a query, a fragment or a password")
        host = f"[{name}]" if ":" in name else name
        if not _HOST.fullmatch(host):
            raise _wrong("it has no host that a browser sends; write a name with other letters as `xn--…`")
        path = parts.path.rstrip("/")
        if not _PATH.fullmatch(path):
            raise _wrong("its path holds other characters than letters, digits and `._~-`, or an empty part")
        return cls(scheme, host if port in {None, _USUAL_PORTS[scheme]} else f"{host}:{port}", path)

    @property
    def origin(self) -> str:
        """What a browser says that a page of ours comes from."""
        return f"{self.scheme}://{self.host}"

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.scheme == "https"

    def __str__(self) -> str:
        return f"{self.origin}{self.path}/"


def source_path(document_id: str, start: int, end: int, version: str = "") -> str:
    """Return where some words are read in their document, on any server of ours."""
    query = ({"version": version} if version else {}) | {"start": str(start), "end": str(end)}
    return f"/source/{quote(document_id, safe='')}?{urlencode(query)}#quote"


def origins(value: str) -> tuple[str, ...]:
    """Read the origins of sites, with commas between them.

    Raises:
        ValueError: where one is none, saying which and what is allowed.
    """
    return tuple(_origin(each.strip()) for each in value.split(",") if each.strip())


def networks(value: str) -> tuple[Network, ...]:
    """Read addresses and networks, with commas between them.

    Raises:
        ValueError: where one is none, saying which and what is allowed.
    """
    return tuple(_network(each.strip()) for each in value.split(",") if each.strip())


def is_within(address: str, known: tuple[Network, ...]) -> bool:
    """Return whether an address is in one of the networks; what is no address is in none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in each for each in known)


def _origin(value: str) -> str:
    try:
        address = PublicAddress.parse(value)
    except ValueError as error:
        raise ValueError(
            f"{value}: {str(error).partition(';')[0]}; allowed is such as https://intranet.example.org"
        ) from None
    if address.path:
        raise ValueError(f"{value} has a path, and a browser tells apart sites only; write {address.origin}")
    return address.origin


def _network(value: str) -> Network:
    try:
        network = ip_network(value)
    except ValueError as error:
        raise ValueError(
            f"{error}; allowed are addresses and networks, with commas: 10.0.0.0/8, 192.0.2.7, fd00::/8"
        ) from None
    if network.prefixlen == 0:
        raise ValueError(f"{value} is everyone, and everyone would be believed; name the network that your proxy is in")
    return network


def _wrong(fault: str) -> ValueError:
    return ValueError(f"{fault}; allowed is such as https://chat.example.org/ or https://intranet/dialoog/")
