"""The names of OpenDocument's XML."""

_NAMES = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE, TEXT, TABLE, STYLE = (_NAMES.format(name) for name in ("office", "text", "table", "style"))
DRAW, PRESENTATION = _NAMES.format("drawing"), _NAMES.format("presentation")
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
