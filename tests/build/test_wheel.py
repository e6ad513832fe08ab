"""The wheel has the same bytes wherever it is built, and holds what an installation needs."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lib.paths import ROOT
from website.wheel import Wheel, build_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_another_directory_umask_and_date_give_the_same_bytes(wheel: Wheel, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    for name in ("py",):
        shutil.copytree(ROOT / name, copy / name, copy_function=shutil.copyfile)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copyfile(ROOT / name, copy / name)
    again = build_wheel(tmp_path / "out", root=copy)
    assert again.path.read_bytes() == wheel.path.read_bytes()


def test_it_fits_every_python_and_platform(wheel: Wheel) -> None:
    assert wheel.path.name == f"microgpt-{wheel.version}-py3-none-any.whl"


def test_it_carries_names_weights_licence_and_type_marker(wheel: Wheel) -> None:
    names = set(zipfile.ZipFile(wheel.path).namelist())
    weights = {f"microgpt/baked/step{step}.json" for step in range(6)}
    assert names >= weights | {"microgpt/data/names.txt", "microgpt/py.typed"}
    assert f"microgpt-{wheel.version}.dist-info/licenses/LICENSE" in names


def test_it_carries_nothing_but_the_package(wheel: Wheel) -> None:
    names = zipfile.ZipFile(wheel.path).namelist()
    assert {name.split("/")[0].removesuffix(".dist-info") for name in names} == {
        "microgpt",
        f"microgpt-{wheel.version}",
    }
    assert not [name for name in names if name.endswith(".pyc")]


def test_it_gives_the_command_and_asks_for_no_other_package(wheel: Wheel) -> None:
    archive = zipfile.ZipFile(wheel.path)
    about = f"microgpt-{wheel.version}.dist-info"
    assert b"microgpt = microgpt.__main__:main" in archive.read(f"{about}/entry_points.txt")
    metadata = archive.read(f"{about}/METADATA").decode()
    assert "Requires-Dist" not in metadata
    assert "Requires-Python: >=3.11" in metadata


def test_its_address_changes_with_its_content(wheel: Wheel) -> None:
    digest = hashlib.sha256(wheel.path.read_bytes()).hexdigest()
    assert wheel.sha256 == digest
    assert wheel.address == f"{wheel.path.name}?{digest[:16]}"
