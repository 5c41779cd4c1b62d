"""What axe-core finds on a page: the rules of WCAG 2.2, levels A and AA."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(STANDARD)},
    "rules": {"target-size": {"enabled": True}},  # the one rule new in 2.2, which axe leaves off by itself
    "resultTypes": ["violations"],
}

# What moves without end, as a light that turns while something is loading, is not waited for.
AT_REST = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const ends = document.getAnimations().filter(each => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ends.map(each => each.finished));
}"""


def faults(page: Page | Frame, within: str | None = None, **options: object) -> list[str]:
    """Return each violation with its elements, on a page, in a frame or within a selector, once it has come to rest."""
    page.evaluate(AT_REST)
    found = Axe().run(page, within, OPTIONS | options).response
    assert found["passes"], "axe has looked at nothing"
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}\n{node['html'][:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
