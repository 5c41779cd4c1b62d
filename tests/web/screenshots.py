"""Take the README's pictures from a running server: ``python -m tests.web.screenshots http://localhost:8000``."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.test_browser import FLAGS

FOLDER = Path(__file__).parents[2] / "docs" / "images"


@dataclass(frozen=True)
class Scene:
    """A reader who opens the chat, asks the question, and follows the citation."""

    name: str
    locale: str
    scheme: Literal["light", "dark"]
    size: tuple[int, int]
    question: str
    citation: int


SCENES = (
    Scene("en", "en-GB", "light", (1280, 800), "For which purposes can I collaborate with others?", 1),
    Scene("nl", "nl-NL", "dark", (1280, 800), "Hoe pakte het kledingmerk de stakeholderdialoog aan?", 1),
    Scene("phone", "nl-NL", "light", (390, 800), "Welke pilots voert de SER uit?", 1),
)


def main(address: str) -> None:
    """Take the pictures of every scene."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scene in SCENES:
            play(browser, scene, address)
        browser.close()


def play(browser: Browser, scene: Scene, address: str) -> None:
    """Take the two pictures of a scene: the answer with a citation opened, and the document."""
    width, height = scene.size
    context = browser.new_context(
        locale=scene.locale,
        color_scheme=scene.scheme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.locator("#starters button:enabled").first.wait_for()
    page.locator("#chat-input").click()
    page.keyboard.type(scene.question)
    page.keyboard.press("Enter")
    page.locator(".element-link", has_text=f"[{scene.citation}]").first.click()
    page.locator(".citation mark").wait_for()
    take(page, "chat", scene)
    with context.expect_page() as opened:
        page.locator(".citation-open").click()
    opened.value.locator("#quote").wait_for()
    take(opened.value, "document", scene)
    context.close()


def take(page: Page, shown: str, scene: Scene) -> None:
    """Take one picture when the page has come to rest."""
    page.wait_for_timeout(900)
    page.screenshot(path=FOLDER / f"{shown}-{scene.name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
