import importlib.util
import tomllib

import pytest

from assistant.errors import ChatModelFailed, ConfigurationError
from assistant.models.chat_model import reply
from assistant.models.chat_model.providers import open_chat_model
from assistant.settings import PROJECT
from tests.fakes_chat import ScriptedChatModel

PROVIDERS = {"openai": "openai", "anthropic": "anthropic", "mistralai": "mistral", "ollama": "ollama"}


@pytest.mark.parametrize("name", ["gpt", ":gpt", "openai:", " : "])
def test_a_name_of_another_form_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"provider:model.*openai, anthropic, mistralai, ollama"):
        open_chat_model(name)


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"'oracle:delphi' cannot be opened.*oracle"):
        open_chat_model("oracle:delphi")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_that_is_not_installed_names_its_extra(provider: str) -> None:
    if importlib.util.find_spec(f"langchain_{provider}"):
        pytest.skip("this provider is installed")
    with pytest.raises(ConfigurationError, match=rf"'{provider}:x' needs.*make install-{PROVIDERS[provider]}"):
        open_chat_model(f"{provider}:x")


def test_every_extra_that_is_named_exists() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(PROVIDERS.values()) <= set(project["optional-dependencies"])


def test_a_reply_is_its_text() -> None:
    assert reply(ScriptedChatModel(replies=["Yes."]), "Is it?") == "Yes."


def test_a_failure_of_the_provider_says_what_it_was() -> None:
    model = ScriptedChatModel(replies=[TimeoutError("no answer\nfor 60 seconds")])
    with pytest.raises(ChatModelFailed, match="TimeoutError: no answer for 60 seconds"):
        reply(model, "Is it?")
