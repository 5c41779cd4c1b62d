"""A small OpenID Connect provider: it lets everyone in under the claims that the test sets."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Form
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.ports import free_port

CLIENT = "ser-assistant"


@dataclass
class Provider:
    """Signs ``claims`` for whoever comes with the code ``right``; ``nonce`` is that of the login that was begun."""

    port: int = field(default_factory=free_port)
    claims: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"}))
    verifiers: list[str] = field(default_factory=list)
    says: str | None = None
    """What it says its issuer is, where that is not its address."""

    @property
    def issuer(self) -> str:
        """The provider's address."""
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> FastAPI:
        """Return the provider's pages."""
        app = FastAPI()

        @app.get("/.well-known/openid-configuration")
        def configuration() -> dict[str, Any]:
            return {
                "issuer": self.issuer if self.says is None else self.says,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }

        @app.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [self.key.as_dict(private=False)]}

        @app.post("/token")
        def token(code: Annotated[str, Form()], code_verifier: Annotated[str, Form()] = "") -> dict[str, Any]:
            self.verifiers.append(code_verifier)
            if code != "right":
                return {"error": "invalid_grant"}
            return {"access_token": "x", "token_type": "Bearer", "id_token": self._signed()}

        return app

    def _signed(self) -> str:
        moment = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": moment, "exp": moment + 60, "nonce": self.nonce}
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims | self.claims, self.key)


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    provider = Provider()
    server = uvicorn.Server(uvicorn.Config(provider.app(), port=provider.port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield provider
    server.should_exit = True
    thread.join()
