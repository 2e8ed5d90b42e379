"""A provider of single sign-on on this machine, which says of the person whatever it is told to say."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "tong-hop", "s3cret"


@dataclass
class Provider:
    """Its address, and what it says next: claims over those that are right."""

    address: str = ""
    says: dict[str, object] = field(default_factory=dict)
    nonce: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))

    def identity(self) -> str:
        now = int(time.time())
        right = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": self.nonce, "sub": "007"}
        return jwt.encode({"alg": "RS256", "kid": "1"}, right | self.says, self.key)


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider at work."""
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = told.address
            self.tell(
                {
                    "/.well-known/openid-configuration": {
                        "issuer": at,
                        "authorization_endpoint": f"{at}/authorize",
                        "token_endpoint": f"{at}/token",
                        "jwks_uri": f"{at}/keys",
                        "id_token_signing_alg_values_supported": ["RS256"],
                    },
                    "/keys": {"keys": [told.key.as_dict(private=False)]},
                }[self.path]
            )

        def do_POST(self) -> None:
            told.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.tell({"access_token": "x", "token_type": "Bearer", "id_token": told.identity()})

        def tell(self, content: object) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()
