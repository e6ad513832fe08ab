"""The built site as a good static host serves it, for this machine only.

WhiteNoise knows types, stored compression, caching and paths; waitress runs it.
"""

import re
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.headers import Headers

from waitress import wasyncore
from waitress.server import create_server
from whitenoise import WhiteNoise

HOST = "127.0.0.1"
THREADS = 16  # browsers open six connections, and a slow line keeps each of them waiting
# A path with a content hash in it never changes its bytes.
HASHED = r"[/-][0-9a-f]{12,64}/"
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')

App = Callable[[dict[str, Any], Any], Iterable[bytes]]  # as PEP 3333 defines it


def application(directory: Path) -> App:
    """The files below the directory; what is not there is 404."""
    page = directory / "index.html"
    found = POLICY.search(page.read_text("utf-8")) if page.is_file() else None

    def add_headers(headers: Headers, _path: str, _url: str) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        if found:
            headers["Content-Security-Policy"] = found[1]
        if "immutable" not in (headers["Cache-Control"] or ""):
            headers["Cache-Control"] = "no-cache"

    served: App = WhiteNoise(
        not_found,
        root=directory,
        autorefresh=True,  # a new build is served at once
        index_file=True,
        immutable_file_test=HASHED,
        add_headers_function=add_headers,
    )
    return served


def not_found(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Access-Control-Allow-Origin": "*"}
    start_response("404 Not Found", list(headers.items()))
    return [b"Not found.\n"]


def make_server(app: App, port: int = 0) -> Any:
    """waitress, bound but not yet serving: `run()` serves. Port 0 takes a free one.

    Raises OSError where the port is taken.
    """
    bound = [socket.create_server((HOST, port))]
    return create_server(app, sockets=bound, threads=THREADS, ident=None, map={})


def address(server: Any) -> str:
    return f"http://{HOST}:{server.effective_port}/"


@contextmanager
def serving(app: App) -> Iterator[str]:
    """Serve in the background while the block runs; gives the address."""
    server = make_server(app)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield address(server)
    finally:
        # The loop ends by itself when nothing is left to listen to; it may not be cut from here.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join()
        server.task_dispatcher.shutdown()
