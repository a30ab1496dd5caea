"""A system outside that is as bad as they come: it does its work, and then answers late, breaks off, or says that it failed."""

import http.server
import itertools
import json
import threading
import time
from collections import defaultdict

_LATE_SECONDS = 4.0
"""Longer than any caller here waits."""


class Shop:
    """What was ordered, under which key, how often."""

    def __init__(self) -> None:
        self.keys: defaultdict[str, list[str]] = defaultdict(list)
        self._turns = itertools.count(1)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, name: str, key: str) -> str:
        """Do the work, and choose how to answer: every other turn of a few goes wrong afterwards."""
        self.keys[name].append(key)
        turn = next(self._turns)
        return "late" if turn % 23 == 0 else "broken" if turn % 17 == 0 else "failed" if turn % 13 == 0 else "well"


def _handler(shop: Shop) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            except ValueError:  # who called was killed in the middle of it
                self.close_connection = True
                return
            how = shop.take(body["name"], self.headers["Idempotency-Key"])
            if how == "late":
                time.sleep(_LATE_SECONDS)
            if how in {"late", "broken"}:
                self.close_connection = True
                return
            answer = b'{"taken": true}'
            self.send_response(503 if how == "failed" else 200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
