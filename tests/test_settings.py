from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _no_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ASSISTANT_{name.upper()}", raising=False)


def test_the_defaults_need_no_configuration() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.embedding_model) == ("127.0.0.1", 8000, "bundled")


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "8123")
    assert load_settings().port == 8123


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ASSISTANT_LOG_LEVEL=debug\nUNRELATED=1\n")
    assert load_settings().log_level == "debug"


def test_a_secret_is_read_from_a_file_that_is_named_as_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assistant_secret").write_text("0123456789abcdef\n")
    (tmp_path / "database_url").write_text("postgresql://host/name\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    settings = load_settings()
    assert (settings.secret, settings.database_url) == ("0123456789abcdef", "postgresql://host/name")
    monkeypatch.setenv("ASSISTANT_SECRET", "fedcba9876543210")
    assert load_settings().secret == "fedcba9876543210"


def test_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "8123")
    assert load_settings(port=8200, host=None) == load_settings(port=8200)
    assert load_settings(port=8200).port == 8200


def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "")
    assert load_settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("ASSISTANT_PORT", "70000", "65535"),
        ("ASSISTANT_PORT", "http", "integer"),
        ("ASSISTANT_LOG_LEVEL", "loud", "debug"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=f"{name}='{value}'.*{allowed}"):
        load_settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 9000


def test_assembled_models_are_in_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    assert load_settings(data_dir=tmp_path).models == tmp_path / "models"
    assert load_settings(data_dir=tmp_path, model_dir=tmp_path / "elsewhere").models == tmp_path / "elsewhere"


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_a_key_among_the_options_of_the_chat_model_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CHAT_OPTIONS", '{"temperature": 0, "api_key": "hunter2"}')
    with pytest.raises(ConfigurationError, match=r"ASSISTANT_CHAT_OPTIONS=….*api_key does not belong here") as error:
        load_settings()
    assert "hunter2" not in str(error.value)


def test_a_fault_of_settings_together_shows_none_of_their_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", "postgresql://somebody:hidden@host/name")
    monkeypatch.setenv("ASSISTANT_STORE_URL", "/shared")
    with pytest.raises(ConfigurationError, match="either in PostgreSQL") as told:
        load_settings(secret="a secret of some length")
    assert "hidden" not in str(told.value)
    assert "a secret" not in str(told.value)
