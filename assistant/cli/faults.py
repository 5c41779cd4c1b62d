"""Whatever goes wrong in a command is told in one line."""

import logging
from typing import Any

import typer
from typer.core import TyperGroup

from assistant.address import without_credentials
from assistant.cli.common import spoken_here
from assistant.cli.views import terminal
from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.locale.reasons import told

logger = logging.getLogger(__name__)


class Commands(TyperGroup):
    """The commands; a fault in one ends it with status 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and explain what it raises."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise
        except Exception as error:
            logger.debug("The fault in full", exc_info=True)
            terminal.complain(without_credentials(_explain(error, spoken_here(ctx.meta.get("language")))))
            raise typer.Exit(1) from None


def _explain(error: Exception, language: Language) -> str:
    if isinstance(error, AssistantError):
        return told(error, language)
    return f"Unexpected fault, {type(error).__name__}: {error}. To see it in full: ser-assistant --debug …"
