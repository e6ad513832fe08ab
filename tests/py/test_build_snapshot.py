"""The snapshot: the same bytes from the same inputs."""

import shutil
from pathlib import Path

import pytest
from tooling.paths import CACHE
from tooling.snapshot import SNAPSHOT, build_snapshot, compiled_library
from tooling.wheel import Wheel, build_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def cache_with_library(directory: Path) -> Path:
    """A cache in which the library is compiled already, and no snapshot is made."""
    CACHE.mkdir(exist_ok=True)
    library = compiled_library(CACHE)
    directory.mkdir()
    shutil.copyfile(library, directory / library.name)
    return directory


def test_two_snapshots_of_one_wheel_are_the_same_to_the_byte(wheel: Wheel, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        cache = cache_with_library(tmp_path / f"cache-{name}")
        found = build_snapshot(tmp_path / name, wheel, cache)
        content = (tmp_path / name / SNAPSHOT).read_bytes()
        assert content.endswith(found.id.encode())
        made.append((found, content))
    assert made[0] == made[1]
