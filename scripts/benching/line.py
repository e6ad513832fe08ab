"""The access line of a visitor, as WSGI middleware: counts what it carries, and can be slow."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Lock
from typing import Any

from website.server import App


class Line:
    """Everything a site sends goes through one line of this speed, in both senses as fast as it."""

    def __init__(self, app: App, bits_per_second: float = 0, latency_seconds: float = 0) -> None:
        self.app = app
        self.bits_per_second = bits_per_second  # 0: without limit
        self.latency_seconds = latency_seconds  # of a round trip
        self.body_bytes = 0  # sent so far, as they are on the wire
        self.free_at = 0.0  # when the line will have sent everything accepted so far
        self.lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        time.sleep(self.latency_seconds)
        body = self.app(environ, start_response)
        try:
            for chunk in body:
                self.carry(len(chunk))
                yield chunk
        finally:
            if hasattr(body, "close"):
                body.close()

    def carry(self, count: int) -> None:
        """Wait until the line has sent so many more bytes."""
        with self.lock:
            self.body_bytes += count
            if not self.bits_per_second:
                return
            self.free_at = max(self.free_at, time.monotonic()) + count * 8 / self.bits_per_second
            until = self.free_at
        time.sleep(max(0.0, until - time.monotonic()))
