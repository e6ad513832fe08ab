"""WebKitGTK's own small browser, driven over HTTP by WebKitWebDriver, on a screen nobody sees."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import Any

from .wire import ANSWER_SECONDS, Ask, Refused, wait_for

# The command in the words of the standard: its method and path within a session.
PATHS = {
    "DeleteSession": ("DELETE", ""),
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElement": ("POST", "/element"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
}


@contextmanager
def webkit() -> Iterator[Ask]:
    """Run it while the block runs, under the locale in which it names no language: the hard one."""
    with screen() as display:
        port = free_port()
        environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
        silence = subprocess.DEVNULL
        command = ["WebKitWebDriver", f"--port={port}"]
        with subprocess.Popen(command, env=environment, stdout=silence, stderr=silence) as running:
            driver = Driver(port)
            try:
                wait_for(driver.answers, "WebKitWebDriver to start")
                yield driver.ask
            finally:
                running.terminate()


@contextmanager
def screen() -> Iterator[str]:
    """A display that exists in memory only; gives its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout
        try:
            yield f":{running.stdout.readline().strip()}"
        finally:
            running.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Driver:
    def __init__(self, port: int) -> None:
        self.port = port
        self.session = ""

    def answers(self) -> bool:
        try:
            return bool(self.send("GET", "/status")["ready"])
        except ConnectionRefusedError:
            return False

    def ask(self, command: str, **parameters: Any) -> Any:
        if command == "NewSession":
            answer = self.send("POST", "/session", {"capabilities": {"alwaysMatch": parameters}})
            self.session = answer["sessionId"]
            return answer
        method, path = PATHS[command]
        place = path.format(id=parameters.pop("id", None))
        return self.send(method, f"/session/{self.session}{place}", parameters)

    def send(self, method: str, path: str, content: Any = None) -> Any:
        headers = {"Content-Type": "application/json"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)) as connection:
            connection.request(method, path, json.dumps(content), headers)
            answer = connection.getresponse()
            value = json.load(answer)["value"]
        if answer.status != 200:
            raise Refused(f"{path}: {value['message']}")
        return value
