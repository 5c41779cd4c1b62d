"""Opens chat models by name: what each provider of LangChain's is to be told, and which extra holds it."""

from collections.abc import Mapping
from typing import Any

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.utils import secret_from_env

from assistant.errors import ConfigurationError
from assistant.models.chat_model.failures import short

TIMEOUT = 60.0  # seconds
RETRIES = 2

_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "mistralai": "mistral", "ollama": "ollama"}


def open_chat_model(
    name: str,
    base_url: str = "",
    *,
    timeout: float = TIMEOUT,
    retries: int = RETRIES,
    options: Mapping[str, Any] | None = None,
) -> BaseChatModel:
    """Open the chat model ``provider:model``; keys come from the provider's usual environment variables.

    Raises:
        ConfigurationError: where the name has another form, or the provider is unknown, not installed or without a key.
    """
    provider, _, model = (part.strip() for part in name.partition(":"))
    if not provider or not model:
        raise ConfigurationError(
            f"{name!r} is not of the form provider:model. Providers are, among others, {', '.join(_EXTRAS)}."
        )
    chosen = _options(provider, base_url, timeout, retries) | dict(options or {})
    try:
        opened: BaseChatModel = init_chat_model(model, model_provider=provider, **chosen)
    except ImportError as error:
        raise ConfigurationError(
            f"{name!r} needs a package that is not installed. {_remedy(provider, error)}"
        ) from None
    except Exception as error:  # noqa: BLE001 - each provider has its own errors for a missing key or a wrong address
        raise ConfigurationError(f"The chat model {name!r} cannot be opened: {short(error)}") from None
    return opened


def _options(provider: str, base_url: str, timeout: float, retries: int) -> dict[str, Any]:
    address: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if provider == "ollama":  # it silently ignores the options of the others, and retries nothing
        transport = httpx.AsyncHTTPTransport(retries=retries)
        return address | {"client_kwargs": {"timeout": timeout}, "async_client_kwargs": {"transport": transport}}
    if provider == "openai" and base_url:  # a server of one's own may want no key, and counts only when asked to
        key = secret_from_env("OPENAI_API_KEY", default="none")()
        address |= {"api_key": key, "stream_usage": True}
    return address | {"timeout": timeout, "max_retries": retries}


def _remedy(provider: str, error: ImportError) -> str:
    extra = _EXTRAS.get(provider)
    if extra is None:
        return short(error)
    return f"Install it: make install-{extra}"
