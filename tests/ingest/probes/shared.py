"""The small files that were there first, one for each kind of fault."""

from pathlib import Path
from typing import Any

from assistant.domain import Language
from tests.ingest.probes.case import Case

_FILES = Path(__file__).parent / "files"


def _case(kind: str, name: str, language: Language = Language.EN, **wanted: Any) -> Case:
    return Case(kind, name, (_FILES / name).read_bytes(), language, **wanted)


CASES = (
    _case(
        "structure in controls", "h1-button.html",
        headings=("Who should we talk to first?", "When should we start?", "How long does it take?", "What does it cost?"),
        has=("cost? Plan two days", "take? A first round", "start? Start before", "first? Talk to the trade union"),
    ),
    _case("a name taken for a role", "h2-consent.html", has=("Seek free, prior", "Share the results", "Agree on a share")),
    _case(
        "meaning that is drawn", "h5-diff.html", Language.NL,
        has=("tien werkdagen", "Nieuwe tekst", "| min | max", "NGO | | 6"), lacks=("Oude tekst", "vijf"), listed=("Oude tekst",),
    ),
    _case("text by reference", "p4-form.pdf", has=("Cotton from Pakistan",), lacks=("reviewer",), listed=("Comment of a reviewer",)),
    _case("invisible text", "p6-layer.pdf", has=("Layer that is on.",), lacks=("Draft layer",), listed=("Draft layer",)),
    _case("meaning that is drawn", "p12-strike.pdf", has=("within ten working",), lacks=("five", "whole sentence"), listed=("five",)),
    _case("text by reference", "d1-smartart.docx", has=("Talk to the union first",)),
    _case("text by reference", "d2b-altchunk-part.docx", has=("read. All of the guidance stands in this chunk. After.",)),
    _case("text by reference", "d3-dropcap.docx", has=("Stakeholders are people",)),
    _case("text by reference", "d5-nested.docx", has=("Union | In person monthly x; yearly x",)),
    _case("dialects", "m1-nospace.md", Language.NL, headings=("Circulaire zonder spatie", "Artikel 1")),
    _case("letters that lie", "t1-cp850.txt", Language.NL, has=("Coördinatie en ideeën: één vakbond, reïntegratie.",)),
    _case("geometry", "t3-ff.txt", has=("the union knows the site and its workers",), lacks=("Page 2",), headings=("GUIDE ON DIALOGUE",)),
)  # fmt: skip
