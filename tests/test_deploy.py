"""What ``deploy`` names exists: settings, their values, commands, figures. No image is built, no cluster run."""

import json
import re
import shlex
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase
from typer.main import get_command

from assistant.cli import app
from assistant.settings import PROJECT, Settings, load_settings
from assistant.telemetry import metrics
from assistant.telemetry.metrics import REGISTRY

DEPLOY = PROJECT / "deploy"
CHART = DEPLOY / "helm" / "ser-assistant"
FILES = [
    PROJECT / "Dockerfile",
    PROJECT / "docs" / "operate.md",
    *sorted(filter(Path.is_file, DEPLOY.rglob("*"))),
]
KNOWN = {f"ASSISTANT_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"\bASSISTANT_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    assert named - KNOWN == set()


def loaded(environment: dict[str, object]) -> Settings:
    """Return the settings that an environment makes; what it leaves to a secret is made up."""
    own = {name.removeprefix("ASSISTANT_").lower(): _filled(str(value)) for name, value in environment.items()}
    return load_settings(**{name: value for name, value in own.items() if value})


def _filled(value: str) -> str:
    value = value.replace("${ASSISTANT_PUBLIC_URL:?}", "https://intranet/")
    value = re.sub(r"\$\{\w+:\?\}", "0123456789abcdef", value)
    return re.sub(r"\$\{\w+:-(\w*)\}", r"\1", value)


def test_the_settings_of_the_composition_are_taken() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    ours = {name: each for name, each in services.items() if each.get("image") == "ser-assistant"}
    assert set(ours) == {"a", "b", "migrate", "ingest"}
    for each in ours.values():
        settings = loaded(each["environment"])
        schemes = (settings.database_url.partition(":")[0], settings.limits_url.partition(":")[0])
        assert (settings.accounts, *schemes) == ("password", "postgresql", "valkey")
        assert each["read_only"] is True
    proxy = services["proxy"]["networks"]["inside"]["ipv4_address"]
    assert loaded(ours["a"]["environment"]).trusted_proxies == proxy
    addresses = [f"{ours[name]['networks']['inside']['ipv4_address']}:8000" for name in ("a", "b")]
    assert [services["proxy"]["environment"][name] for name in ("SERVER_A", "SERVER_B")] == addresses
    assert ours["a"]["volumes"] != ours["b"]["volumes"]  # a data folder has one server


def test_the_settings_of_the_chart_are_taken() -> None:
    values = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    settings = loaded(values["settings"])
    assert (settings.accounts, settings.log_format) == ("oidc", "json")
    assert all(isinstance(each, str) for each in values["settings"].values())  # as a ConfigMap wants them


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every command that ``deploy`` runs, with where it stands."""
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for name in ("migrate", "ingest"):
        yield name, services[name]["command"]
    for path in sorted((CHART / "templates").glob("*.yaml")):
        for given in re.findall(r"args: \[(.+)\]", path.read_text(encoding="utf-8")):
            yield path.name, [each.strip() for each in given.split(",")]
    for path in sorted((DEPLOY / "systemd").glob("*.service")):
        unit = ConfigParser(interpolation=None, strict=False)
        unit.optionxform = str  # type: ignore[assignment, method-assign]
        unit.read(path, encoding="utf-8")
        program, *given = shlex.split(unit["Service"]["ExecStart"])
        assert program.endswith("/ser-assistant")
        yield path.name, given
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    yield "Dockerfile", json.loads(re.findall(r"^CMD (\[.+\])$", dockerfile, re.MULTILINE)[-1])


@pytest.mark.parametrize(("place", "given"), list(commands()))
def test_every_command_that_is_run_exists_with_its_options(place: str, given: list[str]) -> None:
    command = get_command(app).commands[given[0]]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {each for each in given[1:] if each.startswith("--")} <= known, place


def figures() -> set[str]:
    """Return the names of all figures as Prometheus knows them, those of the moment too."""
    counted = {
        f"{metric.name}{ending}"
        for metric in REGISTRY.collect()
        for ending in ("", "_total", "_bucket", "_sum", "_count")
    }
    source = (PROJECT / "assistant" / "web" / "operating" / "figures.py").read_text(encoding="utf-8")
    return counted | set(re.findall(r'GaugeMetricFamily\("(\w+)"', source))


def expressions(dashboard: dict[str, Any]) -> Iterator[str]:
    for panel in dashboard["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def test_every_figure_of_the_dashboard_is_told_and_each_figure_of_ours_is_shown() -> None:
    dashboard = json.loads((DEPLOY / "grafana-dashboard.json").read_text(encoding="utf-8"))
    shown = {name for each in expressions(dashboard) for name in re.findall(r"\b(?:ser|process)_\w+", each)}
    assert shown - figures() == set()
    ending = re.compile(r"_(total|bucket|sum|count)$")
    families = {ending.sub("", each) for each in shown}
    assert {ending.sub("", each) for each in figures() if each.startswith("ser_")} - families == set()


def test_every_label_that_the_dashboard_asks_for_is_one_of_its_figures() -> None:
    dashboard = json.loads((DEPLOY / "grafana-dashboard.json").read_text(encoding="utf-8"))
    source = (PROJECT / "assistant" / "web" / "operating" / "figures.py").read_text(encoding="utf-8")
    of = {each._name: set(each._labelnames) for each in vars(metrics).values() if isinstance(each, MetricWrapperBase)}
    for name, labels in re.findall(r'GaugeMetricFamily\("(\w+)"[^)]*?(?:labels=\[([^]]*)\])?\)', source):
        of[name] = set(re.findall(r'"(\w+)"', labels))
    for each in expressions(dashboard):
        named = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in re.findall(r"\bser_\w+", each)}
        asked = {label for inner in re.findall(r"by \(([^)]+)\)", each) for label in inner.split(", ")}
        asked |= {label for inner in re.findall(r"\{([^}]+)\}", each) for label in re.findall(r"(\w+)[!=]", inner)}
        assert asked - {"instance", "le"} <= set().union(*(of[name] for name in named)), each


def test_the_probes_of_the_chart_are_those_of_the_server() -> None:
    text = (CHART / "templates" / "servers.yaml").read_text(encoding="utf-8")
    probes = dict(re.findall(r"(\w+)Probe:\n\s+httpGet: \{path: (\S+),", text))
    assert probes == {"startup": "/startz", "liveness": "/healthz", "readiness": "/readyz"}
