"""The parts of an answer that Chainlit's page shows with components of ours."""

from typing import Any, Literal

from chainlit.element import CustomElement


def element(name: str, props: dict[str, Any], display: Literal["inline", "side"]) -> CustomElement:
    """Return an element, without the copy on disk that Chainlit would make of it and that nobody may fetch."""
    element = CustomElement(name=name, props=props, display=display)
    element.chainlit_key = element.id
    element.updatable = False
    return element
