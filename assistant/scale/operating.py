"""Settings of who runs servers for others: how servers share what they count, and what they tell of themselves."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, field_validator

from assistant.address import Network, networks

SHORTEST_TOKEN = 16


def _checked(value: str) -> str:
    networks(value)
    return value


Networks = Annotated[str, AfterValidator(_checked)]
"""Addresses and networks, with commas."""


class Operating(BaseModel):
    """The part of ``Settings`` that one machine by itself needs nothing of."""

    limits_url: str = Field(
        "",
        pattern=r"^$|^(rediss?|valkeys?)://.",
        description="a Redis or Valkey in which several servers count together how much one asks, such as "
        "`valkey://host:6379/0`; empty: each server counts by itself",
    )
    drain_seconds: float = Field(
        0,
        ge=0,
        le=600,
        description="for how many seconds a server that is told to stop says that it is not ready before it closes, so "
        "that a proxy sends nobody to it any more; what it is answering it finishes in any case",
    )
    metrics_from: Networks = Field(
        "",
        description="the addresses or networks that may read `/metrics`, with commas; empty: none, but for the token",
    )
    metrics_token: str = Field(
        "", description="what whoever reads `/metrics` may bring instead, as `Authorization: Bearer …`; 16 characters"
    )
    traces_url: str = Field(
        "",
        pattern=r"^$|^https?://.",
        description="where traces are sent, an OTLP address such as `http://collector:4318/v1/traces`; empty: nowhere. "
        "They tell how long each step took, never what was said",
    )
    log_format: Literal["text", "json"] = Field("text", description="`text` for people, `json` for a log's database")

    @property
    def readers(self) -> tuple[Network, ...]:
        """The networks that may read the metrics."""
        return networks(self.metrics_from)

    @field_validator("metrics_token")
    @classmethod
    def _long_enough(cls, token: str) -> str:
        if token and len(token) < SHORTEST_TOKEN:
            raise ValueError(f"A token has {SHORTEST_TOKEN} characters at least")
        return token
