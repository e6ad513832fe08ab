"""The snapshot: the same bytes from the same inputs."""

from pathlib import Path

import pytest
from snapshot.make import SNAPSHOT, build_snapshot
from website.wheel import Wheel, build_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_two_snapshots_of_one_wheel_are_the_same_to_the_byte(wheel: Wheel, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        found = build_snapshot(tmp_path / name, wheel, tmp_path / f"cache-{name}")
        content = (tmp_path / name / SNAPSHOT).read_bytes()
        assert content.endswith(found.id.encode())
        made.append((found, content))
    assert made[0] == made[1]
