"""The commands over the people who may come in."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import Data, Json, print_json, services_of, settings_of
from assistant.errors import AccountError
from assistant.people.person import Role

if TYPE_CHECKING:
    from assistant.store.accounts import Accounts
    from assistant.store.tokens import Token
    from assistant.store.users import Account

app = typer.Typer(no_args_is_help=True, help="Add and change the people who may come in, where accounts are on.")

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The name, or the e-mail address, that the person logs in with.")
]
Label = Annotated[str, typer.Option(metavar="LABEL", help="What the token is for.")]


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.READER,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="For someone whom a proxy or a provider lets in.")
    ] = False,
    data: Data = None,
) -> None:
    """Add a person. The password is asked for, or read from standard input."""
    accounts = _accounts(ctx, data)
    person = accounts.add(name, role, None if no_password else _password())
    typer.echo(f"Added {person.name}, {person.role.value}.")


@app.command(name="list")
def list_people(ctx: typer.Context, as_json: Json = False, data: Data = None) -> None:
    """List the people, their roles and their tokens."""
    accounts = _accounts(ctx, data)
    for account in accounts.everyone():
        listed = accounts.tokens_of(account.person)
        if as_json:
            print_json(_record(account) | {"tokens": [_token(each) for each in listed]})
        else:
            state = " (disabled)" if account.disabled else ""
            told = ", ".join(map(_told, listed)) or "none"
            typer.echo(f"{account.person.name}: {account.person.role.value}{state}; tokens: {told}")


@app.command()
def password(ctx: typer.Context, name: Name, data: Data = None) -> None:
    """Give a person another password, and log them out everywhere."""
    _accounts(ctx, data).set_password(name, _password())
    typer.echo(f"{name} has a new password.")


@app.command()
def role(
    ctx: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="reader, reviewer or maintainer.")],
    data: Data = None,
) -> None:
    """Give a person another role."""
    _accounts(ctx, data).set_role(name, role)
    typer.echo(f"{name} is {role.value} from now on.")


@app.command()
def disable(ctx: typer.Context, name: Name, data: Data = None) -> None:
    """Shut a person out at once, and withdraw their tokens."""
    _accounts(ctx, data).set_disabled(name, disabled=True)
    typer.echo(f"{name} is shut out.")


@app.command()
def enable(ctx: typer.Context, name: Name, data: Data = None) -> None:
    """Let a person in again."""
    _accounts(ctx, data).set_disabled(name, disabled=False)
    typer.echo(f"{name} may come in again.")


@app.command()
def remove(
    ctx: typer.Context,
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    data: Data = None,
) -> None:
    """Remove a person with all chats, answers and feedback."""
    if not yes:
        typer.confirm(f"Remove {name} with all chats, answers and feedback?", abort=True, err=True)
    _accounts(ctx, data).remove(name)
    typer.echo(f"Removed {name}.")


@app.command()
def match(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="The account; without one, those to match are listed.")
    ] = "",
    subject: Annotated[
        str, typer.Option(metavar="SUBJECT", help="Whom the provider knows by this subject (the claim `sub`).")
    ] = "",
    issuer: Annotated[str, typer.Option(metavar="ADDRESS", help="The provider (else ASSISTANT_OIDC_ISSUER).")] = "",
    data: Data = None,
) -> None:
    """Let whom the identity provider knows open an account from before, once and for good."""
    settings = settings_of(ctx, data_dir=data)
    accounts = services_of(ctx).open_accounts(settings)
    if not name:
        for account in accounts.unmatched():
            came = ", ".join(each.subject for each in accounts.candidates(account.person)) or "nobody yet"
            typer.echo(f"{account.person.name}: came in with this address: {came}")
        return
    if not (issuer or settings.oidc_issuer):
        raise AccountError("Say which provider with --issuer, or set ASSISTANT_OIDC_ISSUER.")
    matched = accounts.match(name, issuer or settings.oidc_issuer, subject)
    typer.echo(f"{name} is {matched.subject} of {matched.issuer} from now on.")


@app.command()
def token(ctx: typer.Context, name: Name, label: Label = "API", data: Data = None) -> None:
    """Make a token with which a program asks in a person's name. It is shown this once."""
    typer.echo(_accounts(ctx, data).create_token(name, label))


@app.command()
def revoke(ctx: typer.Context, name: Name, label: Label = "API", data: Data = None) -> None:
    """Withdraw a person's token."""
    _accounts(ctx, data).revoke_token(name, label)
    typer.echo(f"{name}'s token {label} is worth nothing from now on.")


def _told(token: "Token") -> str:
    used = token.last_used_at.date() if token.last_used_at else "never"
    end = "ended" if token.has_ended(datetime.now(UTC)) else f"until {token.expires_at:%Y-%m-%d}"
    return f"{token.label} ({end}, used {used})"


def _token(token: "Token") -> dict[str, Any]:
    moments = {"created_at": token.created_at, "last_used_at": token.last_used_at, "expires_at": token.expires_at}
    return {"label": token.label} | {
        name: at.isoformat(timespec="seconds") if at else None for name, at in moments.items()
    }


def _record(account: "Account") -> dict[str, Any]:
    return {
        "id": account.person.id,
        "name": account.person.name,
        "role": account.person.role.value,
        "origin": account.person.origin.value,
        "disabled": account.disabled,
        "created_at": account.created_at.isoformat(timespec="seconds"),
    }


def _accounts(ctx: typer.Context, data: object) -> "Accounts":
    return services_of(ctx).open_accounts(settings_of(ctx, data_dir=data))


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
