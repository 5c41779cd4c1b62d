"""How much text and how many links each element of a page holds, counted in one pass."""

from dataclasses import dataclass

from lxml import html

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADED = frozenset((*HEADINGS, "dt", "summary"))
_BLOCKS = frozenset(("p", "ul", "ol", "dl", "div", "table", *HEADINGS))


@dataclass(slots=True)
class Measure:
    """What an element holds, all of its descendants included; texts in characters that are not white space.

    ``within_article`` and ``within_heading`` (or a term, or a summary) say what it stands in.
    """

    characters: int = 0
    linked: int = 0
    links: int = 0
    titles: int = 0
    headings: int = 0
    blocks: int = 0
    within_article: bool = False
    within_heading: bool = False

    @property
    def link_share(self) -> float:
        """The share of the text that stands in links."""
        return self.linked / max(self.characters, 1)

    def add(self, other: "Measure") -> None:
        """Count in what a child holds."""
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links
        self.titles += other.titles
        self.headings += other.headings
        self.blocks += other.blocks


def measure(root: html.HtmlElement) -> dict[html.HtmlElement, Measure]:
    """Measure an element and everything in it, in reading order."""
    elements = list(root.iter("*"))
    measures: dict[html.HtmlElement, Measure] = {}
    for element in elements:  # parents before their children
        above = measures.get(element.getparent())
        measures[element] = Measure(
            within_article=element.tag == "article" or (above is not None and above.within_article),
            within_heading=element.tag in _HEADED or (above is not None and above.within_heading),
        )
    for element in reversed(elements):  # children before their parents
        own = measures[element]
        own.characters += _length(element.text)
        if element.tag == "a":
            own.linked, own.links = own.characters, own.links + 1
        above = measures.get(element.getparent())
        if above is not None:
            above.add(own)
            above.characters += _length(element.tail)
            above.titles += element.tag == "h1"
            above.headings += element.tag in HEADINGS
            above.blocks += element.tag in _BLOCKS
    return measures


def _length(text: str | None) -> int:
    return sum(map(len, (text or "").split()))
