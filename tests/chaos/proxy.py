"""A wire that can be held still and cut: what passes between a worker and its database, seen from the middle."""

import contextlib
import socket
import threading
import time

_PIECE = 65536
_GLANCE_SECONDS = 0.05


class Wire:
    """Connections to a port of this machine, each carried by two threads."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.flows = threading.Event()
        self.flows.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ends: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def stall(self, seconds: float) -> None:
        """Let nothing pass for a while, then cut every connection: nobody is told that anything was lost until then."""
        self.flows.clear()
        time.sleep(seconds)
        self.cut()
        self.flows.set()

    def cut(self) -> None:
        for end in list(self.ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listener.close()
        self.flows.set()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
                far.settimeout(None)
            except OSError:
                near.close()
                continue
            self.ends |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                while not self.flows.wait(_GLANCE_SECONDS):
                    pass
                sink.sendall(piece)
        for end in (source, sink):
            self.ends.discard(end)
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
