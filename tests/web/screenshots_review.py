"""Take the pictures of the reviewers' guide: ``python -m tests.web.screenshots_review http://localhost:8000``.

The server needs a data folder of its own, where nobody has asked anything yet, and no accounts.
"""

import shutil
import sys
from dataclasses import dataclass
from typing import Literal

import httpx
from playwright.sync_api import Page, sync_playwright

from tests.web.browsing import FLAGS
from tests.web.screenshots import FOLDER

DISSATISFIED = (
    "How do we reach workers in the supply chain?",
    "This is not about workers in the factories themselves.",
)
ASKED = (
    *[DISSATISFIED[0]] * 6,
    "Welke pilots voert de SER uit?",
    "What are tips for successful collaboration?",
    "How many companies took part in the pilot projects?",
    "Hoe vergroot ik samen met anderen mijn invloed?",
    "With whom can we verify information from a supplier?",
)


@dataclass(frozen=True)
class Scene:
    """A reviewer at work; ``words`` are searched for."""

    name: str
    locale: str
    scheme: Literal["light", "dark"]
    size: tuple[int, int]
    words: str


SCENES = (
    Scene("en", "en-GB", "light", (1280, 800), "hear from workers in factories"),
    Scene("nl", "nl-NL", "dark", (1280, 800), "werknemers in fabrieken horen"),
    Scene("phone", "nl-NL", "light", (390, 800), "werknemers in fabrieken horen"),
)


def main(address: str) -> None:
    """Ask questions, and take the pictures of every scene."""
    ask(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scene in SCENES:
            width, height = scene.size
            context = browser.new_context(
                locale=scene.locale, color_scheme=scene.scheme, viewport={"width": width, "height": height}
            )
            play(context.new_page(), scene, address)
            context.close()
        browser.close()


def ask(address: str) -> None:
    """Ask what the queue of the pictures holds; one reader is dissatisfied."""
    with httpx.Client(base_url=address, timeout=60) as client:
        for question in ASKED:
            client.post("/api/ask", json={"question": question}).raise_for_status()
        first = client.post("/api/ask", json={"question": DISSATISFIED[0]}).json()
        said = {"answer_id": first["answer_id"], "value": 0, "citation": 0, "comment": DISSATISFIED[1]}
        client.post("/api/feedback", json=said).raise_for_status()
        for _ in ASKED:  # each takes some of them in
            client.get("/review").raise_for_status()


def play(page: Page, scene: Scene, address: str) -> None:
    """Open the queue and the first answer, judge it, and pick the right passages."""
    page.goto(f"{address}/review")
    take(page, "review-queue", scene)
    page.locator("[data-row]").first.click()
    take(page, "review-answer", scene)
    page.locator("input[name=citation-1][value=does_not]").check()
    page.locator("input[name=verdict][value=wrong]").check()
    page.locator("#words").fill(scene.words)
    page.keyboard.press("Enter")
    page.locator(".offers input").first.check()
    page.locator("button[value=add]").click()
    page.locator("#picking").evaluate("part => part.scrollIntoView({ block: 'start' })")
    take(page, "review-picking", scene)


def take(page: Page, shown: str, scene: Scene) -> None:
    """Take one picture when the page has come to rest."""
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{shown}-{scene.name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
