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
