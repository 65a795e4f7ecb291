"""A provider of OpenID Connect on this machine, which says of its one user what a test tells it to."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "portal", "a secret of thirty-two bytes at least"


class Provider:
    """`claims` are what it says of the user, `refuses` the error it sends people back with instead of a code."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {"sub": "1"}
        self.refuses: str | None = None
        self.is_broken = False
        self.asked: list[dict[str, str]] = []

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorise",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def way_back(self, query: dict[str, str]) -> str:
        """Where a browser is sent that came to sign in, as if its user had done so."""
        self.asked.append(query)
        answer = {"error": self.refuses} if self.refuses else {"code": "good"}
        return f"{query['redirect_uri']}?{urlencode(answer | {'state': query['state']})}"

    def tokens(self, form: dict[str, str]) -> dict[str, Any]:
        assert (form["client_secret"], form["code"]) == (SECRET, "good")
        assert form["code_verifier"]
        id_token = {"iss": self.address, "aud": CLIENT, "exp": int(time.time()) + 60, **self.claims}
        return {"access_token": "token", "token_type": "Bearer", "id_token": jwt.encode(id_token, SECRET, "HS256")}


@contextmanager
def running() -> Iterator[Provider]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider, parts = self.server.provider, urlsplit(self.path)
        if provider.is_broken:
            self.send_error(500)
        elif parts.path == "/.well-known/openid-configuration":
            self._answer(provider.configuration())
        elif parts.path == "/authorise":
            self.send_response(302)
            self.send_header("Location", provider.way_back(_flat(parts.query)))
            self.end_headers()
        elif parts.path == "/userinfo":
            self._answer(provider.claims)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.server.provider.is_broken:
            self.send_error(500)
        else:
            self._answer(self.server.provider.tokens(_flat(form)))

    def _answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing: the tests say what went wrong."""


def _flat(query: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(query).items()}
