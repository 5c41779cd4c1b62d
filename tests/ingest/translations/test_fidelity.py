from pathlib import Path

import pytest

from assistant.domain import Document, Language
from assistant.text.glossary import Glossary
from assistant.text.language import detect_language
from assistant.text.memory import coverage, source_texts
from ingest.manifest import GLOSSARY, load_entries
from ingest.readers import read_document
from ingest.translations.fidelity import Doubt, doubts
from ingest.translations.folder import load_folder

CORPUS = Path(__file__).parents[3] / "corpus"
EN, NL = Language
SHIPPED = {each.id: read_document(CORPUS / each.file, each, detect_language) for each in load_entries(CORPUS).entries}
MEMORIES = load_folder(CORPUS).memories

# Read by eye: the two say the same, though a word of one kind has none of it beside it.
SAID_OTHERWISE = {
    ("For instance, you might be initiating a dialogue with a supplier about freedom of association", Doubt.DUTY),
    ("Ensure that everyone involved understands their responsibilities", Doubt.DUTY),  # "the tasks required"
    ("Parties affiliated with the Dutch Pension Funds Agreement", Doubt.PLACE),  # the agreement's Dutch name
    ("In deze pilot voert een bedrijf zijn dubbele materialiteitsanalyse", Doubt.NAME),  # a slip of the original
}


@pytest.mark.parametrize("document", SHIPPED.values(), ids=SHIPPED)
def test_every_word_of_the_shipped_documents_is_translated(document: Document) -> None:
    (memory,) = [each for (key, _), each in MEMORIES.items() if key == document.id]
    assert memory.language is not document.language
    counted = coverage(document, memory)
    assert counted.translated == counted.total == len(memory.units)


@pytest.mark.parametrize("document", SHIPPED.values(), ids=SHIPPED)
def test_every_pair_agrees_in_numbers_names_negations_and_modality(document: Document) -> None:
    glossary = Glossary.load(CORPUS / GLOSSARY)
    (memory,) = [each for (key, _), each in MEMORIES.items() if key == document.id]
    found = {
        (source, doubt)
        for key, source in source_texts(document).items()
        for doubt in doubts(source, document.language, memory.units[key].text, memory.language, glossary)
    }
    known = {
        (each, doubt)
        for each, doubt in found
        for said, kind in SAID_OTHERWISE
        if each.startswith(said) and doubt is kind
    }
    assert found - known == set()


WRONG = [
    ("Ask 5 unions in March.", "Vraag 6 vakbonden in maart.", Doubt.NUMBER),
    ("Ask five unions.", "Vraag vier vakbonden.", Doubt.NUMBER),
    ("They met in March 2024.", "Zij kwamen bijeen in mei 2024.", Doubt.DATE),
    ("The ILO helps you with this.", "De OESO helpt je hierbij.", Doubt.NAME),
    ("Companies in Pakistan pay more.", "Bedrijven in India betalen meer.", Doubt.PLACE),
    ("Do not pay the mediator.", "Betaal de bemiddelaar.", Doubt.NEGATION),
    ("Ask the union.", "Vraag het niet aan de vakbond.", Doubt.NEGATION),
    ("You may ask the union first.", "Je moet het eerst aan de vakbond vragen.", Doubt.DUTY),
    ("You must ask the union first.", "Je kunt het eerst aan de vakbond vragen.", Doubt.DUTY),
    ("Ask the union before you start, since it knows the workers.", "Vraag de vakbond.", Doubt.LENGTH),
    ("Ask the union before you start the dialogue.", "Ask the union before you start the dialogue.", Doubt.LANGUAGE),
]


@pytest.mark.parametrize(("source", "target", "doubt"), WRONG)
def test_what_a_translation_changes_is_seen(source: str, target: str, doubt: Doubt) -> None:
    assert doubt in doubts(source, EN, target, NL)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("You should ask two NGOs in the EU.", "Vraag het twee ngo's in de EU; dat moet je doen."),
        ("Never pay 1,000 euros.", "Betaal nooit 1.000 euro."),
    ],
)
def test_what_says_the_same_is_not_doubted(source: str, target: str) -> None:
    glossary = Glossary.from_json('[[["EU", "European Union"], ["EU", "Europese Unie"]], [["NGO"], ["ngo"]]]')
    assert doubts(source, EN, target, NL, glossary) == ()
