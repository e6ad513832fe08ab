"""A small static server for the built site: right types, stored compression, caching, a prefix.

It does what a good static host does and nothing more; tests and benchmarks import it too.
"""

import os
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tooling.encoding import SUFFIXES, choose
from tooling.hosting import TYPES, beside, cache_control, etag, etag_matches, find
from tooling.link import Link

CHUNK_BYTES = 16 * 1024


class SiteServer(ThreadingHTTPServer):
    """Serves `directory` under `prefix`; `link`, when given, slows it down."""

    daemon_threads = True
    # On Windows this option would let two servers share a port silently.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64

    def __init__(self, port: int, directory: Path, prefix: str, link: Link | None) -> None:
        self.directory = directory.resolve()
        self.prefix = prefix
        self.link = link
        self.body_bytes = 0  # sent so far, as they are on the wire
        super().__init__(("127.0.0.1", port), SiteHandler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.prefix}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of a file is no error worth a traceback."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def make_server(
    directory: Path | str, port: int = 0, prefix: str = "/", throttle: Link | None = None
) -> SiteServer:
    """A server bound to 127.0.0.1, not yet serving; port 0 takes a free one. OSError when taken."""
    inner = prefix.strip("/")
    return SiteServer(port, Path(directory), f"/{inner}/" if inner else "/", throttle)


class SiteHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "microgpt"
    sys_version = ""
    timeout = 60  # seconds an idle connection is kept
    disable_nagle_algorithm = True
    server: SiteServer

    def do_GET(self) -> None:
        if self.server.link:
            self.server.link.wait_for_request()
        path = self.path.partition("?")[0]
        if path + "/" == self.server.prefix:
            self.answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": self.server.prefix})
            return
        file = find(self.server.directory, self.server.prefix, path)
        if file is None:
            self.answer(HTTPStatus.NOT_FOUND, {"Content-Type": TYPES[".txt"]}, b"Not found.\n")
        else:
            self.send_file(file)

    def do_HEAD(self) -> None:
        self.do_GET()

    def send_file(self, file: Path) -> None:
        stored = [name for name, end in SUFFIXES.items() if beside(file, end).is_file()]
        encoding = choose(self.headers.get("Accept-Encoding", ""), stored)
        body = (beside(file, SUFFIXES[encoding]) if encoding else file).read_bytes()
        headers = {
            "Content-Type": TYPES.get(file.suffix, "application/octet-stream"),
            "Cache-Control": cache_control(file.relative_to(self.server.directory).as_posix()),
            "ETag": etag(body),
            "Vary": "Accept-Encoding",
        }
        if etag_matches(self.headers.get("If-None-Match", ""), headers["ETag"]):
            self.answer(HTTPStatus.NOT_MODIFIED, headers)
            return
        if encoding:
            headers["Content-Encoding"] = encoding
        self.answer(HTTPStatus.OK, headers, body)

    def answer(self, status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        # Any page with Pyodide in it may install the wheel from here.
        for name, value in {**headers, "Access-Control-Allow-Origin": "*"}.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.write(body)

    def write(self, body: bytes) -> None:
        self.server.body_bytes += len(body)
        if self.server.link is None:
            self.wfile.write(body)
            return
        for start in range(0, len(body), CHUNK_BYTES):
            chunk = body[start : start + CHUNK_BYTES]
            self.server.link.wait_for_bytes(len(chunk))
            self.wfile.write(chunk)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal shows the address and stays readable."""
