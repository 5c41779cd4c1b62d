"""Which issuers of identities are believed: the one of the settings, or those of the tenants that it names."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import ConfigurationError
from assistant.settings import Settings

NEEDED = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
FOR_MANY = re.compile(r"://login\.microsoftonline\.(?:com|us)/(?:common|organizations|consumers)(?:/|$)")
"""Addresses whose issuer is known to be a template, so that the start says so and not the first login."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def refuse_unfit(settings: Settings) -> None:
    """Refuse settings with which nobody could log in, or anybody could.

    Raises:
        ConfigurationError: naming what is missing, or what the provider's address should be.
    """
    missing = [f"ASSISTANT_{name.upper()}" for name in NEEDED if not getattr(settings, name)]
    if missing:
        raise ConfigurationError(f"ASSISTANT_ACCOUNTS=oidc needs {', '.join(missing)}.")
    address = urlsplit(settings.oidc_issuer)
    if address.scheme not in {"https", "http"} or not address.netloc or address.query or address.fragment:
        raise ConfigurationError(
            f"ASSISTANT_OIDC_ISSUER={settings.oidc_issuer!r} is not an address like https://login.example.org/realm, "
            "without a query."
        )
    if FOR_MANY.search(settings.oidc_issuer) and not tenants_of(settings):
        raise ConfigurationError(_for_many(settings))


def issuers_of(metadata: Mapping[str, Any], settings: Settings) -> list[str]:
    """Return the issuers that a token may come from, by what the provider says of itself.

    Raises:
        ConfigurationError: where it is not the provider that the settings name, or serves tenants that they do not.
    """
    issuer = metadata.get("issuer")
    if not isinstance(issuer, str) or not issuer:
        raise ConfigurationError(f"The provider at {settings.oidc_issuer} does not say which issuer it is.")
    if _PLACEHOLDER.search(issuer):
        if not tenants_of(settings):
            raise ConfigurationError(_for_many(settings))
        return [tenant.join(_PLACEHOLDER.split(issuer)) for tenant in tenants_of(settings)]
    if issuer.rstrip("/") != settings.oidc_issuer.rstrip("/"):
        raise ConfigurationError(
            f"The provider at {settings.oidc_issuer} says that it is {issuer!r}. Set ASSISTANT_OIDC_ISSUER to that, if "
            "it is the provider that you mean."
        )
    return [issuer]


def tenants_of(settings: Settings) -> tuple[str, ...]:
    """Return the tenants that are let in."""
    return tuple(each.strip() for each in settings.oidc_tenants.split(",") if each.strip())


def _for_many(settings: Settings) -> str:
    return (
        f"The provider at {settings.oidc_issuer} lets in people of every organisation. Set ASSISTANT_OIDC_TENANTS to "
        "the ids of those that may come in, or ASSISTANT_OIDC_ISSUER to the address of one."
    )
