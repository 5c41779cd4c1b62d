"""Things that the glossary knows to be akin and not the same: Oxfam and Greenpeace, upstream and downstream."""

from collections.abc import Iterable

from assistant.proof.support.alignment import found_terms
from assistant.proof.support.reading import Reading
from assistant.text.glossary import Glossary


def takes_akin(said: Reading, others: Iterable[Reading], glossary: Glossary) -> bool:
    """Tell whether a text names a thing where all others name only what is akin to it."""
    own = {found.value for found in found_terms(glossary, said)}
    theirs = {found.value for other in others for found in found_terms(glossary, other)}
    terms = glossary.terms
    return any(terms[each].is_akin(terms[other]) for each in own - theirs for other in theirs - own)
