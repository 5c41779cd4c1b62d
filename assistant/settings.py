"""Settings from the environment (prefix ``ASSISTANT_``), ``.env`` or files of secrets: read once, passed on."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict

from assistant.address import Network, PublicAddress, networks, origins, without_credentials
from assistant.errors import ConfigurationError
from assistant.scale import ScaleSettings
from assistant.scale.operating import Networks, Operating

PROJECT = Path(__file__).resolve().parent.parent
HOME = PROJECT if (PROJECT / "pyproject.toml").is_file() else Path.cwd()
"""Where the default folders are: in the project; where the program is installed without it, in the current folder."""
SHORTEST_SECRET = 16
_HIDDEN = ("secret", "token", "chat_options", "limits_url", "index", "store_url")


class Settings(Operating, ScaleSettings):
    """What can be configured. The README's table is made from the descriptions here."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_",
        env_file=".env",
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
    )

    corpus_dir: Path = Field(HOME / "corpus", description="the documents and their manifest")
    corpus_name: str = Field(
        "",
        max_length=100,
        pattern=r"^[\w][\w .-]*$|^$",
        description="what reviewers' decisions are about, where several servers with different documents share a "
        "database; empty: as the index has it, else the name of the documents' folder",
    )
    data_dir: Path = Field(HOME / "data", description="the index, the embedding model and the database")
    cases_dir: Path = Field(
        HOME / "evals" / "cases", description="the evaluation cases, beside which reviewers' verdicts are exported"
    )
    embedding_model: str = Field("bundled", description="`bundled`, the name of a hub model, or a folder")
    model_dir: Path | None = Field(
        None, description="what is measured of the embedding model once; empty: `models` in the data folder"
    )
    reranker_model: str = Field(
        "", description="a cross-encoder to rerank with, a hub name or a folder; empty: none, which is quickest"
    )
    host: str = Field("127.0.0.1", description="the address to serve on")
    port: int = Field(8000, ge=1, le=65535, description="the port to serve on")
    chat_model: str = Field(
        "",
        description="the chat model that writes answers, `provider:model` for LangChain's `init_chat_model`; "
        "empty: answers are the documents' own words",
    )
    chat_base_url: str = Field("", description="an OpenAI-compatible server for it; empty: the provider's own")
    chat_timeout: float = Field(30, gt=0, description="seconds after which an answer goes on without the chat model")
    chat_retries: int = Field(2, ge=0, description="how often a request that failed is made again, later each time")
    chat_form: Literal["auto", "fields", "lines"] = Field(
        "auto",
        description="how the chat model gives its sentences: `fields` (structured output), `lines` (plain text), or "
        "`auto`: fields where it is known to have them",
    )
    chat_options: dict[str, Any] = Field(
        {}, description='its provider\'s own options as JSON, such as `{"temperature": 0}`; never a key'
    )
    chat_price_in: float = Field(
        0, ge=0, description="what a million tokens sent to it cost, for the log and the dashboard; 0: unknown"
    )
    chat_price_out: float = Field(0, ge=0, description="what a million tokens received from it cost")
    check_model: str = Field(
        "",
        description="what judges whether quotes say what the chat model's sentences say: `provider:model`, or an "
        "entailment model by its hub name or folder; empty: the chat model itself; `none`: strict rules alone",
    )
    check_price_in: float = Field(0, ge=0, description="what a million tokens sent to it cost, where it is named")
    check_price_out: float = Field(0, ge=0, description="what a million tokens received from it cost")
    check_base_url: str = Field("", description="an OpenAI-compatible server for the check; empty: the provider's own")
    chat_context: int = Field(
        8000, ge=500, description="how many tokens of passages the chat model is given to write from"
    )
    judge_model: str = Field(
        "", description="for `eval --judge`: `provider:model` for LangChain's `init_chat_model`; empty: no judge"
    )
    judge_base_url: str = Field("", description="an OpenAI-compatible server for the judge; empty: the provider's own")
    database_url: str = Field(
        "",
        validation_alias=AliasChoices("database_url", "DATABASE_URL", "ASSISTANT_DATABASE_URL"),
        description="a PostgreSQL database, `postgresql://user:password@host/name` (with a standby "
        "`host1,host2/name?target_session_attrs=read-write`); empty: `assistant.db` in the data folder",
    )
    keep_days: int = Field(
        365, ge=0, description="how many days chats, answers and feedback are kept; 0: they are not kept at all"
    )
    accounts: Literal["off", "password", "proxy", "oidc"] = Field(
        "off",
        description="who may come in: `off` everyone, `password` the users of `ser-assistant user`, `proxy` whom a "
        "proxy names in a header, `oidc` whom an OpenID Connect provider knows",
    )
    proxy_header: str = Field("X-Forwarded-User", description="the header in which a trusted proxy names the person")
    proxy_seconds: int = Field(
        300, ge=1, description="for how many seconds an open chat goes on with whom the proxy named; then it asks again"
    )
    trusted_proxies: Networks = Field(
        "",
        description="the addresses or networks of proxies that are believed, with commas, such as `10.0.0.0/8`; empty: "
        "none is",
    )
    public_url: str = Field(
        "",
        description="where people find the server, as in their browsers, such as `https://intranet/dialoog/`; empty: "
        "at its own address",
    )
    embed_origins: str = Field(
        "", description="sites whose pages may show the chat, such as `https://intranet.example.org`, with commas"
    )
    oidc_issuer: str = Field(
        "", description="the provider's address, under which `.well-known/openid-configuration` is"
    )
    oidc_client_id: str = Field("", description="the name that the provider knows this server by")
    oidc_client_secret: str = Field("", description="the secret that goes with it")
    oidc_domains: str = Field(
        "",
        description="the domains of verified e-mail addresses that are let in, with commas; empty: everyone whom the "
        "provider lets in",
    )
    oidc_tenants: str = Field(
        "", description="the tenants let in, with commas, where one provider serves many; needed there"
    )
    oidc_roles: dict[str, Literal["reader", "reviewer", "maintainer"]] = Field(
        {},
        description='which role the provider\'s groups give, as JSON such as `{"ser-staff": "reviewer"}`, the highest '
        "counts; empty: roles are given here",
    )
    oidc_groups: str = Field(
        "groups", description="the claim that names a person's groups, such as `groups` or `realm_access.roles`"
    )
    provider_days: int = Field(
        30,
        ge=1,
        description="for how many days after a provider or a proxy last let somebody in their tokens work: whoever was "
        "removed there is out by then",
    )
    token_days: int = Field(365, ge=1, le=3650, description="after how many days a token ends")
    secret: str = Field(
        "",
        description="what signs what a browser brings back, such as a login on its way, 16 characters at least and the "
        "same on each server; empty: made once and kept in the database",
    )
    chat_per_minute: int = Field(
        30, ge=1, description="how many messages a minute one may send in the chat, the visitors of a network ten times"
    )
    api_per_minute: int = Field(60, ge=1, description="how many requests a minute one may send to the API")
    review_sample: float = Field(
        0.05, ge=0, le=1, description="the share of answers that chance puts before reviewers, to estimate quality from"
    )
    files: Literal["on", "off"] = Field("on", description="whether readers may add a file of their own to a chat")
    contact: str = Field(
        "", description="whom readers may ask, an e-mail address or the address of a page; empty: the administrator"
    )
    log_questions: bool = Field(False, description="whether the log holds the questions' words")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="how much is logged")

    @property
    def database_address(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'assistant.db'}"

    @property
    def audit_anchor(self) -> Path:
        """The file in which the audit log's last entry is noted, outside the database."""
        return self.data_dir / "audit.anchor"

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The networks of the proxies that are believed."""
        return networks(self.trusted_proxies)

    @property
    def public(self) -> PublicAddress | None:
        """Where people find the server, None where that is its own address."""
        return PublicAddress.parse(self.public_url) if self.public_url else None

    @property
    def embedders(self) -> tuple[str, ...]:
        """The origins of the sites whose pages may show the chat."""
        return origins(self.embed_origins)

    @field_validator("embed_origins")
    @classmethod
    def _origins(cls, value: str) -> str:
        return ", ".join(origins(value))

    @field_validator("public_url")
    @classmethod
    def _address(cls, value: str) -> str:
        return str(PublicAddress.parse(value)) if value else value

    @field_validator("secret")
    @classmethod
    def _hard_to_guess(cls, secret: str) -> str:
        if secret and len(secret) < SHORTEST_SECRET:
            raise ValueError(f"A secret has {SHORTEST_SECRET} characters at least; leave it empty to have one made")
        return secret

    @field_validator("chat_options")
    @classmethod
    def _without_keys(cls, options: dict[str, Any]) -> dict[str, Any]:
        if keys := [name for name in options if "key" in name.lower() or "secret" in name.lower()]:
            raise ValueError(f"{', '.join(keys)} does not belong here; keys come from the provider's own variables")
        return options

    @property
    def models(self) -> Path:
        """The folder of what is measured of embedding models once."""
        return self.model_dir or self.data_dir / "models"


def load_settings(**overrides: object) -> Settings:
    """Read the settings; overrides that are None are left out.

    Raises:
        ConfigurationError: naming each wrong setting, the fault of its value and what is allowed.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(_secrets_dir=_secrets(), **given)  # type: ignore[arg-type, call-arg]
    except ValidationError as error:
        named = ((f"ASSISTANT_{'_'.join(map(str, each['loc'])).upper()}", each) for each in error.errors())
        faults = [f"{name}={_shown_value(each)}: {each['msg']}" for name, each in named]
        raise ConfigurationError("; ".join(faults) + ". Correct it in the environment or in .env.") from None


def _secrets() -> list[Path]:
    """Return the folder in which systemd or a container puts secrets, one a file that is named as its setting."""
    folder = Path(os.environ.get("CREDENTIALS_DIRECTORY") or "/run/secrets")
    return [folder] if folder.is_dir() else []


def _shown_value(fault: Mapping[str, Any]) -> str:
    """Return the value that was given, but not one that may hold a key."""
    # A fault of several settings together comes with all of them.
    hidden = not fault["loc"] or any(part in str(name) for name in fault["loc"] for part in _HIDDEN)
    return "…" if hidden else without_credentials(repr(fault["input"]))
