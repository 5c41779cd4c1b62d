"""Numbers as letters and as Roman numerals, as lists count with them."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


def letter(number: int) -> str:
    """Return ``a`` for 1, ``z`` for 26, ``aa`` for 27; nothing below 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def roman(number: int) -> str:
    """Return a Roman numeral in lower case; nothing where there is none."""
    if not 0 < number <= _LARGEST_ROMAN:
        return ""
    numeral = ""
    for value, sign in _ROMAN:
        numeral += sign * (number // value)
        number %= value
    return numeral


def numeral_in(number: int, style: str) -> str:
    """Return a number in the style of a list, ``a``, ``A``, ``i`` or ``I``; in figures in any other."""
    numeral = {"a": letter, "i": roman}.get(style.lower(), str)(number) or str(number)
    return numeral.upper() if style in ("A", "I") else numeral
