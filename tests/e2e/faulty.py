"""A host on which one file is wrong until it is mended; browsers keep what it sends."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import Any

from website.server import App

HANG_SECONDS = 180  # more than anybody's patience
Spoil = Callable[[bytes], bytes]


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def altered(content: bytes) -> bytes:
    """One bit in the middle is another one."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


class FaultyHost:
    """Serves everything as `app` does, but for the file whose address holds `part`."""

    def __init__(self, app: App, part: str, fault: str) -> None:
        self.app = app
        self.part = part
        self.fault = fault
        self.mended = Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self.mended.is_set() or self.part not in environ["PATH_INFO"]:
            return self.app(environ, start_response)
        if self.fault == "missing":
            return self.app({**environ, "PATH_INFO": "/no-such-file"}, start_response)
        if self.fault == "hanging":
            return self.hang(environ, start_response)
        return self.spoiled(environ, start_response, {"half": half, "altered": altered}[self.fault])

    def hang(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        self.mended.wait(HANG_SECONDS)
        body: Any = self.app(environ, start_response)
        yield from body
        if hasattr(body, "close"):
            body.close()

    def spoiled(
        self, environ: dict[str, Any], start_response: Any, spoil: Spoil
    ) -> Iterable[bytes]:
        """A complete answer of status 200, as far as the browser can tell."""
        told: list[Any] = []
        plain = {**environ, "HTTP_ACCEPT_ENCODING": "identity"}
        whole: Any = self.app(plain, lambda *answer: told.extend(answer))
        body = spoil(b"".join(whole))
        if hasattr(whole, "close"):
            whole.close()
        status, headers = told
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]
