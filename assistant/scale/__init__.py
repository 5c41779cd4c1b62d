"""The settings of an installation that is spread over several machines; on one machine none of them is needed."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings


class ScaleSettings(BaseSettings):
    """What can be configured of it."""

    store_url: str = Field(
        "",
        description="where generations of the index are shared: a folder, or an address that fsspec knows, such as "
        "`s3://bucket/path`; `ingest` publishes there and servers take what is named there; empty: each keeps its own",
    )
    index: str = Field(
        "",
        pattern=r"^(postgres(ql)?://.+)?$",
        description="a PostgreSQL database with pgvector that holds the index, `postgresql://user:password@host/name`, "
        "for documents that a server should not hold; `ingest` writes there and servers read there; empty: files",
    )
    chroma_url: str = Field(
        "",
        pattern=r"^(https?://[^/@\s]+/?)?$",
        description="a Chroma server that holds the vectors of the index, such as `https://vectors.example.org`, "
        "behind a proxy that asks for the token; all else of the index stays in files; empty: the vectors do too",
    )
    chroma_token: str = Field(
        "", description="the secret that the proxy before the Chroma server asks for; needed with it"
    )
    embedding_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="the server that has the embedding model, `ser-assistant embed-server`, such as "
        "`http://127.0.0.1:8010`; empty: this process loads it",
    )
    embedding_kind: Literal["own", "tei"] = Field(
        "own",
        description="what that server is: `own` for `ser-assistant embed-server`, `tei` for text-embeddings-inference "
        "with the model that ASSISTANT_EMBEDDING_MODEL names",
    )
    embedding_token: str = Field("", description="the secret that the embedding server asks for, the same in both")
    embedding_timeout: float = Field(10, gt=0, description="seconds after which the embedding server is given up")
    embedding_fallback: bool = Field(
        False, description="whether the model is loaded here when the embedding server does not answer; else an error"
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.index and self.store_url:
            raise ValueError("the index is either in PostgreSQL (ASSISTANT_INDEX) or in a store (ASSISTANT_STORE_URL)")
        if self.chroma_url and not self.chroma_token.strip():
            raise ValueError(
                "ASSISTANT_CHROMA_URL needs ASSISTANT_CHROMA_TOKEN, wherever the server is: Chroma asks nobody who "
                "they are. Put a proxy before it that asks for `Authorization: Bearer` with the token"
            )
        if self.embedding_url and self.embedding_kind == "tei" and self.embedding_fallback:
            raise ValueError("ASSISTANT_EMBEDDING_FALLBACK is for a server of ours only (ASSISTANT_EMBEDDING_KIND=own)")
        if self.chroma_url and self.index:
            raise ValueError(
                "the vectors are either in PostgreSQL (ASSISTANT_INDEX) or in Chroma (ASSISTANT_CHROMA_URL)"
            )
        return self
