"""Whether the words of a PDF page can be seen: on a layer that is on, large enough, in a colour that shows.

Words that may not be are taken out of the page for a moment: where that does not change its picture, nobody sees them.
The text that lies unseen over the picture of a scan is its only text, and counts as seen.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]  # left, bottom, right, top
_Pixels = NDArray[np.int16]

_TINY, _UNINKED = "tiny", "uninked"
_TINIEST = 1.6  # points
_PALE, _CLEAR = 0xEC, 24
_NO_INK = (3, 7)  # ways of writing that leave none
_PICTURE = 3
_SCALE = 1.5
_CHANGED = 12  # of 255
_MOST_GROUPS = 6
_LARGEST_PAGE = 3000.0  # points
_NAME = 64
_OC_BYTES = 6  # the name of a layer's mark, in UTF-16 with its end


class Sight:
    """Looks at one page; made while its text is open, before anything is left out of it."""

    def __init__(self, page: Any, text: Any) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._page = page
        self._text = text
        self._doubts: dict[int, str] = {}
        self._objects: dict[str, list[Any]] = defaultdict(list)
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._name, self._length = (ctypes.c_ushort * _NAME)(), ctypes.c_ulong()

    def doubt(self, index: int, size: float, item: Any, key: int) -> str:
        """Tell why a character may be one that nobody can see; nothing where it is like any other.

        ``item`` is the object that it belongs to and ``key`` where that is, 0 where there is none.
        """
        if 0 < size <= _TINIEST:
            return _TINY
        if key not in self._doubts:
            doubt = self._doubt(item, index) if key else ""
            self._doubts[key] = doubt
            if doubt:
                self._objects[doubt].append(item)
        return self._doubts[key]

    def unseen(self, doubts: Mapping[int, str], boxes: Mapping[int, Box]) -> set[int]:
        """Return which words cannot be seen, by their doubts and boxes."""
        found = {word for word, why in doubts.items() if why == _TINY}
        uninked = [word for word, why in doubts.items() if why == _UNINKED]
        pictures = self._pictures() if uninked else []
        found.update(word for word in uninked if not any(_meet(boxes[word], picture) for picture in pictures))
        groups = defaultdict(list)
        for word, why in doubts.items():
            if why not in (_TINY, _UNINKED):
                groups[why].append(word)
        return found | set(self._unchanged(groups, boxes))

    def _doubt(self, item: Any, index: int) -> str:
        raw = self._raw
        if raw.FPDFTextObj_GetTextRenderMode(item) in _NO_INK:
            return _UNINKED
        layer = next(
            (layer for mark in range(raw.FPDFPageObj_CountMarks(item)) if (layer := self._layer(item, mark))), ""
        )
        if layer:
            return layer
        red, green, blue, alpha = self._colour
        if not raw.FPDFText_GetFillColor(self._text, index, red, green, blue, alpha):
            return ""
        pale = min(red.value, green.value, blue.value) >= _PALE or alpha.value <= _CLEAR
        return "pale" if pale else ""

    def _layer(self, item: Any, number: int) -> str:
        """Return the name of the layer that a mark puts an object on, if it does."""
        raw, name, length = self._raw, self._name, self._length
        mark = raw.FPDFPageObj_GetMark(item, number)
        # Of a tagged document each word has marks: most are told from a layer's by their length.
        if not raw.FPDFPageObjMark_GetName(mark, name, 2 * _NAME, length) or length.value != _OC_BYTES:
            return ""
        if _text(name, length) != "OC":
            return ""
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", name, 2 * _NAME, length)
        return f"layer {_text(name, length)}"

    def _unchanged(self, groups: Mapping[str, list[int]], boxes: Mapping[int, Box]) -> Iterator[int]:
        """Yield the words without which the picture of the page is the same."""
        if not groups or max(self._page.get_size()) > _LARGEST_PAGE:
            return
        whole = self._picture()
        for why, words in list(groups.items())[:_MOST_GROUPS]:
            for item in self._objects[why]:
                self._raw.FPDFPageObj_SetIsActive(item, False)
            changed = np.abs(whole - self._picture()) > _CHANGED
            for item in self._objects[why]:
                self._raw.FPDFPageObj_SetIsActive(item, True)
            yield from (word for word in words if not self._cut(changed, boxes[word]).any())

    def _picture(self) -> _Pixels:
        shown = self._page.render(scale=_SCALE, grayscale=True, may_draw_forms=False)
        return np.asarray(shown.to_numpy(), dtype=np.int16).reshape(shown.height, -1)

    def _cut(self, pixels: NDArray[np.bool_], box: Box) -> NDArray[np.bool_]:
        """Return the part of a picture that a box of the page covers."""
        raw, (height, width) = self._raw, pixels.shape
        x, y = ctypes.c_int(), ctypes.c_int()
        corners = []
        for across, up in ((box[0], box[1]), (box[2], box[3])):
            raw.FPDF_PageToDevice(self._page.raw, 0, 0, width, height, 0, across, up, x, y)
            corners.append((x.value, y.value))
        (left, right), (top, bottom) = (sorted(corner[axis] for corner in corners) for axis in (0, 1))
        return pixels[max(top, 0) : bottom + 1, max(left, 0) : right + 1]

    def _pictures(self) -> list[Box]:
        objects = self._page.get_objects(filter=[_PICTURE], max_depth=3)
        return [tuple(picture.get_bounds()) for picture in objects]


def _text(name: Any, length: ctypes.c_ulong) -> str:
    return bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
