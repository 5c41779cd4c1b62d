"""The extra ``ser-assistant[models]``: libraries that run any embedding model, rerankers and entailment models.

The bundled model needs none of them. They take a gigabyte, so that only who sets such a model installs them.
"""

import importlib.util

from assistant.errors import ModelUnavailable

LIBRARIES = ("sentence-transformers", "torch", "transformers")


def missing_libraries() -> list[str]:
    """Return the libraries of the extra that are not installed."""
    return [name for name in LIBRARIES if importlib.util.find_spec(name.replace("-", "_")) is None]


def require_extra(setting: str, model: str, otherwise: str) -> None:
    """Make sure that the extra is installed.

    Raises:
        ModelUnavailable: naming the setting that needs it, and what to do.
    """
    if missing := missing_libraries():
        raise ModelUnavailable(
            f"{setting}={model} needs {', '.join(missing)}, not installed by default. Run `make install-models`, "
            f"or {otherwise}."
        )
