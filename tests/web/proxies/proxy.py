"""Debian's nginx and HAProxy with the lines of ``docs/proxies.md``, on a free port, gone with the test."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).parents[3]
REQUIRED = os.environ.get("ASSISTANT_REQUIRE_PROXIES") == "1"
PROXIES = ("nginx", "haproxy")


def program(name: str) -> str | None:
    """Return where a proxy is installed; Debian puts them where only root looks."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def documented(name: str) -> str:
    """Return the lines that the documentation gives."""
    text = (ROOT / "docs" / "proxies.md").read_text(encoding="utf-8")
    (lines,) = re.findall(rf"```{name}\n(.*?)```", text, re.DOTALL)
    return str(lines)


@contextmanager
def proxy(name: str, folder: Path, port: int, lines: str) -> Iterator[None]:
    """Run a proxy that listens on a port with HTTPS; ``lines`` are as in the documentation."""
    certificate(folder)
    lines = lines.replace("/etc/ssl", str(folder))
    lines = re.sub(r"listen 443|bind :443", lambda found: found[0].replace("443", f"127.0.0.1:{port}"), lines)
    lines = lines.replace("bind :127", "bind 127").replace("server_name intranet", "server_name localhost")
    with _started(name, folder, port, lines):
        yield


@contextmanager
def plain_proxy(name: str, folder: Path, port: int, lines: str) -> Iterator[None]:
    """Run a proxy as ``proxy`` does, without HTTPS."""
    lines = re.sub(r"bind :443 ssl crt \S+", f"bind 127.0.0.1:{port}", lines)
    with _started(name, folder, port, lines):
        yield


@contextmanager
def _started(name: str, folder: Path, port: int, lines: str) -> Iterator[None]:
    command = START[name](folder, lines)
    with (
        (folder / "proxy.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as process,
    ):
        try:
            _wait(port, process, folder / "proxy.log")
            yield
        finally:
            process.terminate()


def _nginx(folder: Path, lines: str) -> list[str]:
    places = " ".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; master_process off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {places}\n{lines}}}\n",
        encoding="utf-8",
    )
    return [program("nginx") or "", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _haproxy(folder: Path, lines: str) -> list[str]:
    (folder / "haproxy.cfg").write_text(lines, encoding="utf-8")
    return [program("haproxy") or "", "-db", "-f", str(folder / "haproxy.cfg")]


START: dict[str, Callable[[Path, str], list[str]]] = {"nginx": _nginx, "haproxy": _haproxy}


def certificate(folder: Path) -> None:
    """Write a certificate of this machine that nobody else vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "intranet.pem").write_bytes(public)
    (folder / "intranet.key").write_bytes(private)
    (folder / "intranet.both.pem").write_bytes(public + private)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"The proxy did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
