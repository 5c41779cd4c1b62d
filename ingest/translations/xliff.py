"""A document's translations as a file that translators' programs open: XLIFF 2.0, the standard for it.

A unit's id is the hash of its words. The state of its segment says what it is worth: ``translated`` by a machine,
``reviewed`` by a person, ``final`` where somebody who may decide checked it; notes say who did so and when.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from assistant.domain import Language
from assistant.errors import CorpusError, Reason
from assistant.locale.reasons import corpus_error, place_of, reason_of
from assistant.search.injection import instructs
from assistant.text.memory import Memory, Origin, Translated, unit_key
from assistant.text.table import at_line, first_of

SUFFIX = ".xlf"
LARGEST_FILE = 20_000_000  # bytes
LONGEST, ROOM = 4, 200  # a translation is at most so many times as long as its original, and so many characters more
FAULTS_SHOWN = 5

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_STATES = {Origin.MACHINE: "translated", Origin.PERSON: "reviewed", Origin.CHECKED: "final"}
_ORIGINS = {state: origin for origin, state in _STATES.items()}


@dataclass(frozen=True)
class Loaded:
    """The translations of a file that can be used, and what is wrong with the others."""

    memory: Memory
    faults: tuple[Reason, ...] = ()


def name_of(document_id: str, language: Language) -> str:
    """Return the name of the file that holds a document's translations into a language."""
    return f"{document_id}.{language}{SUFFIX}"


def load(path: Path) -> Loaded:
    """Read a file of translations; a unit that cannot be used is left out, and told of.

    Raises:
        CorpusError: when the file is no XLIFF 2.0, or not of the document and language that its name says.
    """
    document_id, _, code = path.name.removesuffix(SUFFIX).rpartition(".")
    if code not in list(Language) or not document_id:
        raise _error(path, "name", example=name_of("guide", Language.NL))
    root = _parsed(path)
    file = root.find(_tag("file"))
    if file is None or file.get("id") != document_id or root.get("trgLang") != code:
        raise _error(path, "holds", id=document_id, code=code)
    units: dict[str, Translated] = {}
    faults: list[Reason] = []
    for unit in file.iter(_tag("unit")):
        fault = _fault(unit)
        if fault:
            faults.append(at_line(int(str(unit.sourceline or 0)), fault))
        elif _words(unit, "target"):
            units[unit.get("id", "")] = _translated(unit)
    return Loaded(Memory(document_id, Language(code), units), tuple(faults))


def dump(memory: Memory, sources: Mapping[str, str], source_language: Language) -> bytes:
    """Write a document's units in reading order with their translations; those that lack one are there to be filled."""
    root = etree.Element(
        _tag("xliff"),
        {"version": "2.0", "srcLang": str(source_language), "trgLang": str(memory.language)},
        nsmap={None: _NAMESPACE},  # type: ignore[dict-item]  # None stands for the default
    )
    file = etree.SubElement(root, _tag("file"), id=memory.document_id)
    for key, source in sources.items():
        _put_unit(file, key, source, memory.units.get(key))
    etree.indent(root, "  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def summed_up(faults: tuple[Reason, ...]) -> Reason:
    """Say what is wrong with a file whose other units are in use."""
    return Reason("xliff.summed", {"faults": first_of(faults, FAULTS_SHOWN)})


def _put_unit(file: etree._Element, key: str, source: str, translated: Translated | None) -> None:
    unit = etree.SubElement(file, _tag("unit"), id=key)
    notes = {"author": translated.author, "date": translated.date} if translated else {}
    if any(notes.values()):
        element = etree.SubElement(unit, _tag("notes"))
        for category, words in notes.items():
            if words:
                etree.SubElement(element, _tag("note"), category=category).text = words
    state = _STATES[translated.origin] if translated else "initial"
    segment = etree.SubElement(unit, _tag("segment"), state=state)
    etree.SubElement(segment, _tag("source")).text = source
    if translated:
        etree.SubElement(segment, _tag("target")).text = translated.text


def _parsed(path: Path) -> etree._Element:
    # a cell may be huge, so that the others of its file are still read; nothing is expanded, and the file is bounded
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _error(path, "large", bytes=LARGEST_FILE)
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise _error(path, "unreadable", fault=reason_of(error)) from None
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _error(path, "not_xml", place=place_of(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _error(path, "doctype")
    if root.tag != _tag("xliff"):
        raise _error(path, "not_xliff")
    return root


def _fault(unit: etree._Element) -> Reason | None:
    """Say why a unit cannot be used, nothing where it can; default deny."""
    parts = [unit.findall(f".//{_tag(name)}") for name in ("source", "target")]
    if len(parts[0]) != 1 or len(parts[1]) > 1:
        return Reason("xliff.parts")
    if any(len(element) for found in parts for element in found):
        return Reason("xliff.markup")
    source, target = _words(unit, "source"), _words(unit, "target")
    if unit_key(source) != unit.get("id"):
        return Reason("xliff.moved")
    if len(target) > LONGEST * len(source) + ROOM:
        return Reason("xliff.long", {"target": len(target), "source": len(source)})
    if any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") for char in target):
        return Reason("xliff.hidden")
    return Reason("xliff.speaks") if instructs(target) and not instructs(source) else None


def _translated(unit: etree._Element) -> Translated:
    segment = next(unit.iter(_tag("segment")))
    notes = {note.get("category"): " ".join((note.text or "").split())[:100] for note in unit.iter(_tag("note"))}
    origin = _ORIGINS.get(segment.get("state", ""), Origin.MACHINE)
    return Translated(_words(unit, "target"), origin, notes.get("author", ""), notes.get("date", ""))


def _words(unit: etree._Element, name: str) -> str:
    element = next(_found(unit, name), None)
    return " ".join(unicodedata.normalize("NFC", element.text or "").split()) if element is not None else ""


def _found(unit: etree._Element, name: str) -> Iterator[etree._Element]:
    return unit.iter(_tag(name))


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _error(path: Path, fault: str, /, **values: str | int | Reason) -> CorpusError:
    return corpus_error("xliff.fault", file=path.name, fault=Reason(f"xliff.{fault}", values))
