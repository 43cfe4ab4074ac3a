"""A stand-in for an organisation's own sign-in (OpenID Connect), on this machine.

Its /authorize sends whoever comes back at once, as the person in `person`; it checks what the office sends:
the client, the state, the proof key (PKCE) and that a code is used once.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "skillshire-test", "a secret for tests that is long enough"


class Provider:
    def __init__(self):
        self.person = {"sub": "1", "email": "bob@example.org", "email_verified": True}
        self.codes = {}  # code → what it was asked with
        self.address = ""

    def discovery(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked):
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def token(self, given):
        asked = self.codes.pop(given["code"])  # once
        proof = hashlib.sha256(given["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(proof).decode().rstrip("=") == asked["code_challenge"]
        assert (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person}
        if "nonce" in asked:
            said["nonce"] = asked["nonce"]
        signed = jwt.encode(said, SECRET, algorithm="HS256")
        return {"access_token": "t", "token_type": "Bearer", "id_token": signed}


@contextmanager
def standin():
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_GET(self):
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self._send(302, {}, provider.authorize(asked))
            elif parts.path == "/userinfo":
                self._send(200, provider.person)
            else:
                self._send(200, provider.discovery())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(200, provider.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _send(self, status, said, location=""):
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
