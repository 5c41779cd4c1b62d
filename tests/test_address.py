"""Where people find the server, and which proxies are believed: what is taken, and what is refused with a sentence."""

import pytest

from assistant.address import PublicAddress, is_within, networks, without_credentials
from assistant.errors import ConfigurationError
from assistant.search.postgres.place import readable
from assistant.settings import load_settings

TAKEN = {
    "https://chat.example.org": ("https://chat.example.org", ""),
    "https://chat.example.org/": ("https://chat.example.org", ""),
    "https://CHAT.example.org:443/": ("https://chat.example.org", ""),
    "https://intranet/dialoog/": ("https://intranet", "/dialoog"),
    "https://intranet:8443/a/b-c_d~e.f": ("https://intranet:8443", "/a/b-c_d~e.f"),
    "http://10.0.0.7:8000": ("http://10.0.0.7:8000", ""),
    "https://[fd00::7]/": ("https://[fd00::7]", ""),
    "https://xn--bcher-kva.example": ("https://xn--bcher-kva.example", ""),
}


@pytest.mark.parametrize(("value", "found"), TAKEN.items())
def test_an_address_is_read_as_a_browser_would_write_it(value: str, found: tuple[str, str]) -> None:
    address = PublicAddress.parse(value)
    assert (address.origin, address.path) == found


REFUSED = {
    "chat.example.org": "neither https:// nor http://",
    "ftp://chat.example.org": "neither https:// nor http://",
    "javascript:alert(1)": "neither https:// nor http://",
    "https://": "no host",
    "https://intranet/?a=b": "a query",
    "https://intranet/dialoog?": "a query",
    "https://intranet/#top": "a fragment",
    "https://me:secret@intranet/": "a password",
    "https://intranet:70000/": "Port out of range",
    "https://intranet:http/": "Port could not be cast",
    "https://in tranet/": "no host",
    "https://bücher.example/": "xn--",
    "https://intranet/a//b": "an empty part",
    "https://intranet/../b": "its path",
    "https://intranet/a%2Fb": "its path",
    'https://intranet/"><script>': "its path",
    "https://[fd00::7": "Invalid IPv6",
}


@pytest.mark.parametrize(("value", "fault"), REFUSED.items())
def test_what_is_no_public_address_is_named_with_what_is_allowed(value: str, fault: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        load_settings(public_url=value)
    assert "ASSISTANT_PUBLIC_URL" in str(refusal.value)
    assert fault in str(refusal.value)
    assert "https://intranet/dialoog/" in str(refusal.value)


@pytest.mark.parametrize(
    "value", ["10.0.0.0/33", "10.0.0.1/8", "10.0.0", "proxy.example", "10.0.0.1;10.0.0.2", "*", "0.0.0.0/0", "::/0"]
)
def test_what_is_no_network_is_named_with_what_is_allowed(value: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        load_settings(trusted_proxies=f"192.0.2.7, {value}")
    assert "ASSISTANT_TRUSTED_PROXIES" in str(refusal.value)
    assert value.split(";")[0] in str(refusal.value)
    assert any(said in str(refusal.value) for said in ("10.0.0.0/8, 192.0.2.7, fd00::/8", "name the network"))


@pytest.mark.parametrize(
    ("address", "within"),
    [
        ("10.1.2.3", True),
        ("::ffff:10.1.2.3", True),
        ("192.0.2.7", True),
        ("192.0.2.8", False),
        ("fd00::1", True),
        ("fe80::1", False),
        ("testclient", False),
        ("", False),
    ],
)
def test_an_address_is_believed_where_its_network_is(address: str, within: bool) -> None:
    assert is_within(address, networks("10.0.0.0/8, 192.0.2.7,fd00::/8,")) is within


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("http://u:s3cr3t@127.0.0.1:1 does not answer", "http://…@127.0.0.1:1 does not answer"),
        ("postgresql://u:s3cr3t%zz@[127.0.0.1/x", "postgresql://…@[127.0.0.1/x"),
        ("http://u:s3c/r3t@host/p", "http://…@host/p"),
        ("'redis://:s3cr3t@h', then s3://k:s3cr3t@b.", "'redis://…@h', then s3://…@b."),
        ("mail a@b.nl, see https://host:8000/x", "mail a@b.nl, see https://host:8000/x"),
    ],
)
def test_no_address_tells_its_password(told: str, shown: str) -> None:
    assert without_credentials(told) == shown


@pytest.mark.parametrize(
    "address", ["postgresql://u:s3cr3t%zz@127.0.0.1/x", "postgresql://u:s3cr3t@[127.0.0.1/x", "s3cr3t"]
)
def test_an_address_of_the_index_that_cannot_be_read_is_not_repeated(address: str) -> None:
    with pytest.raises(ConfigurationError, match="%25") as refused:
        readable(address)
    assert "s3cr3t" not in str(refused.value)
