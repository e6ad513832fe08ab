"""What tests of the training in PyTorch share: programs that train, and what they leave."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lib.paths import ROOT
from scaling import pytorch

PUBLISHED = ROOT.parent / "shared" / "data" / "makemore_names.txt"
LIMIT = 120  # seconds for one program


@dataclass
class Ended:
    """A program that has ended: its exit code, and what it said on stderr, by the line."""

    code: int
    said: list[str]


class Running:
    """A program that trains, in a folder of its own."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.log = folder / f"said-{time.monotonic_ns()}"
        with self.log.open("w") as said:
            self.process = subprocess.Popen(
                command, cwd=folder, stderr=said, stdout=said, env=environment()
            )

    def wait(self) -> Ended:
        code = self.process.wait(LIMIT)
        return Ended(code, self.log.read_text("utf-8").splitlines())

    def wait_for_words(self, words: str) -> None:
        """Wait until it has said something."""
        deadline = time.monotonic() + LIMIT
        while words not in self.log.read_text("utf-8"):
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def workers(self) -> list[int]:
        """The ids of the processes that torchrun has started."""
        found = subprocess.run(
            ["pgrep", "--parent", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        return [int(word) for word in found.stdout.split()]

    def limit(self, what: str, size: int, rank: int = 0) -> None:
        """Set one of the limits of the system for a worker, in bytes."""
        resource.prlimit(sorted(self.workers())[rank], getattr(resource, what), (size, size))

    def kill_worker(self) -> None:
        os.kill(self.workers()[-1], signal.SIGKILL)


class Trainings:
    """Starts trainings whose files lie in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = pytorch.python()

    def start(self, words: str, program: str = "scripts/scale.py") -> Running:
        """A program, with its options as a reader types them."""
        return Running([self.python, str(ROOT / program), *words.split()], self.folder)

    def run(self, words: str) -> Ended:
        """scale.py, to its end."""
        return self.start(words).wait()

    def bare(self, words: str) -> Ended:
        """scale.py with a Python that has no PyTorch, to its end."""
        command = [sys.executable, str(ROOT / "scripts/scale.py"), *words.split()]
        return Running(command, self.folder).wait()

    def alone(self, words: str) -> Ended:
        """One process without torchrun, to its end."""
        return self.start(words, "scripts/scaling/train.py").wait()

    def inside(self, function: str, **arguments: object) -> Ended:
        """A function of inside.py, to its end; `answer` has its result."""
        program = str(ROOT / "tests" / "scale" / "inside.py")
        command = [self.python, program, function, json.dumps(arguments)]
        return Running(command, self.folder).wait()

    def answer(self, function: str, **arguments: object):
        """What a function of inside.py gives."""
        ended = self.inside(function, **arguments)
        assert ended.code == 0, ended.said
        return json.loads(ended.said[-1])

    def path(self, name: str) -> Path:
        return self.folder / name

    def weights(self, name: str):
        return json.loads(self.path(name).read_text("utf-8"))["weights"]

    def wait_for(self, name: str) -> None:
        """Wait until a file is there."""
        deadline = time.monotonic() + LIMIT
        while not self.path(name).exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)


@pytest.fixture
def trainings(tmp_path: Path) -> Trainings:
    return Trainings(tmp_path)


@pytest.fixture(scope="session")
def trainings_in() -> type[Trainings]:
    return Trainings


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def published_list() -> Path:
    if not PUBLISHED.is_file():
        pytest.skip("the list of the published run is not part of the project (../shared)")
    return PUBLISHED


def environment() -> dict[str, str]:
    """One thread a process, whatever else is set."""
    return {**os.environ, "OMP_NUM_THREADS": "1"}
