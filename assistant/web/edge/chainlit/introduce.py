"""Tells Chainlit who asks, whatever the browser says: it sees no cookie or token but one made here for this request."""

from chainlit.auth import create_jwt
from chainlit.user import User
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.people.person import Person


class Introduce:
    """ASGI middleware around Chainlit; ``identity`` has put the person into the state."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the person's credentials instead of those that came."""
        if scope["type"] in {"http", "websocket"}:
            headers = MutableHeaders(scope=scope)
            for name in ("cookie", "authorization"):
                del headers[name]
            person: Person | None = scope.get("state", {}).get("person")
            if person is not None:
                user = User(person.id, person.name, {"role": person.role.value, "origin": person.origin.value})
                headers["cookie"] = f"access_token={create_jwt(user)}"
        await self.app(scope, receive, send)
