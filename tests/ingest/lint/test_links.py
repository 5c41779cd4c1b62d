import pytest

from tests.ingest.lint.conftest import Check

MARKDOWN = "# Guide\n\n## Één stap\n\nTake one step, and read {link}.\n\nBe open and honest with everyone you meet.\n"
PAGE = (
    "<html><body><main><h1>Guide</h1><h2 id='one'>One step</h2><p>Take one step, and read {link}.</p>"
    "<p>Be open and honest with everyone you meet, and keep your word.</p></main></body></html>"
)


@pytest.mark.parametrize("target", ["#no-such-heading", "other.md", "folder/other.md#part"])
def test_a_link_of_markdown_that_leads_nowhere_is_told_with_its_place(check: Check, target: str) -> None:
    (found,) = check("dead-link", {"a.md": MARKDOWN.format(link=f"[about that]({target})")})
    assert found.values == {"target": target}
    assert found.place is not None
    assert (found.place.headings[-1], "about that" in found.place.excerpt) == ("Één stap", True)


@pytest.mark.parametrize(
    "target",
    ["#één-stap", "#%C3%A9%C3%A9n-stap", "#", "b.md", "b.md#part", "https://www.ser.nl/x", "mailto:a@b.nl", "/nl"],
)
def test_a_link_that_leads_somewhere_is_no_finding(check: Check, target: str) -> None:
    files = {"a.md": MARKDOWN.format(link=f"[about that]({target})"), "b.md": MARKDOWN.format(link="it")}
    assert check("dead-link", files) == []


def test_a_web_page_is_checked_too(check: Check) -> None:
    files = {"a.html": PAGE.format(link="<a href='#two'>step two</a> or <a href='#one'>step one</a>")}
    assert [found.values["target"] for found in check("dead-link", files)] == ["#two"]


def test_a_page_of_the_web_leads_to_its_neighbours_on_the_web(check: Check) -> None:
    entry = '[[document]]\nid = "a"\nfile = "a.html"\nurl = "https://www.ser.nl/nl/"\n'
    assert check("dead-link", {"a.html": PAGE.format(link="<a href='next.html'>on</a>")}, entry) == []
