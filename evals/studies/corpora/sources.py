"""Documents that others published, taken from Debian packages into a folder; nothing of them is kept in the project.

A package that is installed is read where it is; another is fetched by ``apt-get download`` and unpacked beside the
folder, so that nothing is installed and no rights are needed.
"""

import csv
import gzip
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html

from assistant.domain import Language
from assistant.errors import AssistantError

FORTY = Path(__file__).with_name("forty.csv")
INSTALLED = Path("/usr/share")
LONGEST = 30_000  # characters that are taken of a document, so that forty are embedded in minutes
_AROUND = ("navheader", "navfooter", "toc", "related", "sphinxsidebar", "footer", "docnav")


@dataclass(frozen=True, slots=True)
class Source:
    """A document: the package that holds it, its licence, and its files as patterns under ``/usr/share``."""

    id: str
    language: Language
    package: str
    licence: str
    files: tuple[str, ...]


def forty() -> tuple[Source, ...]:
    """Return the documents of the recipe."""
    with FORTY.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Source(row["id"], Language(row["language"]), row["package"], row["licence"], tuple(row["files"].split()))
            for row in csv.DictReader(lines)
        )


def write(sources: tuple[Source, ...], folder: Path, fetched: Path) -> None:
    """Write each document as one file into a folder; packages that are not installed are unpacked in ``fetched``.

    Raises:
        AssistantError: naming the package that cannot be had, or the pattern that no file of it fits.
    """
    for source in sources:
        files = list(_files(source, fetched))
        target = folder / source.language / source.id
        target.parent.mkdir(parents=True, exist_ok=True)
        if files[0].suffix == ".html":
            target.with_suffix(".html").write_text(_page(files, source), encoding="utf-8")
        else:
            text = "\n\n".join(_plain(file) for file in files)
            target.with_suffix(".txt").write_text(text[:LONGEST], encoding="utf-8")


def _files(source: Source, fetched: Path) -> Iterator[Path]:
    for pattern in source.files:
        found = sorted(INSTALLED.glob(pattern)) or sorted(_unpacked(source.package, fetched).glob(pattern))
        if not found:
            raise AssistantError(f"The package {source.package} has no {pattern}; {FORTY.name} names another edition.")
        yield from found


def _unpacked(package: str, fetched: Path) -> Path:
    folder = fetched.resolve() / package
    if not folder.exists():
        fetched.mkdir(parents=True, exist_ok=True)
        try:
            _run(["apt-get", "download", package], fetched)
            (file,) = fetched.glob(f"{package}_*.deb")
            _run(["dpkg-deb", "-x", str(file.resolve()), str(folder)], fetched)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            raise AssistantError(
                f"The Debian package {package} cannot be had ({error}): apt-get update, or install it."
            ) from None
    return folder / "usr" / "share"


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)


def _plain(file: Path) -> str:
    data = file.read_bytes()
    return (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8", "replace")


def _page(files: list[Path], source: Source) -> str:
    """Return pages as one, without what leads around in them, and no longer than ``LONGEST``."""
    body: list[str] = []
    room = LONGEST
    for file in files:
        for element in _content(file):
            room -= len(element.text_content())
            body.append(html.tostring(element, encoding="unicode"))
            if room < 0:
                break
    title = escape(source.id.replace("-", " ").capitalize())
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f'<html lang="{source.language}">{head}<body>{"".join(body)}</body></html>'


def _content(file: Path) -> Iterator[html.HtmlElement]:
    """Yield the parts of a page, as small as they come: a whole chapter may be one element."""
    root = html.document_fromstring(file.read_bytes()).find("body")
    if root is None:
        return
    for element in [each for each in root.iter() if set((each.get("class") or "").split()) & set(_AROUND)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    yield from _parts(root)


def _parts(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in element:
        if child.tag in ("div", "section", "main", "article", "dl"):
            yield from _parts(child)
        elif isinstance(child.tag, str) and child.tag not in ("script", "style"):
            yield child
