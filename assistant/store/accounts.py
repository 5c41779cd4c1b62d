"""Administration of the people who may come in; each change goes into the audit log."""

from dataclasses import dataclass

from assistant.errors import AccountError
from assistant.people.passwords import hash_password
from assistant.people.person import Person, Role
from assistant.store import Database, audit, tokens, users
from assistant.store.tokens import Token
from assistant.store.users import Account


@dataclass(frozen=True)
class Accounts:
    """The accounts of a database, changed in the name of ``actor``."""

    database: Database
    actor: str = audit.COMMAND_LINE

    def everyone(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        return users.everyone(self.database)

    def add(self, name: str, role: Role, password: str | None) -> Person:
        """Add a person; with None for a password only a proxy or a provider can let them in.

        Raises:
            AccountError: where the name or the password cannot be taken.
        """
        person = users.add(self.database, name, role, password_hash="" if password is None else hash_password(password))
        self._note("user.added", person, {"role": role.value})
        return person

    def set_password(self, name: str, password: str) -> None:
        """Give a person another password, and log them out everywhere."""
        person = self._person(name)
        users.set_password(self.database, person.id, hash_password(password))
        self._note("user.password", person)

    def set_role(self, name: str, role: Role) -> None:
        """Give a person another role."""
        person = self._person(name)
        users.set_role(self.database, person.id, role)
        self._note("user.role", person, {"before": person.role.value, "after": role.value})

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Shut a person out, or let them in again."""
        person = self._person(name)
        users.set_disabled(self.database, person.id, disabled)
        self._note("user.disabled" if disabled else "user.enabled", person)

    def remove(self, name: str) -> None:
        """Remove a person with all that is kept of them."""
        person = self._person(name)
        users.remove(self.database, person, self.actor)

    def create_token(self, name: str, label: str) -> str:
        """Make a token with which a program asks in a person's name."""
        person = self._person(name)
        secret = tokens.create(self.database, person.id, label)
        self._note("token.created", person, {"label": label})
        return secret

    def tokens_of(self, person: Person) -> tuple[Token, ...]:
        """Return a person's tokens without their secrets."""
        return tokens.of(self.database, person.id)

    def revoke_token(self, name: str, label: str) -> None:
        """Withdraw a person's tokens of a label.

        Raises:
            AccountError: where there are none.
        """
        person = self._person(name)
        if not tokens.revoke(self.database, person.id, label):
            known = ", ".join(sorted({token.label for token in self.tokens_of(person)})) or "none"
            raise AccountError(f"{person.name} has no token {label!r}. The tokens are: {known}.")
        self._note("token.revoked", person, {"label": label})

    def _person(self, name: str) -> Person:
        account = users.find(self.database, name)
        if account is None:
            known = ", ".join(each.person.name for each in self.everyone()) or "none"
            raise AccountError(f"There is no user {name!r}. The users are: {known}.")
        return account.person

    def _note(self, action: str, person: Person, details: dict[str, str] | None = None) -> None:
        audit.note(self.database, self.actor, action, person.name, details)
