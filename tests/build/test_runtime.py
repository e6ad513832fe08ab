"""The site hosts what Pyodide needs, and its lock file offers nothing that is not there."""

import hashlib
from pathlib import Path

import pytest
from lib.report import Problem
from website.runtime import reduce_lock

LOCK = {
    "info": {"abi_version": "2026_0", "arch": "wasm32", "python": "3.14.2"},
    "packages": {
        "micropip": {"file_name": "micropip-0.9-py3.whl", "depends": [], "version": "0.9"},
        "numpy": {"file_name": "numpy.whl", "depends": ["lib"], "version": "2"},
    },
    "tool": {},
}


def wheel(directory: Path, name: str) -> Path:
    path = directory / f"{name}-0.11.1-py3-none-any.whl"
    path.write_bytes(b"content")
    return path


def test_the_lock_keeps_only_what_is_hosted_under_its_own_hash(tmp_path: Path) -> None:
    reduced = reduce_lock(LOCK, [wheel(tmp_path, "micropip")])
    assert list(reduced["packages"]) == ["micropip"]
    entry = reduced["packages"]["micropip"]
    assert entry["file_name"] == "micropip-0.11.1-py3-none-any.whl"
    assert entry["version"] == "0.11.1"
    assert entry["sha256"] == hashlib.sha256(b"content").hexdigest()


def test_what_pyodide_compares_with_its_own_build_is_kept(tmp_path: Path) -> None:
    assert reduce_lock(LOCK, [wheel(tmp_path, "micropip")])["info"] == LOCK["info"]


def test_a_package_whose_dependency_is_not_hosted_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="lacks lib"):
        reduce_lock(LOCK, [wheel(tmp_path, "numpy")])


def test_a_package_unknown_to_pyodide_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="does not know the package other"):
        reduce_lock(LOCK, [wheel(tmp_path, "other")])
