import os
import socket
import time
from pathlib import Path

import pytest

from assistant.cli import doctor
from assistant.cli.doctor.check import Level
from assistant.cli.doctor.database import check_database
from assistant.cli.doctor.models import check_model, check_other_models, check_processor
from assistant.settings import load_settings
from assistant.store import open_database


@pytest.mark.parametrize(
    ("version", "level"),
    [((3, 10), Level.PROBLEM), ((3, 11), Level.OK), ((3, 13), Level.OK), ((3, 14), Level.PROBLEM)],
)
def test_only_some_pythons_will_do(version: tuple[int, ...], level: Level) -> None:
    assert doctor.check_python(version).level is level


def test_missing_libraries_are_named() -> None:
    check = doctor.check_libraries(lambda name: None if name == "onnxruntime" else "1.0")
    assert (check.level, check.finding, check.advice) == (
        Level.PROBLEM,
        "not installed: onnxruntime",
        "Run make install.",
    )


def test_a_misspelt_setting_is_named_with_the_nearest_right_name() -> None:
    (check,) = doctor.check_names(["ASSISTANT_DATADIR", "ASSISTANT_PORT", "assistant_host", "PATH"])
    assert (check.level, check.finding) == (Level.WARNING, "ASSISTANT_DATADIR is not a setting")
    assert check.advice == "Did you mean ASSISTANT_DATA_DIR?"


def test_no_value_of_the_environment_is_shown() -> None:
    assert "hunter2" not in str(doctor.check_names({"ASSISTANT_API_KEYS": "hunter2"}))


def test_a_model_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    assert check_model(load_settings(embedding_model=str(tmp_path))).level is Level.OK


def test_a_hub_model_needs_a_network_at_first() -> None:
    assert check_model(load_settings(embedding_model="some/model")).level is Level.WARNING


def test_the_bundled_model_is_whole(tmp_path: Path) -> None:
    assert check_model(load_settings(data_dir=tmp_path)).level is Level.OK


def test_what_an_earlier_version_assembled_is_named(tmp_path: Path) -> None:
    left = tmp_path / "models" / "multilingual-e5-small-q4-bfloat16"
    left.mkdir(parents=True)
    check = check_model(load_settings(data_dir=tmp_path))
    assert (check.level, str(left) in check.finding) == (Level.WARNING, True)


@pytest.mark.parametrize(
    ("setting", "model", "level"),
    [
        ("embedding_model", "bundled", Level.OK),
        ("embedding_model", "some/model", Level.PROBLEM),
        ("reranker_model", "some/model", Level.PROBLEM),
        ("check_model", "some/model", Level.PROBLEM),
        ("check_model", "openai:small", Level.OK),
        ("check_model", "none", Level.OK),
    ],
)
def test_a_setting_that_needs_what_is_not_installed_is_named(setting: str, model: str, level: Level) -> None:
    check = check_other_models(load_settings(**{setting: model}), ["torch"])
    assert (check.level, "make install-models" in check.finding + check.advice) == (level, True)
    assert (f"ASSISTANT_{setting.upper()} need torch" in check.finding) == (level is Level.PROBLEM)


def test_a_processor_without_avx2_is_a_warning(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("flags : fpu sse4_2 avx\n")
    new.write_text("flags : fpu avx2 avx512_vnni\n")
    assert check_processor(old, "x86_64").level is Level.WARNING
    assert check_processor(new, "x86_64").level is Level.OK
    assert check_processor(tmp_path / "none", "arm64").level is Level.OK


def test_a_missing_corpus_folder_is_a_problem(tmp_path: Path) -> None:
    check = doctor.check_corpus(tmp_path / "none")
    assert check.level is Level.PROBLEM
    assert "There is no corpus folder" in check.finding


def test_a_missing_index_tells_to_ingest(tmp_path: Path) -> None:
    check = doctor.check_index(load_settings(data_dir=tmp_path))
    assert check.level is Level.PROBLEM
    assert "ser-assistant ingest" in check.finding


def test_a_document_that_changed_after_the_index_was_made_is_noticed(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("text")
    made = time.time() - 60
    assert doctor.changed_since(tmp_path, made)
    os.utime(document, (made - 60, made - 60))
    os.utime(tmp_path, (made - 60, made - 60))
    assert not doctor.changed_since(tmp_path, made)


def test_a_data_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert doctor.check_data_folder(tmp_path / "file" / "data").level is Level.PROBLEM


def test_a_port_in_use_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert doctor.check_port("127.0.0.1", port).level is Level.WARNING
    assert doctor.check_port("127.0.0.1", port).level is Level.OK


@pytest.mark.parametrize("found", ["chromium", "google-chrome"])
def test_any_chromium_will_do(found: str) -> None:
    assert doctor.check_browser(lambda name: name if name == found else None).level is Level.OK


def test_a_wrong_setting_is_a_problem_and_ends_the_checks() -> None:
    checks = doctor.examine({"port": 70000})
    assert (checks[-1].level, "ASSISTANT_PORT=70000" in checks[-1].finding) == (Level.PROBLEM, True)


def test_a_database_of_a_newer_version_is_a_problem_and_one_that_is_not_there_is_none(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    assert check_database(settings).finding.startswith("none yet")
    assert not (tmp_path / "assistant.db").exists()
    database = open_database(settings.database_address)
    assert check_database(settings).level is Level.OK
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    check = check_database(settings)
    assert (check.level, "schema 9999, which is newer" in check.finding) == (Level.PROBLEM, True)
    assert "newer one" in check.advice


def test_a_database_that_is_away_is_a_problem() -> None:
    check = check_database(load_settings(database_url="postgresql://name:secret@127.0.0.1:1/nowhere"))
    assert (check.level, "secret" in check.finding) == (Level.PROBLEM, False)
