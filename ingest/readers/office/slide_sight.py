"""Whether the words of a slide can be seen: large enough, and not white where nothing may lie behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.docx.objects import A

_WHITE = ("FFFFFF", "FEFEFE")
_BRIGHT = ("bg1", "lt1")
_TINIEST = 200  # hundredths of a point
_FILLS = tuple(A + name for name in ("solidFill", "gradFill", "pattFill", "blipFill"))
_BACKGROUND = "{http://schemas.openxmlformats.org/presentationml/2006/main}bg"
_PICTURE = "{http://schemas.openxmlformats.org/presentationml/2006/main}pic"


@dataclass(frozen=True)
class Sight:
    """Looks at the shapes of one slide; where in doubt, its words are seen."""

    slide: Any

    def is_unseen(self, properties: Any, shape: Any) -> bool:
        """Tell whether nobody can see a run with such properties in a shape."""
        size = properties.get("sz", "")
        if size.isdigit() and 0 < int(size) <= _TINIEST:
            return True
        fill = properties.find(A + "solidFill")
        if fill is None or not any(map(_is_white, fill)) or properties.find(A + "highlight") is not None:
            return False
        return not self._may_lie_behind(shape)

    def _may_lie_behind(self, shape: Any) -> bool:
        layout = self.slide.slide_layout
        if _is_filled(shape) or any(_is_coloured(part) for part in (self.slide, layout, layout.slide_master)):
            return True
        if any(_is_painted(other) for part in (layout, layout.slide_master) for other in part.shapes):
            return True
        return any(_meet(shape, other) for other in self.slide.shapes if other.shape_id != shape.shape_id)


def _is_white(colour: Any) -> bool:
    return colour.get("val", "").upper() in _WHITE or colour.get("val") in _BRIGHT or colour.get("lastClr") in _WHITE


def _is_coloured(part: Any) -> bool:
    """Tell whether a slide, its layout or its master has a background other than the white one of most."""
    background = next(part._element.iter(_BACKGROUND), None)
    return background is not None and not any(each.get("val") in _BRIGHT for each in background.iter(A + "schemeClr"))


def _is_filled(shape: Any) -> bool:
    """Tell whether a shape has a colour of its own, by itself or by its style."""
    drawn = getattr(shape._element, "spPr", None)
    styled = any(each.get("idx") not in (None, "0") for each in shape._element.iter(A + "fillRef"))
    return styled or (drawn is not None and any(drawn.find(fill) is not None for fill in _FILLS))


def _is_painted(shape: Any) -> bool:
    return shape._element.tag == _PICTURE or _is_filled(shape)


def _meet(shape: Any, other: Any) -> bool:
    """Tell whether another shape that is painted may lie under one; unknown places meet everything."""
    if not _is_painted(other):
        return hasattr(other, "shapes")  # a group may hold anything
    edges = tuple(_edges(shape)) + tuple(_edges(other))
    if None in edges:
        return True
    left, top, right, bottom, other_left, other_top, other_right, other_bottom = edges
    beside = left >= other_right or other_left >= right
    return not (beside or top >= other_bottom or other_top >= bottom)


def _edges(shape: Any) -> Iterator[Any]:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    known = None not in (left, top, width, height)
    yield from (left, top, left + width, top + height) if known else (None,) * 4
