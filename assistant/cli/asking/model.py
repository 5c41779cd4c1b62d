"""What the commands that ask a chat model about documents share: the model, and what it would cost."""

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from ingest.asking import Ask, Estimate


def asks(settings: Settings) -> "Ask":
    """Return what asks the configured chat model."""
    from assistant.models.chat_model import chat_model_of
    from assistant.watch import watch_for

    model = chat_model_of(settings)
    return lambda prompt: model.reply(prompt, watch_for(settings.chat_timeout))


def told(estimate: "Estimate", settings: Settings) -> dict[str, object]:
    """Return the numbers of an estimate with their cost, as the messages name them."""
    cost = estimate.tokens_in * settings.chat_price_in + estimate.tokens_out * settings.chat_price_out
    return {
        "units": estimate.units,
        "tokens_in": estimate.tokens_in,
        "tokens_out": estimate.tokens_out,
        "cost": cost / 1_000_000,
    }
