"""Checks of the installation, the settings and what they point to; each says what to do where something is wrong."""

import difflib
import importlib.metadata
import os
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from dotenv import dotenv_values

from assistant.cli.doctor.check import Check, Level
from assistant.cli.doctor.database import check_database
from assistant.cli.doctor.limits import check_limits
from assistant.cli.doctor.models import check_chat_model, check_model, check_other_models, check_processor
from assistant.domain import Language
from assistant.errors import AssistantError, ConfigurationError
from assistant.locale.reasons import in_words
from assistant.settings import Settings, load_settings

PYTHONS = ((3, 11), (3, 13))
LIBRARIES = ("chainlit", "chromadb", "langchain", "onnxruntime", "tokenizers")
ENOUGH_DISK = 500_000_000  # bytes: the database and some generations of a small index
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_SETTINGS = {
    "ASSISTANT_REQUIRE_BROWSER",
    "ASSISTANT_REQUIRE_POSTGRESQL",
    "ASSISTANT_REQUIRE_PROXIES",
    "ASSISTANT_REQUIRE_REDIS",
    "ASSISTANT_REQUIRE_TESSERACT",
}


def examine(overrides: Mapping[str, object]) -> tuple[Check, ...]:
    """Check everything; ``overrides`` are settings from the command line."""
    checks = [
        check_python(sys.version_info[:2]),
        check_libraries(installed_version),
        *check_names({**dotenv_values(".env"), **os.environ}),
    ]
    try:
        settings = load_settings(**overrides)
    except ConfigurationError as error:
        return (*checks, Check("settings", Level.PROBLEM, str(error)))
    checks += [
        check_model(settings),
        check_other_models(settings),
        check_chat_model(settings),
        check_processor(),
        check_corpus(settings.corpus_dir),
        check_index(settings),
        check_database(settings),
        check_limits(settings),
        check_data_folder(settings.data_dir),
        check_port(settings.host, settings.port),
        check_browser(shutil.which),
        check_recognition(),
    ]
    return tuple(checks)


def check_recognition() -> Check:
    """Check that the text of scanned pages can be recognised, in both languages."""
    from ingest.readers.pdf.pictures import tesseract

    found, wanted = tesseract.installed(), len(Language)
    if len(found) == wanted:
        return Check("text recognition", Level.OK, f"{tesseract.edition()}: pages that are scanned are read")
    finding = f"Tesseract reads {', '.join(found)} only" if found else "Tesseract is not installed"
    advice = (
        f"Needed only for documents with scanned pages. On Debian, install {tesseract.PACKAGES}, then ingest again."
    )
    return Check("text recognition", Level.WARNING, finding, advice)


def check_python(found: tuple[int, ...]) -> Check:
    """Check that Python is one that the pinned libraries are made for."""
    finding = "Python " + ".".join(map(str, found))
    if PYTHONS[0] <= found <= PYTHONS[1]:
        return Check("Python", Level.OK, finding)
    return Check("Python", Level.PROBLEM, finding, "Install Python 3.11, 3.12 or 3.13, then run make install.")


def installed_version(name: str) -> str | None:
    """Return the installed version of a library, or None."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def check_libraries(version_of: Callable[[str], str | None]) -> Check:
    """Check that the libraries are there, and name their versions."""
    versions = {name: version_of(name) for name in LIBRARIES}
    if missing := [name for name, found in versions.items() if found is None]:
        return Check("libraries", Level.PROBLEM, f"not installed: {', '.join(missing)}", "Run make install.")
    return Check("libraries", Level.OK, ", ".join(f"{name} {found}" for name, found in versions.items()))


def check_names(environment: Iterable[str]) -> list[Check]:
    """Name the variables that look like a setting and are none: typing errors."""
    known = {f"ASSISTANT_{name.upper()}" for name in Settings.model_fields} | NOT_SETTINGS
    unknown = sorted(
        name for name in environment if name.upper().startswith("ASSISTANT_") and name.upper() not in known
    )
    checks = []
    for name in unknown:
        near = difflib.get_close_matches(name.upper(), sorted(known), n=1, cutoff=0)
        checks.append(Check("settings", Level.WARNING, f"{name} is not a setting", f"Did you mean {near[0]}?"))
    return checks or [Check("settings", Level.OK, "every ASSISTANT_ variable is known")]


def check_corpus(corpus_dir: Path) -> Check:
    """Check that the corpus folder and its manifest can be read."""
    from ingest.manifest import load_entries

    try:
        inventory = load_entries(corpus_dir)
    except AssistantError as error:
        return Check("corpus", Level.PROBLEM, str(error))
    if inventory.failed:
        faults = "; ".join(in_words(failure.named, Language.EN) for failure in inventory.failed)
        return Check("corpus", Level.WARNING, f"{len(inventory.failed)} cannot be taken in", faults)
    return Check("corpus", Level.OK, f"{len(inventory.entries)} documents in {corpus_dir}")


def check_index(settings: Settings) -> Check:
    """Check that there is an index, and that no document changed since it was made."""
    from assistant.search.index.catalog import Catalog
    from assistant.search.index.generations import Generations

    ingest = "Run ser-assistant ingest."
    try:
        folder = Generations(settings.data_dir / "index").require_current()
        catalog = Catalog(folder / "catalog.sqlite")
        documents = sum(not item.withdrawn for item in catalog.listed())
        passages, model = catalog.passage_count(), catalog.meta("model")
        catalog.close()
    except AssistantError as error:
        return Check("index", Level.PROBLEM, str(error))
    except sqlite3.Error as error:
        return Check("index", Level.PROBLEM, f"{folder} cannot be read: {error}", ingest)
    finding = f"{documents} documents, {passages} passages, version {folder.name}"
    if not model.startswith(f"{settings.embedding_model}/"):
        return Check("index", Level.PROBLEM, f"{finding}; made with the embedding model {model}", ingest)
    if changed_since(settings.corpus_dir, (folder.parent / "CURRENT").stat().st_mtime):
        return Check("index", Level.WARNING, f"{finding}; the corpus folder changed since", ingest)
    return Check("index", Level.OK, finding)


def changed_since(corpus_dir: Path, moment: float) -> bool:
    """Tell whether anything in the corpus folder was written, added or removed after a moment."""
    return any(path.lstat().st_mtime > moment for path in (corpus_dir, *corpus_dir.rglob("*")))


def check_data_folder(data_dir: Path) -> Check:
    """Check that the data folder can be written and has room."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data_dir):
            free = shutil.disk_usage(data_dir).free
    except OSError as error:
        return Check("data folder", Level.PROBLEM, str(error), "Correct its permissions, or set ASSISTANT_DATA_DIR.")
    finding = f"{data_dir}, {free / 1e9:.1f} GB free"
    if free < ENOUGH_DISK:
        return Check(
            "data folder", Level.WARNING, finding, "Free some space: an ingest of many documents may need 500 MB."
        )
    return Check("data folder", Level.OK, finding)


def port_is_free(host: str, port: int) -> bool:
    """Tell whether a server can listen on a port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True


def check_port(host: str, port: int) -> Check:
    """Check that the chat can be served."""
    if port_is_free(host, port):
        return Check("port", Level.OK, f"{port} on {host} is free")
    advice = "If the chat is not running already, stop what uses it, or set ASSISTANT_PORT."
    return Check("port", Level.WARNING, f"{port} on {host} is in use or not allowed", advice)


def check_browser(find: Callable[[str], str | None]) -> Check:
    """Check that the browser tests can run; the assistant itself needs no browser of its own."""
    if any(find(name) for name in BROWSERS):
        return Check("Chromium", Level.OK, "there for the browser tests")
    return Check("Chromium", Level.WARNING, "not found; the browser tests are skipped", "Install Chromium to run them.")
