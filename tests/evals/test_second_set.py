import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import AssistantError
from evals.studies.docbook import Paragraph, read_sections
from evals.studies.second_set import PASSAGE_WORDS, build, build_faq

TEXTS = {
    "en": {
        "disks": "A disk is divided into partitions before the system is copied to it. Each partition holds one file "
        "system, and the largest one is usually kept for the files of the people who work with the computer every day.",
        "sound": "Most sound cards are found while the computer starts. When you hear nothing, first look whether the "
        "volume has been turned down, then whether the loudspeakers are connected to the green socket at the back.",
    },
    "nl": {
        "disks": "Een schijf wordt in partities verdeeld voordat het systeem erop wordt gezet. Elke partitie bevat één "
        "bestandssysteem, en de grootste is meestal bestemd voor de bestanden van wie dagelijks met de computer werkt.",
        "sound": "De meeste geluidskaarten worden bij het opstarten gevonden. Hoor je niets, kijk dan eerst of het "
        "volume is dichtgedraaid en daarna of de luidsprekers op de groene aansluiting aan de achterkant zitten.",
    },
}
TITLES = {
    "en": {"disks": "2.1. How do I divide a disk?", "sound": "2.2. Sound", "chapter": "Chapter 2. Hardware"},
    "nl": {"disks": "2.1. Hoe verdeel ik een schijf?", "sound": "2.2. Geluid", "chapter": "Hoofdstuk 2. Apparatuur"},
}


def section(title: str, anchor: str, body: str) -> str:
    heading = f'<h2 class="title">\n<a name="{anchor}"></a>{title}</h2>'
    return f'<div class="sect1"><div class="titlepage"><div>{heading}</div></div>{body}</div>'


def page(language: str, sound: str = "") -> str:
    titles, texts = TITLES[language], TEXTS[language]
    note = '<div class="note"><table><tr><th align="left">Note</th></tr><tr><td><p>Careful.</p></td></tr></table></div>'
    disks = f"<p>{texts['disks']}</p>{note}<pre>mkfs</pre><table><tr><td>a</td><td>b</td></tr></table>"
    body = section(titles["disks"], "disks", disks) + section(titles["sound"], "idm7", f"<p>{sound or texts['sound']}")
    up = f'<link rel="up" href="ch02.html" title="{titles["chapter"]}">'
    return f'<html><head>{up}</head><body><div class="navheader">Next</div>{body}</body></html>'


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    for language in Language:
        (tmp_path / language).mkdir()
        (tmp_path / language / "ch02s01.html").write_text(page(language), encoding="utf-8")
    return tmp_path


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.tsv"
    path.write_text(
        "ch02s01-disks\tMay I cut it up?\tMag ik hem opdelen?\nelsewhere\tWhy?\tWaarom?\n", encoding="utf-8"
    )
    return path


def test_a_page_is_read_without_navigation_listings_and_labels(guide: Path) -> None:
    disks, sound = read_sections(guide / "en" / "ch02s01.html")
    assert (disks.anchor, disks.path) == ("disks", ("Hardware", "How do I divide a disk?"))
    assert disks.paragraphs == (
        Paragraph(TEXTS["en"]["disks"], prose=True),
        Paragraph("Careful.", prose=True),
        Paragraph("a | b", prose=False),
    )
    assert sound.prose == (TEXTS["en"]["sound"],)


def test_each_section_is_indexed_in_one_of_its_languages(guide: Path, questions: Path) -> None:
    second_set = build(guide, questions)
    languages = {passage.section: passage.language for passage in second_set.passages}
    assert languages.keys() == {"ch02s01-disks", "ch02s01-1"}
    for passage in second_set.passages:
        name = "disks" if passage.section.endswith("disks") else "sound"
        assert passage.text.startswith(TEXTS[passage.language][name])


def test_building_twice_gives_the_same_set(guide: Path, questions: Path) -> None:
    assert build(guide, questions) == build(guide, questions)


def test_each_section_is_asked_for_in_both_languages(guide: Path, questions: Path) -> None:
    second_set = build(guide, questions)
    languages = {passage.section: passage.language for passage in second_set.passages}
    for query in second_set.queries:
        assert query.pair == f"{query.language}-{languages[query.section]}"
        assert second_set.relevant(query) == {p.id for p in second_set.passages if p.section == query.section}
    kinds = sorted((query.kind, query.language.value) for query in second_set.queries if "disks" in query.section)
    assert kinds == [(kind, language) for kind in ("question", "sentence", "title") for language in ("en", "nl")]


def test_queries_are_title_middle_sentence_and_written_question(guide: Path, questions: Path) -> None:
    queries = {query.id: query.text for query in build(guide, questions).queries}
    assert queries["ch02s01-disks:title:nl"] == "Hoe verdeel ik een schijf?, Apparatuur"
    assert queries["ch02s01-1:sentence:en"].startswith("When you hear nothing, first look")
    assert queries["ch02s01-disks:question:nl"] == "Mag ik hem opdelen?"


def test_a_section_that_was_not_translated_is_left_out(guide: Path, questions: Path) -> None:
    (guide / "nl" / "ch02s01.html").write_text(page("nl", sound=TEXTS["en"]["sound"]), encoding="utf-8")
    assert {passage.section for passage in build(guide, questions).passages} == {"ch02s01-disks"}


def test_a_page_with_another_structure_is_skipped_and_named(guide: Path, questions: Path) -> None:
    (guide / "nl" / "ch02s01.html").write_text(page("nl").replace("h2", "h3"), encoding="utf-8")
    second_set = build(guide, questions)
    assert (second_set.passages, second_set.skipped) == ((), ("ch02s01",))


@pytest.mark.parametrize("separator", ["</p><p>", " "], ids=["many paragraphs", "one long paragraph"])
def test_long_sections_are_split_without_losing_words(guide: Path, questions: Path, separator: str) -> None:
    for language in Language:
        long = separator.join([TEXTS[language]["sound"]] * 20)
        (guide / language / "ch02s01.html").write_text(page(language, sound=long), encoding="utf-8")
    pieces = [passage for passage in build(guide, questions).passages if passage.section == "ch02s01-1"]
    assert all(len(piece.text.split()) <= PASSAGE_WORDS for piece in pieces)
    assert " ".join(piece.text for piece in pieces).split() == (TEXTS[pieces[0].language]["sound"] + " ").split() * 20


def test_a_faq_is_asked_with_its_questions_which_its_passages_leave_out(guide: Path) -> None:
    second_set = build_faq(guide / "en", guide / "nl")
    assert {query.text for query in second_set.queries} == {"How do I divide a disk?", "Hoe verdeel ik een schijf?"}
    assert {passage.heading_path for passage in second_set.passages} <= {("Hardware",), ("Apparatuur",)}


def test_a_missing_package_is_named_with_the_command_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="apt-get install installation-guide-amd64"):
        build(tmp_path / "nowhere")


def test_the_command_writes_a_folder_for_each_set(guide: Path, tmp_path: Path) -> None:
    (guide / "en" / "nl").symlink_to(guide / "nl")
    arguments = [str(tmp_path / "out"), "--guide", str(guide), "--faq", str(guide / "en")]
    subprocess.run([sys.executable, "-m", "evals.studies.second_set", *arguments], check=True, capture_output=True)
    rows = (tmp_path / "out" / "faq" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["faq", "faq"]
