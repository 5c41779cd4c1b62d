"""Take the pictures of the maintainers' page: ``python -m tests.web.screenshots_documents http://localhost:8000``.

The server needs a data folder and a copy of the documents of its own, and no accounts.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import sync_playwright

from assistant.domain import Language
from tests.web.browsing import FLAGS
from tests.web.documents.harbour import DUTCH, ENGLISH, Harbour
from tests.web.screenshots import FOLDER

SCENES: tuple[tuple[Harbour, str, Literal["light", "dark"]], ...] = (
    (ENGLISH, "en-GB", "light"),
    (DUTCH, "nl-NL", "dark"),
)


def main(address: str) -> None:
    """Upload a guide in each language, and take a picture of the list and of the draft."""
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for guide, locale, scheme in SCENES:
            name = "guide.pdf" if guide.language is Language.EN else "handreiking.pdf"
            path = Path(folder) / name
            path.write_bytes(guide.pdf())
            context = browser.new_context(locale=locale, color_scheme=scheme, viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(f"{address}/documents")
            page.locator("#file").set_input_files(path)
            page.screenshot(path=FOLDER / f"documents-{guide.language}.png")
            page.locator("#look").click()
            page.locator("#publish").wait_for(timeout=120_000)
            page.locator("details summary").first.click()
            page.evaluate("scrollTo(0, 0)")  # else the bar at the top stands in the middle of the picture
            page.screenshot(path=FOLDER / f"draft-{guide.language}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
