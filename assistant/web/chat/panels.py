"""The parts of an answer that Chainlit's page shows with components of ours."""

from typing import Any, Literal
from uuid import uuid4

from chainlit.element import CustomElement


def element(
    name: str, props: dict[str, Any], display: Literal["inline", "side"], element_id: str = ""
) -> CustomElement:
    """Return an element, without the copy on disk that Chainlit would make of it and that nobody may fetch."""
    element = CustomElement(name=name, props=props, display=display, id=element_id or str(uuid4()))
    element.chainlit_key = element.id
    element.updatable = False
    return element
