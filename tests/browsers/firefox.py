"""Stock Firefox, driven over Marionette: the socket in it that geckodriver speaks to as well.

A message is its length, a colon, and a list in JSON: direction, number, command or error, content.
"""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from lib.engines import FIREFOX

from .wire import ANSWER_SECONDS, Ask, Refused, wait_for


@contextmanager
def firefox() -> Iterator[Ask]:
    """Run it in a fresh profile, without a window, while the block runs."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text('user_pref("marionette.port", 0);\n')
        command = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", profile]
        silence = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=silence, stderr=silence) as running:
            try:
                chosen = Path(profile, "MarionetteActivePort")
                port = wait_for(lambda: chosen.is_file() and chosen.read_text(), "Firefox to start")
                place = ("127.0.0.1", int(port))
                with (
                    socket.create_connection(place, ANSWER_SECONDS) as connection,
                    connection.makefile("rwb") as stream,
                ):
                    yield Marionette(stream).ask
            finally:
                running.terminate()


class Marionette:
    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.hear()  # its greeting

    def ask(self, command: str, **parameters: Any) -> Any:
        message = json.dumps([0, 0, f"WebDriver:{command}", parameters]).encode()
        self.stream.write(b"%d:%b" % (len(message), message))
        self.stream.flush()
        _, _, error, result = self.hear()
        if error:
            raise Refused(f"{command}: {error['message']}")
        return result.get("value", result)

    def hear(self) -> Any:
        digits = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise Refused("Firefox has gone away")
            digits += byte
        return json.loads(self.stream.read(int(digits)))
