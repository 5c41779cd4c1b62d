"""Administration of the people who may come in; each change goes into the audit log."""

from dataclasses import dataclass
from datetime import timedelta

from assistant.errors import AccountError
from assistant.people.passwords import hash_password
from assistant.people.person import Person, Role, clean_name
from assistant.store import Database, audit, identities, sessions, tokens, users
from assistant.store.database import now
from assistant.store.identities import Known
from assistant.store.tokens import Token
from assistant.store.users import Account

MOST_TOKENS = 20


@dataclass(frozen=True)
class Accounts:
    """The accounts of a database, changed in the name of ``actor``; a person is named by name or by id."""

    database: Database
    actor: audit.Named = audit.COMMAND_LINE
    token_days: int = 365

    def everyone(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        return users.everyone(self.database)

    def find(self, name: str) -> Account:
        """Return the account of a name or an id.

        Raises:
            AccountError: where there is none, or more than one person is called so.
        """
        found = users.called(self.database, name)
        if not found:
            known = ", ".join(each.person.name for each in self.everyone()) or "none"
            raise AccountError(f"There is no user {name!r}. The users are: {known}.", "unknown")
        if len(found) > 1:
            ids = ", ".join(each.person.id for each in found)
            raise AccountError(
                f"Several people are called {name!r}. Name the one that you mean by id: {ids}.", "several"
            )
        return found[0]

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
        person = self._other(name)
        users.set_role(self.database, person.id, role)
        self._note("user.role", person, {"before": person.role.value, "after": role.value})

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Shut a person out, or let them in again."""
        person = self._other(name)
        users.set_disabled(self.database, person.id, disabled)
        self._note("user.disabled" if disabled else "user.enabled", person)

    def remove(self, name: str) -> None:
        """Remove a person with all that is kept of them."""
        users.remove(self.database, self._other(name), self.actor)

    def end_sessions(self, name: str, session_id: str = "", *, but: str = "") -> None:
        """Log a person out, everywhere or where one session is; the one whose id is ``but`` goes on."""
        person = self._person(name)
        if sessions.end_of(self.database, person.id, session_id, but=but):
            self._note("session.ended", person)

    def create_token(self, name: str, label: str) -> str:
        """Make a token with which a program asks in a person's name.

        Raises:
            AccountError: where the label cannot be read, or there are many already.
        """
        person, label = self._person(name), clean_name(label)
        current = [each for each in self.tokens_of(person) if not each.has_ended(now())]
        if len(current) >= MOST_TOKENS:
            raise AccountError(f"{person.name} has {MOST_TOKENS} tokens. Withdraw one first.", "many_tokens")
        secret = tokens.create(self.database, person.id, label, timedelta(days=self.token_days))
        self._note("token.created", person, {"label": label})
        return secret

    def tokens_of(self, person: Person) -> tuple[Token, ...]:
        """Return a person's tokens without their secrets."""
        return tokens.of(self.database, person.id)

    def revoke_token(self, name: str, label: str) -> None:
        """Withdraw a person's tokens of a label, or the one of an id.

        Raises:
            AccountError: where there are none.
        """
        person = self._person(name)
        if not tokens.revoke(self.database, person.id, label):
            known = ", ".join(sorted({token.label for token in self.tokens_of(person)})) or "none"
            raise AccountError(f"{person.name} has no token {label!r}. The tokens are: {known}.", "no_token")
        self._note("token.revoked", person, {"label": label})

    def candidates(self, person: Person) -> tuple[Known, ...]:
        """Return those who came in through the provider with a verified e-mail address that is a person's name."""
        name = person.name.casefold()
        known = identities.known(self.database)
        return tuple(each for each in known if each.email.casefold() == name and each.person.id != person.id)

    def match(self, name: str, issuer: str, subject: str = "") -> Known:
        """Let whom a provider knows open an account from before, once and for good.

        Without ``subject`` it is the only one whose verified e-mail address is the account's name.

        Raises:
            AccountError: where it is not clear who is meant, or the account is matched already.
        """
        account = self._unmatched(name)
        found = self.candidates(account.person)
        if not subject and len(found) != 1:
            who = "; ".join(f"{each.issuer} {each.subject}" for each in found) or "nobody yet"
            raise AccountError(
                f"Who came in with the verified address {account.person.name}: {who}. Say which with --subject.", "whom"
            )
        identity = Known(issuer.rstrip("/"), subject, "", account.person) if subject else found[0]
        identities.match(self.database, account.person, identity.issuer, identity.subject)
        self._note("user.matched", account.person, {"issuer": identity.issuer, "subject": identity.subject})
        return identity

    def unmatched(self) -> tuple[Account, ...]:
        """Return the accounts that nobody whom a provider knows can open."""
        return identities.unmatched(self.database)

    def _unmatched(self, name: str) -> Account:
        """Return the account from before that a name means, though somebody who came since may be called the same."""
        found = [each for each in users.called(self.database, name) if each in self.unmatched()]
        return found[0] if len(found) == 1 else self.find(name)

    def _person(self, name: str) -> Person:
        return self.find(name).person

    def _other(self, name: str) -> Person:
        """Return a person other than who is at work: else the last maintainer could shut themselves out."""
        person = self._person(name)
        if person.id == self.actor.id:
            raise AccountError("Ask another maintainer to change your own role, or to shut you out.", "own")
        return person

    def _note(self, action: str, person: Person, details: dict[str, str] | None = None) -> None:
        audit.note(self.database, self.actor, action, person.name, {"id": person.id} | (details or {}))
