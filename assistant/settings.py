"""Settings from the environment (prefix ``ASSISTANT_``) or ``.env``, read once, passed on explicitly."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import ConfigurationError

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What can be configured. The README's table is made from the descriptions here."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_",
        env_file=".env",
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
    )

    corpus_dir: Path = Field(PROJECT / "corpus", description="the documents and their manifest")
    data_dir: Path = Field(PROJECT / "data", description="the index, the embedding model and the database")
    embedding_model: str = Field("bundled", description="`bundled`, the name of a hub model, or a folder")
    model_dir: Path | None = Field(
        None, description="where the bundled model is assembled; empty: `models` in the data folder"
    )
    reranker_model: str = Field(
        "", description="a cross-encoder to rerank with, a hub name or a folder; empty: none, which is quickest"
    )
    host: str = Field("127.0.0.1", description="the address to serve on")
    port: int = Field(8000, ge=1, le=65535, description="the port to serve on")
    judge_model: str = Field(
        "", description="for `eval --judge`: `provider:model` for LangChain's `init_chat_model`; empty: no judge"
    )
    judge_base_url: str = Field("", description="an OpenAI-compatible server for the judge; empty: the provider's own")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="how much is logged")

    @property
    def models(self) -> Path:
        """The folder that holds assembled embedding models."""
        return self.model_dir or self.data_dir / "models"


def load_settings(**overrides: object) -> Settings:
    """Read the settings; overrides that are None are left out.

    Raises:
        ConfigurationError: naming each wrong setting, the fault of its value and what is allowed.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        faults = [
            f"ASSISTANT_{'_'.join(map(str, fault['loc'])).upper()}={fault['input']!r}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise ConfigurationError("; ".join(faults) + ". Correct it in the environment or in .env.") from None
