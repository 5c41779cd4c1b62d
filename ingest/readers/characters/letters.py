"""Letters that lie: text in an old code page or encoded twice, set right where it can be known."""

import re

from ftfy import TextFixerConfig, fix_encoding

LEGACY = ("cp1252", "cp850", "mac_roman", "cp437")
_ACCENTED = frozenset("àáâäåçèéêëìíîïñòóôöùúûüýÿßœæøãõÀÁÂÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜŒÆØĳĲ")
_SIGNS = frozenset("“”‘’„\u201a–—…•€£©®°·§«»\u00a0±½¼¾²³×™")
_SUSPECT = re.compile("[ÃÂâÅÐË][\u0080-\u00ff\u0152-\u2122]")
_ONLY_ENCODING = TextFixerConfig(
    unescape_html=False,
    restore_byte_a0=True,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=True,
    fix_c1_controls=False,
)
_LONGEST = 2_000_000
_FOUND = re.compile(r"[^\x00-\x7f]+")


def likeliest(data: bytes) -> str:
    """Return the encoding in which bytes that are not UTF-8 make the most sensible words; Windows-1252 in doubt."""
    sample = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:200_000]
    scores = {name: _plausibility(sample.decode(name, "replace")) for name in LEGACY}
    return max(LEGACY, key=lambda name: (scores[name], name == LEGACY[0]))


def repaired(text: str) -> str:
    """Return a text of which parts were encoded twice (``Ã©`` for ``é``) as it was meant."""
    if len(text) > _LONGEST or not _SUSPECT.search(text):
        return text
    return "\n".join(fix_encoding(line, _ONLY_ENCODING) if _SUSPECT.search(line) else line for line in text.split("\n"))


def _plausibility(text: str) -> int:
    """Weigh the characters that are not ASCII: letters belong in words, signs beside them."""
    score = 0
    for found in _FOUND.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        inside = before.isalpha() and after.isalpha()
        for character in found[0]:
            if character in _ACCENTED:
                misplaced = character.isupper() and (before.islower() or (inside and after.islower()))
                score += -2 if misplaced else 2
            elif character in _SIGNS:
                score += 1 if not inside or character in "’-–—\u00a0" else -3
            else:
                score -= 3
    return score
