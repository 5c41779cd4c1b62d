"""A condition that a question denies ("and if there is no union?"): an answer that supposes the thing is in doubt."""

import re
from collections.abc import Sequence

from assistant.domain import Claim, Language
from assistant.proof.support.denial import PLAIN
from assistant.proof.support.vocabulary import phrases
from assistant.text.glossary import Glossary
from assistant.text.lexicon import content_stems, words

_CONDITION = {
    Language.EN: re.compile(
        r"\b(?:if|when|where|but|suppose) (?:[\w'’]+ ){0,4}?(?:no|(?:isn['’]t|aren['’]t|not) (?:a|an|any)) "
        r"(?P<what>[\w-]+(?: [\w-]+)?)",
        re.IGNORECASE,
    ),
    Language.NL: re.compile(
        r"\b(?:als|wanneer|waar|maar|indien|stel) (?:[\w'’]+ ){0,4}?geen (?:enkele? )?(?P<what>[\w-]+)",
        re.IGNORECASE,
    ),
}


def supposed(question: str, language: Language, claims: Sequence[Claim], glossary: Glossary) -> str:
    """Return what a question says there is none of and an answer supposes that there is, empty where nothing is."""
    found = _CONDITION[language].search(question)
    if not found:
        return ""
    what = " ".join(word for word in found["what"].split() if content_stems(word, language))
    said = [claim for claim in claims if what and _mentions(claim, what, language, glossary)]
    return what if said and not any(map(_denies, said)) else ""


def _mentions(claim: Claim, what: str, language: Language, glossary: Glossary) -> bool:
    read = claim.passage.language
    if read is language and set(content_stems(what, language)) <= set(content_stems(claim.text, read)):
        return True
    asked, said = (
        {term for _, terms in glossary.mentions(text, spoken) for term in terms}
        for text, spoken in ((what, language), (claim.text, read))
    )
    return bool(asked & said)


def _denies(claim: Claim) -> bool:
    found = phrases("negation", claim.passage.language).find(words(claim.text))
    return any(each.value == PLAIN for each in found)
