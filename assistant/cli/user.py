"""The commands over the people who may come in."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import Data, Json, print_json, services_of, settings_of
from assistant.people.person import Role

if TYPE_CHECKING:
    from assistant.store.accounts import Accounts
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
        labels = [token.label for token in accounts.tokens_of(account.person)]
        if as_json:
            print_json(_record(account) | {"tokens": labels})
        else:
            state = " (disabled)" if account.disabled else ""
            typer.echo(
                f"{account.person.name}: {account.person.role.value}{state}; tokens: {', '.join(labels) or 'none'}"
            )


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
def token(ctx: typer.Context, name: Name, label: Label = "API", data: Data = None) -> None:
    """Make a token with which a program asks in a person's name. It is shown this once."""
    typer.echo(_accounts(ctx, data).create_token(name, label))


@app.command()
def revoke(ctx: typer.Context, name: Name, label: Label = "API", data: Data = None) -> None:
    """Withdraw a person's token."""
    _accounts(ctx, data).revoke_token(name, label)
    typer.echo(f"{name}'s token {label} is worth nothing from now on.")


def _record(account: "Account") -> dict[str, Any]:
    return {
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
