"""A citation's panel as Chainlit sends it to the page."""

from chainlit.element import CustomElement

from assistant.web.render import Panel


def element_of(panel: Panel) -> CustomElement:
    """Return a panel's element, without the copy on disk that Chainlit would make of it and that nobody may fetch."""
    element = CustomElement(name=panel.name, props=panel.props, display="side")
    element.chainlit_key = element.id
    element.updatable = False
    return element
