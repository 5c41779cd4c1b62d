"""Take the pictures of the README from a running server: ``python -m tests.web.screenshots http://localhost:8000``.

The server's language, documents and history are as they are; take them with a data folder of its own.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.web.browsing import FLAGS

FOLDER = Path(__file__).parents[2] / "docs" / "images"


@dataclass(frozen=True)
class Scene:
    """A reader who asks questions, follows a citation of the last answer, and is led to a partner brief."""

    name: str
    locale: str
    scheme: Literal["light", "dark"]
    size: tuple[int, int]
    questions: tuple[str, ...]
    guide: tuple[str, str]
    """The starter, and the situation that is told."""


ENGLISH_GUIDE = ("Find a partner", "We import natural stone from India and cannot reach the workers in the quarries.")
DUTCH_GUIDE = (
    "Zoek een partner",
    "Wij importeren natuursteen uit India en kunnen de arbeiders in de groeven niet bereiken.",
)
SCENES = (
    Scene(
        "en",
        "en-GB",
        "light",
        (1280, 800),
        ("How can I increase my influence?", "For which purposes can I collaborate with others?"),
        ENGLISH_GUIDE,
    ),
    Scene("nl", "nl-NL", "dark", (1280, 800), ("Hoe pakte het kledingmerk de stakeholderdialoog aan?",), DUTCH_GUIDE),
    Scene("phone", "nl-NL", "light", (390, 800), ("Welke pilots voert de SER uit?",), DUTCH_GUIDE),
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
    """Take the pictures of a scene."""
    width, height = scene.size
    context = browser.new_context(
        locale=scene.locale,
        color_scheme=scene.scheme,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    page = context.new_page()
    begin(page, address)
    take(page, "start", scene)
    for question in scene.questions:
        begin(page, address)
        say(page, question)
        page.locator(".element-link").first.wait_for()
    page.locator(".element-link", has_text="[1]").first.click()
    page.locator(".citation mark").wait_for()
    take(page, "chat", scene)
    take(follow(context, page), "document", scene)
    seek_partner(page, scene, address)
    page.goto(f"{address}/about")
    take(page, "about", scene)
    page.goto(f"{address}/account")
    take(page, "account", scene)
    context.close()


def seek_partner(page: Page, scene: Scene, address: str) -> None:
    """Tell a situation and be led to its brief; take pictures of the first question and of the brief."""
    starter, told = scene.guide
    begin(page, address)
    page.get_by_role("button", name=starter, exact=True).click()
    page.locator(".guide-choices button").first.wait_for(timeout=30_000)
    take(page, "guide", scene)
    say(page, told)
    last = page.locator("[data-step-type=assistant_message]").last
    expect(last.get_by_role("link", name="PDF", exact=True)).to_be_visible(timeout=60_000)
    last.locator("h2").first.evaluate("title => title.scrollIntoView({ block: 'start' })")
    take(page, "brief", scene)


def begin(page: Page, address: str) -> None:
    """Open a new chat."""
    page.goto(address)
    page.locator("#starters button:enabled").first.wait_for()


def say(page: Page, words: str) -> None:
    """Send a message."""
    page.locator("#chat-input").click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def follow(context: BrowserContext, page: Page) -> Page:
    """Open the document of the citation shown."""
    with context.expect_page() as opened:
        page.locator(".citation-open").click()
    opened.value.locator("#quote").wait_for()
    return opened.value


def take(page: Page, shown: str, scene: Scene) -> None:
    """Take one picture when the page has come to rest."""
    page.wait_for_timeout(900)
    page.screenshot(path=FOLDER / f"{shown}-{scene.name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
