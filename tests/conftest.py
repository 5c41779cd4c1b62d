"""What all tests share: a clean environment, and the real model and assistant, made once a run when first asked for."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from assistant.settings import PROJECT, Settings, load_settings

if TYPE_CHECKING:  # tests that need no model do not wait for its libraries
    from assistant.answer import Assistant
    from assistant.models.neutral import NeutralEncoder

KEPT = {"ASSISTANT_MODEL_DIR", "ASSISTANT_REQUIRE_BROWSER", "ASSISTANT_REQUIRE_POSTGRESQL", "ASSISTANT_TEST_REPLICAS"}


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """Whoever has configured an assistant on this machine gets the same outcome as others."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - KEPT:
            if name.startswith("ASSISTANT_") or name == "DATABASE_URL":
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a fresh data folder; the model is assembled once a checkout, not once a run."""
    return load_settings(
        corpus_dir=PROJECT / "corpus",
        data_dir=tmp_path_factory.mktemp("data"),
        embedding_model="bundled",
        model_dir=Path(os.environ.get("ASSISTANT_MODEL_DIR") or PROJECT / "data" / "models"),
    )


@pytest.fixture(scope="session")
def encoder(settings: Settings) -> "NeutralEncoder":
    """The real embedding model."""
    from assistant.bootstrap import neutral_encoder

    return neutral_encoder(settings.embedding_model, settings.models)


@pytest.fixture(scope="session")
def assistant(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    """The real assistant over the real corpus."""
    from assistant.bootstrap import open_assistant

    _ingest_once(settings, tmp_path_factory.getbasetemp())
    return open_assistant(settings)


def _ingest_once(settings: Settings, base: Path) -> None:
    """Ingest the real corpus; of the processes that share the tests the first does so, and the others copy it."""
    from ingest.wiring import run_ingest

    if "PYTEST_XDIST_WORKER" not in os.environ:
        run_ingest(settings)
        return
    made = base.parent / "ingested"
    with FileLock(base.parent / "ingested.lock"):
        if not made.exists():
            run_ingest(settings)
            shutil.copytree(settings.data_dir, base.parent / "being-copied")
            (base.parent / "being-copied").rename(made)
            return
    shutil.copytree(made, settings.data_dir, dirs_exist_ok=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser; where processes share the files, those that may take longest begin."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "NEEDS_BROWSER"):
            item.add_marker(pytest.mark.browser)
    if "PYTEST_XDIST_WORKER" in os.environ:
        tests, longest = Counter(each.path for each in items), dict.fromkeys((each.path for each in items), 0.0)
        for item in items:
            if timeout := item.get_closest_marker("timeout"):
                longest[item.path] = max(longest[item.path], timeout.args[0])
        items.sort(key=lambda item: (longest[item.path], tests[item.path]), reverse=True)
