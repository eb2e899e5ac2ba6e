"""The line between a client and the server: it can be cut, and it can lose replies."""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Line:
    """A port that passes on what is sent to another one, a connection at a time for each thread.

    `loses(n)` lets the next `n` requests through and drops their replies: what was sent is done, and the
    client never hears of it.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.to_lose = 0
        self.lost = 0
        self.guard = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def loses(self, replies: int) -> None:
        with self.guard:
            self.to_lose = replies

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()

    def _listen(self) -> None:
        while True:
            try:
                client, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,)).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self.target)) as server:
            server.sendall(_request(client))
            reply = b"".join(iter(lambda: server.recv(65536), b""))  # one request, then the server closes
            with self.guard:
                lose, self.to_lose = self.to_lose > 0, max(0, self.to_lose - 1)
                self.lost += lose
            if not lose:
                client.sendall(reply)


def _request(client: socket.socket) -> bytes:
    """One request with its body; asks the server to close after it."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    length = next((int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += client.recv(65536)
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


@contextlib.contextmanager
def weak(target: int) -> Iterator[Line]:
    """A line to the server at `target`."""
    line = Line(target)
    try:
        yield line
    finally:
        line.close()
