"""Who is known, who is logged in, which programs may ask in whose name, and wrong passwords."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from assistant.errors import AccountError
from assistant.people.claims import Claimed
from assistant.people.person import Origin, Person, Role
from assistant.store import Database, audit, identities, sessions, tokens, users
from assistant.store.database import now
from assistant.store.schema import tables

EIGHT_HOURS = timedelta(hours=8)


@pytest.fixture
def zoe(database: Database) -> Person:
    return users.add(database, "Zoë de Vries", Role.REVIEWER, password_hash="hash")


def test_a_person_is_found_however_the_name_is_spelled(database: Database, zoe: Person) -> None:
    for spelling in ("Zoë de Vries", "zoë  DE vries ", "Zoe\u0308 de Vries"):
        found = users.find(database, spelling)
        assert found is not None
        assert (found.person, found.password_hash, found.disabled) == (zoe, "hash", False)


def test_a_name_is_given_once(database: Database, zoe: Person) -> None:
    with pytest.raises(AccountError, match="There is a user 'ZOË DE VRIES' already"):
        users.add(database, "ZOË DE VRIES", Role.READER)


@pytest.mark.parametrize("name", ["", " ", "a\u202eb", "a\x00b", "x" * 201])
def test_a_name_that_cannot_be_read_is_refused(database: Database, name: str) -> None:
    with pytest.raises(AccountError, match="1 to 200 visible characters"):
        users.add(database, name, Role.READER)


def test_a_person_who_comes_again_keeps_the_account_and_its_role(database: Database) -> None:
    first = users.ensure(database, "anna@ser.example", Origin.PROXY)
    users.set_role(database, first.person.id, Role.MAINTAINER)
    again = users.ensure(database, "Anna@SER.example", Origin.PROXY)
    assert (again.person.id, again.person.role) == (first.person.id, Role.MAINTAINER)


def test_nobody_can_come_in_under_the_name_of_the_servers_own_people(database: Database) -> None:
    local = users.ensure(database, "local", Origin.LOCAL, Role.MAINTAINER)
    assert users.find(database, "local") is None
    stranger = users.ensure(database, "local", Origin.PROXY)
    assert (stranger.person.id == local.person.id, stranger.person.role) == (False, Role.READER)


def test_a_removed_person_leaves_nothing_but_the_audit_log(database: Database, zoe: Person) -> None:
    sessions.begin(database, zoe.id, EIGHT_HOURS, now())
    tokens.create(database, zoe.id, "intranet")
    users.remove(database, zoe, audit.COMMAND_LINE)
    with database.read() as connection:
        assert [connection.execute(select(table)).all() for table in (tables.sessions, tables.tokens)] == [[], []]
    assert users.by_id(database, zoe.id) is None


def test_passing_visitors_are_not_listed(database: Database, zoe: Person) -> None:
    users.ensure(database, "visitor 1", Origin.VISITOR)
    assert [account.person for account in users.everyone(database)] == [zoe]


def test_a_session_is_the_persons_until_its_time_is_over(database: Database, zoe: Person) -> None:
    begun = now()
    token = sessions.begin(database, zoe.id, EIGHT_HOURS, begun)
    assert sessions.person(database, token, begun + EIGHT_HOURS - timedelta(seconds=1)) == zoe
    assert sessions.person(database, token, begun + EIGHT_HOURS) is None


def test_a_session_that_was_ended_is_worth_nothing(database: Database, zoe: Person) -> None:
    token, other = (sessions.begin(database, zoe.id, EIGHT_HOURS, now()) for _ in range(2))
    sessions.end(database, token)
    assert sessions.person(database, token, now()) is None
    assert sessions.person(database, other, now()) == zoe


def test_a_new_password_ends_the_sessions_of_the_old(database: Database, zoe: Person) -> None:
    token = sessions.begin(database, zoe.id, EIGHT_HOURS, now())
    users.set_password(database, zoe.id, "new")
    assert sessions.person(database, token, now()) is None


def test_who_is_shut_out_is_out_at_once_and_stays_out_when_let_in_again(database: Database, zoe: Person) -> None:
    session, token = sessions.begin(database, zoe.id, EIGHT_HOURS, now()), tokens.create(database, zoe.id, "x")
    users.set_disabled(database, zoe.id, True)
    users.set_disabled(database, zoe.id, False)
    assert sessions.person(database, session, now()) is None
    assert tokens.person(database, token, now()) is None


def test_only_hashes_of_sessions_and_tokens_are_kept(database: Database, zoe: Person) -> None:
    secrets = {sessions.begin(database, zoe.id, EIGHT_HOURS, now()), tokens.create(database, zoe.id, "x")}
    with database.read() as connection:
        rows = [connection.execute(select(table)).all() for table in (tables.sessions, tables.tokens)]
    assert not any(secret in str(rows) for secret in secrets)


def test_a_token_asks_in_its_persons_name_until_it_is_withdrawn(database: Database, zoe: Person) -> None:
    token = tokens.create(database, zoe.id, "intranet")
    assert tokens.person(database, token, now()) == zoe
    assert tokens.of(database, zoe.id)[0].last_used_at is not None
    assert tokens.revoke(database, zoe.id, "intranet") == 1
    assert tokens.person(database, token, now()) is None


def test_a_token_ends_a_year_after_it_was_made(database: Database, zoe: Person) -> None:
    token, at = tokens.create(database, zoe.id, "intranet"), now()
    assert tokens.person(database, token, at + timedelta(days=364)) == zoe
    assert tokens.person(database, token, at + timedelta(days=366)) is None
    brief = tokens.create(database, zoe.id, "test", timedelta(days=7))
    assert tokens.person(database, brief, at + timedelta(days=8)) is None


def test_a_token_without_an_end_has_ended(database: Database, zoe: Person) -> None:
    token = tokens.create(database, zoe.id, "intranet")
    with database.write() as connection:
        connection.execute(update(tables.tokens).values(expires_at=None))
    assert tokens.person(database, token, now()) is None


def test_a_token_rests_while_its_person_is_not_let_in_elsewhere(database: Database) -> None:
    at, presence = now(), timedelta(days=30)
    for index, account in enumerate(
        (
            users.ensure(database, "proxied", Origin.PROXY),
            identities.enter(database, Claimed("https://login.example", "1", "Zoë"), at),
        )
    ):
        users.note_seen(database, account, at)
        token = tokens.create(database, account.person.id, "intranet")
        assert tokens.person(database, token, at + timedelta(days=29), presence) == account.person
        later = at + timedelta(days=31 + index)
        assert tokens.person(database, token, later, presence) is None
        users.note_seen(database, replace(account, seen_at=at), later)  # let in again: so is the token
        assert tokens.person(database, token, later, presence) == account.person


def test_a_persons_sessions_are_told_apart_and_ended(database: Database, zoe: Person) -> None:
    at = now()
    one, other = (sessions.begin(database, zoe.id, EIGHT_HOURS, at, name) for name in ("Firefox, Linux", "Safari, iOS"))
    listed = {each.browser: each.id for each in sessions.of(database, zoe.id, at)}
    assert listed == {"Firefox, Linux": sessions.id_of(one), "Safari, iOS": sessions.id_of(other)}
    bob = users.add(database, "Bob", Role.READER)
    assert sessions.end_of(database, bob.id, sessions.id_of(one)) == 0  # not theirs to end
    assert sessions.end_of(database, zoe.id, but=sessions.id_of(one)) == 1
    assert (sessions.person(database, one, at), sessions.person(database, other, at)) == (zoe, None)
    assert sessions.of(database, zoe.id, at + EIGHT_HOURS) == ()


@pytest.mark.parametrize(
    ("role", "needed", "allowed"),
    [
        (Role.READER, Role.READER, True),
        (Role.READER, Role.REVIEWER, False),
        (Role.REVIEWER, Role.REVIEWER, True),
        (Role.REVIEWER, Role.MAINTAINER, False),
        (Role.MAINTAINER, Role.READER, True),
    ],
)
def test_a_role_may_do_what_those_before_it_may(role: Role, needed: Role, allowed: bool) -> None:
    assert Person("1", "a", role).may(needed) is allowed
