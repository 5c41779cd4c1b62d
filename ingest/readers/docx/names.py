"""The names of WordprocessingML, and how its switches are read."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = ("0", "false", "off", "none")


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of an element, nothing where there is none."""
    return "" if element is None else element.get(W + name) or ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return what lies at the end of a path of names."""
    for name in path:
        element = None if element is None else element.find(W + name)
    return element


def is_on(switch: etree._Element | None) -> bool | None:
    """Tell whether a switch such as ``w:vanish`` is on; None where it says nothing."""
    return None if switch is None else value(switch) not in _OFF


def whole(text: str, default: int = 0) -> int:
    """Return a whole number as the format writes it."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default
