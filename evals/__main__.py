"""``python -m evals`` is ``ser-assistant eval``."""

import sys

from assistant.cli.views.terminal import complain
from assistant.errors import AssistantError
from evals.cli import app

WRONG_USE = 2


def main() -> None:
    """Run the evaluation."""
    try:
        app()
    except AssistantError as error:
        complain(str(error))
        sys.exit(WRONG_USE)


if __name__ == "__main__":
    main()
