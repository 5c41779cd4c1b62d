"""Markdown and plain text: dialects, old code pages, page heads, and sizes."""

from typing import Any

from assistant.domain import Language
from tests.ingest.probes.case import Case

_DIALECT, _LETTERS, _GEOMETRY, _DRAWN = "dialects", "letters that lie", "geometry", "meaning that is drawn"
_EN = "Talk to the union before the audit, and keep what you agree on."
_NL = "Praat met de vakbond vóór de audit, en leg vast wat één ieder afspreekt: coördinatie, reïntegratie."


def _md(name: str, source: str, language: Language = Language.EN, **wanted: Any) -> Case:
    return Case(_DIALECT, f"{name}.md", source.encode(), language, **wanted)


DIALECTS = (
    _md("tight", f"##Who first?\n\n{_EN}\n\n###Then\n\n{_EN}\n", headings=("Who first?", "Then")),
    _md("alleen-een", f"#Met wie eerst?\n\n{_NL}\n\n#hashtag in een zin.\n{_NL}\n", Language.NL, headings=("Met wie eerst?",), has=("#hashtag",)),
    _md("note", f'# Guide\n\n!!! warning "Mind this"\n    {_EN}\n\n    Second paragraph of it.\n\nAfter.\n', has=("Mind this", _EN, "Second paragraph of it."), lacks=("!!!",)),
    _md("kader", f"# Gids\n\n::: tip Onthoud\n{_NL}\n:::\n", Language.NL, has=("Onthoud", _NL), lacks=(":::",)),
    _md("classes", f"# Guide {{.lead #top}}\n\n{_EN}\n{{: .big}}\n", headings=("Guide",), has=(_EN,), lacks=("{",)),
    _md("hugo", f'+++\ntitle = "Gids voor overleg"\nlanguage = "nl"\n+++\n\n{_NL}\n', Language.NL, has=(_NL,), lacks=("+++", "title =")),
    _md("alert", f"# Guide\n\n> [!NOTE]\n> {_EN}\n\nSee [[Other page|the other page]].\n", has=(_EN, "See the other page."), lacks=("[!NOTE]", "[[")),
    _md("code", "# Guide\n\n```\n##no heading\n{.class}\n```\n", has=("##no heading",)),
)  # fmt: skip
DRAWN = (
    Case(_DRAWN, "struck.md", b"Within ~~five~~ ten days. " + _EN.encode(), has=("Within ten days.",), listed=("five",)),
    Case(
        _DRAWN, "kritiek.md", f"Binnen {{--vijf--}}{{++tien++}} dagen. {{>>klopt dit?<<}}{_NL}".encode(),
        Language.NL, has=("Binnen tien dagen.",), lacks=("vijf", "klopt dit"), listed=("vijf", "klopt dit?"),
    ),
)  # fmt: skip
LETTERS = (
    Case(_LETTERS, "mac.txt", _NL.encode("mac_roman"), Language.NL, has=(_NL,)),
    Case(_LETTERS, "dos.txt", _NL.encode("cp850"), Language.NL, has=(_NL,)),
    Case(_LETTERS, "windows.txt", "It’s a “naïve” café – €5.".encode("cp1252"), has=("It’s a “naïve” café – €5.",)),
    Case(_LETTERS, "twice.md", _NL.encode().decode("cp1252").encode(), Language.NL, has=(_NL,)),
)  # fmt: skip
GEOMETRY = (
    Case(
        _GEOMETRY, "pages.txt",
        b"GUIDE ON DIALOGUE            Page 1\n\nTalk to the union before the\n\fGUIDE ON DIALOGUE            Page 2\n\n"
        b"NGO does, since it knows the site.\n\fGUIDE ON DIALOGUE            Page 3\n\nThe end.\n",
        has=("before the NGO does",), lacks=("Page",), listed=("GUIDE ON DIALOGUE",),
    ),
    Case(
        _GEOMETRY, "voetregels.txt",
        (b"Praat eerst met de vakbond ter plaatse, want die\n\n- 1 -\n\fkent de mensen en weet wat er speelt.\n\n- 2 -\n"),
        Language.NL, has=("want die kent de mensen",), lacks=("- 1 -",),
    ),
)  # fmt: skip
CASES = (*DIALECTS, *DRAWN, *LETTERS, *GEOMETRY)
