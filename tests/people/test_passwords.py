import pytest

from assistant.errors import AccountError
from assistant.people.passwords import hash_password, matches


def test_a_password_matches_its_own_hash_only() -> None:
    kept = hash_password("correct horse")
    assert kept.startswith("$argon2id$")
    assert (matches("correct horse", kept), matches("correct horsE", kept)) == (True, False)


@pytest.mark.parametrize("kept", ["", "rubbish", "$argon2id$v=19$rubbish"])
@pytest.mark.parametrize("password", ["", "rubbish", "the password of nobody"])
def test_nothing_matches_where_there_is_no_hash(kept: str, password: str) -> None:
    assert not matches(password, kept)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_of_the_wrong_length_is_refused(password: str) -> None:
    with pytest.raises(AccountError, match="10 to 200 characters"):
        hash_password(password)
