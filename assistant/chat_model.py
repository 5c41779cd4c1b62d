"""Chat models by name: the one module that knows LangChain's providers."""

from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from assistant.errors import ChatModelFailed, ConfigurationError

TIMEOUT = 60  # seconds
RETRIES = 2

_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "mistralai": "mistral", "ollama": "ollama"}
_SHOWN = 200


def open_chat_model(name: str, base_url: str = "") -> BaseChatModel:
    """Open the chat model ``provider:model``; keys come from the provider's usual environment variables.

    Raises:
        ConfigurationError: where the name has another form, or the provider is unknown, not installed or without a key.
    """
    provider, _, model = (part.strip() for part in name.partition(":"))
    if not provider or not model:
        raise ConfigurationError(
            f"{name!r} is not of the form provider:model. Providers are, among others, {', '.join(_EXTRAS)}."
        )
    try:
        opened: BaseChatModel = init_chat_model(model, model_provider=provider, **_options(provider, base_url))
    except ImportError as error:
        raise ConfigurationError(
            f"{name!r} needs a package that is not installed. {_remedy(provider, error)}"
        ) from None
    except Exception as error:  # noqa: BLE001 - each provider has its own errors for a missing key or a wrong address
        raise ConfigurationError(f"The chat model {name!r} cannot be opened: {_short(error)}") from None
    return opened


def reply(model: BaseChatModel, prompt: str) -> str:
    """Ask a chat model one thing and return the text of its reply.

    Raises:
        ChatModelFailed: where there is none, after the provider's own retries.
    """
    try:
        return str(model.invoke(prompt).text)
    except Exception as error:
        raise ChatModelFailed(f"The chat model gave no reply: {_short(error)}") from error


def _options(provider: str, base_url: str) -> dict[str, Any]:
    address = {"base_url": base_url} if base_url else {}
    if provider == "ollama":  # it silently ignores the options of the others, and retries nothing
        return address | {"client_kwargs": {"timeout": TIMEOUT}}
    return address | {"timeout": TIMEOUT, "max_retries": RETRIES}


def _remedy(provider: str, error: ImportError) -> str:
    extra = _EXTRAS.get(provider)
    if extra is None:
        return _short(error)
    return f"Install it: .venv/bin/python -m pip install -c requirements.lock -e '.[{extra}]'"


def _short(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}"
