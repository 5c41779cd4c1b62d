"""The settings of an installation that is spread over several machines; on one machine none of them is needed."""

from pydantic import Field
from pydantic_settings import BaseSettings


class ScaleSettings(BaseSettings):
    """What can be configured of it."""

    store_url: str = Field(
        "",
        description="where generations of the index are shared: a folder, or an address that fsspec knows, such as "
        "`s3://bucket/path`; `ingest` publishes there and servers take what is named there; empty: each keeps its own",
    )
    embedding_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="the server that has the embedding model, `ser-assistant embed-server`, such as "
        "`http://127.0.0.1:8010`; empty: this process loads it",
    )
    embedding_token: str = Field("", description="the secret that the embedding server asks for, the same in both")
    embedding_timeout: float = Field(10, gt=0, description="seconds after which the embedding server is given up")
    embedding_fallback: bool = Field(
        False, description="whether the model is loaded here when the embedding server does not answer; else an error"
    )
