"""The README's lists of commands and settings, made from the program itself: ``python -m tests.readme`` writes them."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic_core import PydanticUndefined
from typer.main import get_command

from assistant.cli import app
from assistant.settings import PROJECT, Settings

README = PROJECT / "README.md"


def commands() -> str:
    """Return the table of commands."""
    return "\n".join(["| command | does |", "|---|---|", *_rows(get_command(app), "ser-assistant")])


def _rows(group: object, path: str) -> Iterator[str]:
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            yield from _rows(command, f"{path} {name}")
        elif not command.hidden:
            shown = " ".join([path, name, *map(_parameter, command.params)])
            yield f"| `{shown}` | {command.help} |"


def settings() -> str:
    """Return the table of settings."""
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    own = sorted(Settings.model_fields.items(), key=lambda field: field[0] not in Settings.__annotations__)
    for name, field in own:
        known = "DATABASE_URL" if name == "database_url" else f"ASSISTANT_{name.upper()}"
        rows.append(f"| `{known}` | {_default(field.default)} | {field.description} |")
    return "\n".join(rows)


def written(readme: str) -> str:
    """Return a README with its generated parts written anew."""
    for name, table in (("commands", commands()), ("settings", settings())):
        part = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)
        readme, count = part.subn(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", readme)  # type: ignore[misc]
        assert count == 1, f"README.md needs one part named {name}"
    return readme


def _parameter(parameter: object) -> str:
    shown = str(getattr(parameter, "metavar", None) or "")
    option = max(getattr(parameter, "opts", [""]), key=len)
    text = f"{option} {shown}".strip() if option.startswith("-") else shown
    return text if getattr(parameter, "required", False) else f"[{text}]"


def _default(value: object) -> str:
    if value is None or value is PydanticUndefined or value == "":
        return ""
    return f"`{value.relative_to(PROJECT) if isinstance(value, Path) else value}`"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
