from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.text.language import detect_language
from ingest.lint import lint
from ingest.lint.finding import Finding

Check = Callable[..., list[Finding]]

GUIDANCE = (
    "Partners\n\nTheory\n\nOne company has little influence by itself. Others in the sector can help, and they often "
    "do so with pleasure when they are asked in time.\n\nPractice\n\nAsk a local union, since it knows the workers "
    "well, and keep what you agree on with them.\n"
)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return a function that lints a text, or files by name, and gives the findings of one kind."""

    def run(kind: str, files: str | dict[str, str], manifest: str = "") -> list[Finding]:
        texts = {"a.txt": files} if isinstance(files, str) else files
        for name, text in (texts | {"manifest.toml": manifest}).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return [finding for finding in lint(tmp_path, detect_language).findings if finding.check == kind]

    return run
