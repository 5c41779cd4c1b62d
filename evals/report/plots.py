"""Plots as inline SVG: no script, no library, colours from the page's own style."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from markupsafe import Markup, escape

from evals.report.reliability import Bin
from evals.report.trade_off import Point
from evals.run.aggregate import Figure

_WIDTH = 420
_LABEL = 92
_RIGHT = 44
_ROW = 22


@dataclass(frozen=True, slots=True)
class Bar:
    """A counted thing."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of one system in one group."""

    group: str
    system: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Curve:
    """A way to decide, at every threshold: shares of the unwanted that it lets through and of the wanted it keeps."""

    name: str
    points: Sequence[tuple[float, float]]


def intervals(rows: Sequence[Row]) -> Markup:
    """Draw shares as dots with their 95% intervals, a line a group, a colour a system."""
    shown = [row for row in rows if row.figure.n]
    groups = list(dict.fromkeys(row.group for row in shown))
    systems = list(dict.fromkeys(row.system for row in shown))
    band = _ROW + 12 * (len(systems) - 1)
    height = band * len(groups) + 26
    parts = [_axis(height)]
    for row in shown:
        top = band * groups.index(row.group) + 14 + 12 * systems.index(row.system)
        if row.system == systems[0]:
            parts.append(_text(0, top + 4, row.group, "label"))
        parts.append(_interval(row, top, systems.index(row.system)))
    return _svg(_WIDTH, height, parts, "Shares with 95% intervals")


def bars(given: Sequence[Bar]) -> Markup:
    """Draw counts as horizontal bars."""
    most = max((bar.count for bar in given), default=0)
    label, height = 150, 26 * len(given) + 4
    parts = []
    for number, bar in enumerate(given):
        top, width = 26 * number + 4, (_WIDTH - label - 40) * bar.count / most
        parts.append(_text(0, top + 13, bar.name, "label"))
        parts.append(f'<rect class="bar" x="{label}" y="{top}" width="{width:.1f}" height="18" rx="2"/>')
        parts.append(_text(label + width + 6, top + 13, str(bar.count), "value"))
    return _svg(_WIDTH, height, parts, "Failed cases by stage") if given else Markup("")


def trade_off(curve: Sequence[Point], now: Point | None) -> Markup:
    """Draw false answers against wrongful refusals for every threshold, and where the assistant stands."""
    if not curve:
        return Markup("")
    left, bottom, side = 46, 250, 220

    def x(share: float) -> float:
        return left + side * share

    def y(share: float) -> float:
        return bottom - side * share

    ticks = (0.0, 0.25, 0.5, 0.75, 1.0)
    parts = [f'<line class="grid" x1="{x(t)}" x2="{x(t)}" y1="{y(0)}" y2="{y(1)}"/>' for t in ticks]
    parts += [f'<line class="grid" x1="{x(0)}" x2="{x(1)}" y1="{y(t)}" y2="{y(t)}"/>' for t in ticks]
    parts += [_text(x(t), bottom + 15, f"{t:.0%}", "tick", "middle") for t in ticks]
    parts += [_text(left - 6, y(t) + 4, f"{t:.0%}", "tick", "end") for t in ticks]
    path = " ".join(f"{x(point.wrongful_refusals):.1f},{y(point.false_answers):.1f}" for point in curve)
    parts.append(f'<polyline class="curve" points="{path}"/>')
    if now:
        place = f'cx="{x(now.wrongful_refusals):.1f}" cy="{y(now.false_answers):.1f}"'
        parts.append(f'<circle class="now" {place} r="5"><title>the assistant now</title></circle>')
    parts.append(_text(x(0.5), bottom + 32, "wrongful refusals", "label", "middle"))
    parts.append(_text(0, 10, "false answers", "label"))
    return _svg(left + side + 30, bottom + 38, parts, "False answers against wrongful refusals")


def calibration(bins: Sequence[Bin]) -> Markup:
    """Draw what share is answered against the confidence stated, with intervals; on the diagonal it is what it says."""
    left, bottom, side = 46, 250, 220
    parts = [f'<line class="axis" x1="{left}" y1="{bottom}" x2="{left + side}" y2="{bottom - side}"/>']
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + side * tick, bottom - side * tick
        parts.append(f'<line class="grid" x1="{left}" x2="{left + side}" y1="{y}" y2="{y}"/>')
        parts.append(_text(x, bottom + 15, f"{tick:.0%}", "tick", "middle"))
        parts.append(_text(left - 6, y + 4, f"{tick:.0%}", "tick", "end"))
    for each in bins:
        x, y = left + side * each.stated, bottom - side * each.observed
        low, high = (bottom - side * share for share in each.interval)
        title = f"<title>{each.count} cases: {each.stated:.0%} stated, {each.observed:.0%} answered</title>"
        parts.append(f'<line class="range s0" x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>')
        parts.append(f'<circle class="dot s0" cx="{x:.1f}" cy="{y:.1f}" r="4.5">{title}</circle>')
    parts.append(_text(left + side / 2, bottom + 32, "confidence stated", "label", "middle"))
    parts.append(_text(0, 10, "answered by the documents", "label"))
    return _svg(left + side + 30, bottom + 38, parts, "Confidence against what the documents answer")


def roc_plot(curves: Sequence[Curve], now: tuple[float, float]) -> Markup:
    """Draw what is kept of the supported against what passes of the unsupported, a colour a curve."""
    left, bottom, side = 46, 250, 220
    ticks = (0.0, 0.25, 0.5, 0.75, 1.0)
    parts = []
    for tick in ticks:
        x, y = left + side * tick, bottom - side * tick
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{bottom}" y2="{bottom - side}"/>')
        parts.append(f'<line class="grid" x1="{left}" x2="{left + side}" y1="{y}" y2="{y}"/>')
        parts.append(_text(x, bottom + 15, f"{tick:.0%}", "tick", "middle"))
        parts.append(_text(left - 6, y + 4, f"{tick:.0%}", "tick", "end"))
    for number, curve in enumerate(curves):
        path = " ".join(f"{left + side * passed:.1f},{bottom - side * kept:.1f}" for passed, kept in curve.points)
        title = f"<title>{escape(curve.name)}</title>"
        parts.append(f'<polyline class="range s{number}" style="fill: none" points="{path}">{title}</polyline>')
    place = f'cx="{left + side * now[0]:.1f}" cy="{bottom - side * now[1]:.1f}"'
    parts.append(f'<circle class="now" {place} r="5"><title>the check now</title></circle>')
    parts.append(_text(left + side / 2, bottom + 32, "unsupported that pass", "label", "middle"))
    parts.append(_text(0, 10, "supported that are kept", "label"))
    return _svg(left + side + 30, bottom + 38, parts, "Supported kept against unsupported passed")


def histogram(values: Sequence[float], *, unit: str, bins: int = 24) -> Markup:
    """Draw how often each value occurs; what lies beyond the 99th percentile is in the last bar."""
    if not values:
        return Markup("")
    ordered = sorted(values)
    top = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))] or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(bins * value / top))] += 1
    width, height, floor = _WIDTH - 20, 150, 120
    step = width / bins
    parts = []
    for number, count in enumerate(counts):
        tall = (floor - 10) * count / max(counts)
        parts.append(
            f'<rect class="bar" x="{10 + step * number:.1f}" y="{floor - tall:.1f}" width="{step - 1.5:.1f}" '
            f'height="{tall:.1f}"><title>{count} cases</title></rect>'
        )
    parts.append(f'<line class="axis" x1="10" x2="{10 + width}" y1="{floor}" y2="{floor}"/>')
    for share in (0.0, 0.5, 1.0):
        anchor = {0.0: "start", 0.5: "middle", 1.0: "end"}[share]
        parts.append(_text(10 + width * share, floor + 16, f"{top * share:.0f} {unit}", "tick", anchor))
    return _svg(_WIDTH, height, parts, "Latency")


def _interval(row: Row, top: float, system: int) -> str:
    value, low, high = (_x(part) for part in (row.figure.value, row.figure.low, row.figure.high))
    title = f"{row.system}, {row.group}: {row.figure.value:.3f} ({row.figure.low:.3f} to {row.figure.high:.3f}), "
    line = f'<line class="range s{system}" x1="{low:.1f}" x2="{high:.1f}" y1="{top}" y2="{top}"/>'
    dot = f'<circle class="dot s{system}" cx="{value:.1f}" cy="{top}" r="4.5"/>'
    share = _text(_WIDTH - _RIGHT + 8, top + 4, f"{row.figure.value:.0%}", f"value s{system}")
    return f"<g><title>{escape(title)}{row.figure.n} cases</title>{line}{dot}{share}</g>"


def _axis(height: float) -> str:
    parts = []
    for share in (0.0, 0.5, 1.0):
        parts.append(f'<line class="grid" x1="{_x(share)}" x2="{_x(share)}" y1="4" y2="{height - 20}"/>')
        parts.append(_text(_x(share), height - 6, f"{share:.0%}", "tick", "middle"))
    return "".join(parts)


def _x(share: float) -> float:
    return _LABEL if isnan(share) else _LABEL + (_WIDTH - _LABEL - _RIGHT) * share


def _text(x: float, y: float, text: str, style: str, anchor: str = "start") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(width: float, height: float, parts: Sequence[str], title: str) -> Markup:
    body = "".join(parts)
    return Markup(  # the parts are drawn here, their words escaped
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" '
        f'aria-label="{escape(title)}">{body}</svg>'
    )
