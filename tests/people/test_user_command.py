"""The commands over the people who may come in."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.cli.services import real_services
from assistant.people.claims import Claimed
from assistant.people.passwords import matches
from assistant.people.person import Role
from assistant.store import Database, audit, identities, open_database, sessions, tokens, users
from assistant.store.database import now
from tests.web.conftest import log_in


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    yield database
    database.close()


def run(database: Database, *arguments: str, typed: str = "a good password\n") -> Result:
    folder = str(Path(str(database.engine.url.database)).parent)
    return CliRunner().invoke(app, ["user", *arguments, "--data", folder], input=typed, obj=real_services())


def test_a_person_is_added_with_the_password_from_standard_input(database: Database) -> None:
    assert run(database, "add", "Zoë", "--role", "reviewer").output == "Added Zoë, reviewer.\n"
    account = users.find(database, "zoë")
    assert account is not None
    assert (account.person.role, matches("a good password", account.password_hash)) == (Role.REVIEWER, True)


@pytest.mark.parametrize(("typed", "fault"), [("short\n", "10 to 200 characters"), ("", "10 to 200 characters")])
def test_a_person_is_not_added_without_a_good_password(database: Database, typed: str, fault: str) -> None:
    result = run(database, "add", "Zoë", typed=typed)
    assert (result.exit_code, users.everyone(database)) == (1, ())
    assert fault in result.stderr


def test_a_person_whom_a_proxy_lets_in_needs_no_password(database: Database) -> None:
    assert run(database, "add", "zoë@ser.example", "--no-password").exit_code == 0
    account = users.find(database, "zoë@ser.example")
    assert account is not None
    assert account.password_hash == ""


def test_the_people_are_listed(database: Database) -> None:
    run(database, "add", "Zoë")
    run(database, "add", "Anna", "--role", "maintainer")
    run(database, "token", "Anna", "--label", "intranet")
    run(database, "disable", "Zoë")
    year = (now() + timedelta(days=365)).date()
    assert run(database, "list").output == (
        f"Anna: maintainer; tokens: intranet (until {year}, used never)\nZoë: reader (disabled); tokens: none\n"
    )
    listed = [json.loads(line) for line in run(database, "list", "--json").output.splitlines()]
    labels = [[token["label"] for token in each["tokens"]] for each in listed]
    assert [(each["name"], tokens, each["disabled"]) for each, tokens in zip(listed, labels, strict=True)] == [
        ("Anna", ["intranet"], False),
        ("Zoë", [], True),
    ]


def test_a_new_password_logs_out(database: Database) -> None:
    run(database, "add", "Zoë")
    session = log_in(database, "Zoë")
    run(database, "password", "zoë", typed="another password\n")
    account = users.find(database, "Zoë")
    assert account is not None
    assert matches("another password", account.password_hash)
    assert sessions.person(database, session, now()) is None


def test_a_token_is_shown_once_and_can_be_revoked(database: Database) -> None:
    run(database, "add", "Zoë")
    secret = run(database, "token", "Zoë", "--label", "intranet").output.strip()
    assert tokens.person(database, secret, now()) is not None
    wrong = run(database, "revoke", "Zoë", "--label", "other")
    assert "Zoë has no token 'other'. The tokens are: intranet." in wrong.stderr
    assert run(database, "revoke", "Zoë", "--label", "intranet").exit_code == 0
    assert tokens.person(database, secret, now()) is None


def test_an_unknown_person_is_named_with_those_that_are_known(database: Database) -> None:
    run(database, "add", "Zoë")
    result = run(database, "disable", "Bob")
    assert (result.exit_code, result.stderr) == (1, "There is no user 'Bob'. The users are: Zoë.\n")


def test_every_change_is_in_the_audit_log(database: Database) -> None:
    for command in ("add", "password", "disable", "enable", "token"):
        run(database, command, "Zoë")
    run(database, "role", "Zoë", "reviewer")
    run(database, "remove", "Zoë", "--yes")
    done = [(entry.actor, entry.action, entry.subject) for entry in reversed(audit.entries(database))]
    actions = ["added", "password", "disabled", "enabled", "role", "removed"]
    assert [each for each in done if each[1] != "token.created"] == [
        ("command line", f"user.{action}", "Zoë") for action in actions
    ]
    assert ("command line", "token.created", "Zoë") in done


def test_nobody_is_removed_by_mistake(database: Database) -> None:
    run(database, "add", "Zoë")
    assert run(database, "remove", "Zoë", typed="n\n").exit_code == 1
    assert len(users.everyone(database)) == 1
    assert run(database, "remove", "Zoë", typed="y\n").exit_code == 0
    assert users.everyone(database) == ()


def test_accounts_are_matched_with_whom_the_provider_knows(database: Database) -> None:
    run(database, "add", "zoë@ser.example", "--no-password")
    came = Claimed("https://login.example", "s1", "zoë@ser.example", "zoë@ser.example")
    assert "came in with this address: nobody yet" in run(database, "match").output
    identities.enter(database, came, now())
    assert run(database, "match").output == "zoë@ser.example: came in with this address: s1\n"
    unsaid = run(database, "match", "zoë@ser.example")
    assert (unsaid.exit_code, "ASSISTANT_OIDC_ISSUER" in unsaid.stderr) == (1, True)
    told = run(database, "match", "zoë@ser.example", "--issuer", "https://login.example").output
    assert told == "zoë@ser.example is s1 of https://login.example from now on.\n"
    assert run(database, "match").output == ""


def test_who_shares_a_name_is_meant_by_id(database: Database) -> None:
    for subject in ("s1", "s2"):
        identities.enter(database, Claimed("https://login.example", subject, "Anna"), now())
    result = run(database, "role", "anna", "reviewer")
    assert (result.exit_code, "Several people are called 'anna'" in result.stderr) == (1, True)
    one, other = users.everyone(database)
    assert run(database, "role", one.person.id, "reviewer").exit_code == 0
    assert [each.person.role.value for each in users.everyone(database)].count("reviewer") == 1
    assert other.person.id in result.stderr
