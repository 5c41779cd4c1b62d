"""How an element looks, as far as its own style and the page's style sheets say: struck out, not shown, not to be seen.

Of a sheet only rules for one tag, class or id count, outside of ``@media`` and the like; nothing is fetched.
"""

import re
from collections.abc import Iterator

from lxml import html

_LARGEST_SHEET = 300_000
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRUCK = re.compile(r"text-decoration(-line)?:[^;]*line-through")
_NOT_SHOWN = re.compile(
    r"(?<![\w-])(display:none|visibility:(hidden|collapse)|mso-hide:all|clip:rect\([01](px)?[ ,0-9px]*\)"
    r"|clip-path:inset\((50|100)%\))"
)
_FLAT = re.compile(r"(?<![\w-])(max-)?(height|width):0(px)?(?![.\d])")
_TINY = re.compile(r"(?<![\w-])font-size:(0*\.?0+|0?\.\d+|1)(px|pt|em|rem|%)?(?![\d.\w])")
_SEE_THROUGH = re.compile(r"(?<![\w-])(opacity:0*\.?0+%?(?![\d.])|color:transparent|color:rgba\([^)]*,0?\.?0+\))")
_COLOUR = re.compile(r"(?<![\w-])color:([^;!]+)")
_GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?:([^;!]+)")
_WHITE = frozenset(("white", "#fff", "#ffffff", "#fefefe", "rgb(255,255,255)", "snow", "hsl(0,0%,100%)"))
_WIDE = re.compile(r"(?<![\w-])(text-indent|left|top|margin-left):-\d{4,}")


class Looks:
    """The looks of the elements of one page; asked before anything is taken out of it."""

    def __init__(self, root: html.HtmlElement) -> None:
        sheets = "".join(style.text or "" for style in root.iter("style"))[:_LARGEST_SHEET]
        self._rules: dict[tuple[str, str, str], str] = {}
        self._known: dict[tuple[str, str, str, str], str] = {}
        for selector, declarations in _rules(_COMMENT.sub("", sheets)):
            self._rules[selector] = self._rules.get(selector, "") + ";" + declarations

    def is_struck(self, element: html.HtmlElement) -> bool:
        """Tell whether a line goes through its words."""
        return element.tag in ("del", "s", "strike") or bool(_STRUCK.search(self._style(element)))

    def is_not_shown(self, element: html.HtmlElement) -> bool:
        """Tell whether its own style takes it away, as a script does until somebody clicks."""
        style = _plain(element.get("style") or "")
        folded = "overflow:hidden" in style and _FLAT.search(style)
        return bool(style) and bool(folded or _NOT_SHOWN.search(style))

    def is_invisible(self, element: html.HtmlElement) -> bool:
        """Tell whether its words are there but cannot be seen: too small, see-through, off the page, white on white."""
        style = self._style(element)
        if element.tag == "font" and element.get("color"):
            style += f";color:{_plain(element.get('color') or '')}"
        if not style:
            return False
        if _TINY.search(style) or _SEE_THROUGH.search(style) or _WIDE.search(style):
            return not _holds_larger(element)
        colour = _last(_COLOUR, style)
        return bool(colour) and colour == self._ground(element)

    def _ground(self, element: html.HtmlElement) -> str:
        """Return the colour that words stand on: white where none is said."""
        place: html.HtmlElement | None = element
        while place is not None:
            ground = _last(_GROUND, self._style(place)) or _plain(place.get("bgcolor") or "")
            if ground and ground not in ("none", "transparent", "inherit", "initial"):
                return ground
            place = place.getparent()
        return "white"

    def _style(self, element: html.HtmlElement) -> str:
        classes, name, own = (element.get(key) or "" for key in ("class", "id", "style"))
        key = (str(element.tag), classes, name, own)
        if key not in self._known:
            self._known[key] = self._said(*key)
        return self._known[key]

    def _said(self, tag: str, classes: str, name: str, own: str) -> str:
        """Return what the sheets and its own style say of an element."""
        names = [*((".", one) for one in classes.split()), ("#", name), ("", "")] if self._rules else []
        rules = (self._rules.get((of, *one), "") for one in names for of in ("", tag))
        return ";".join([*filter(None, rules), _plain(own)])


def _rules(sheets: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield what a sheet says of each simple selector; rules inside of ``@media`` hold only sometimes."""
    depth, start, head = 0, 0, ""
    for brace in re.finditer(r"[{}]", sheets):
        if brace[0] == "{":
            head = sheets[start : brace.start()].strip() if depth == 0 else head
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and not head.startswith("@"):
                for selector in map(_selector, head.split(",")):
                    if selector:
                        yield selector, _plain(sheets[start : brace.start()])
        start = brace.end()


def _selector(text: str) -> tuple[str, str, str] | None:
    found = _SELECTOR.fullmatch(text.strip())
    return ((found[1] or "").lower(), found[2] or "", found[3] or "") if found and found[0] else None


def _plain(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()


def _last(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.findall(style)
    value = str(found[-1]) if found else ""
    return "white" if value in _WHITE else value


def _holds_larger(element: html.HtmlElement) -> bool:
    """Tell whether something inside sets its own size: a container of size 0 only closes gaps between its parts."""
    return any("font-size" in (inner.get("style") or "") for inner in element.iterdescendants("*"))
