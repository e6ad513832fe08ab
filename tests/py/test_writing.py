"""Reading and writing: what may be read, where one can write, that nothing is lost on the way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from microgpt import checkpoint, writing
from microgpt.failure import Failure
from microgpt.names import read_names


def left(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=[read_names, checkpoint.load], ids=["names", "weights"])
def reader(request):
    return request.param


def fifo(folder):
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def sparse(folder):
    with (folder / "large").open("wb") as file:
        file.truncate(2**30)
    return folder / "large"


def loop(folder):
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    return folder / "a"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: Path("/dev/zero"), "not an ordinary file"),
        (lambda folder: folder, "not an ordinary file"),
        (fifo, "not an ordinary file"),
        (sparse, "larger than (256|100) MiB"),
        (loop, "cannot be read"),
        (lambda folder: folder / "no", "cannot be read .No such file"),
        (lambda folder: folder / ("x" * 5000), "cannot be read .File name too long"),
        (lambda _: Path("nu\0l"), "cannot be read"),
    ],
    ids=["device", "folder", "pipe", "large", "loop", "missing", "long", "nul"],
)
def test_only_ordinary_files_of_a_fair_size_are_read(reader, make, message, tmp_path):
    with pytest.raises(ValueError, match=message) as caught:
        reader(make(tmp_path))
    assert len(str(caught.value)) < 400


def test_a_link_is_written_through_and_the_mode_kept(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    writing.require_writable(link)
    writing.write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert left(tmp_path) == ["link", "target"]


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    writing.write_whole(tmp_path / "link", "new")
    assert (tmp_path / "target").read_text() == "new"


def test_a_new_file_has_the_usual_mode(tmp_path):
    writing.write_whole(tmp_path / "new", "")
    (tmp_path / "other").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def read_only(folder):
    (folder / "kept").write_text("old")
    (folder / "kept").chmod(0o444)
    return folder / "kept"


@pytest.mark.parametrize(
    "make",
    [read_only, loop, fifo, lambda folder: folder, lambda folder: folder / "no" / "file",
     lambda folder: folder / ("x" * 300), lambda folder: folder / ("y/" * 3000),
     lambda _: Path("/proc/none"), lambda _: Path("/proc/version"), lambda _: Path("/dev/null"),
     lambda _: Path("nu\0l"), lambda folder: read_only(folder) / "file"],
    ids=["read-only", "loop", "pipe", "folder", "missing", "long", "longer", "proc", "version",
         "device", "nul", "below a file"],
)  # fmt: skip
def test_where_nothing_can_be_written_is_known_before(make, tmp_path):
    path = make(tmp_path)
    before = left(tmp_path)
    with pytest.raises(ValueError, match=r"cannot be written .*: name a file in") as caught:
        writing.require_writable(path)
    assert len(str(caught.value)) < 400
    assert left(tmp_path) == before


def test_the_longest_name_a_folder_takes_can_be_written(tmp_path):
    writing.require_writable(tmp_path / ("x" * 255))
    writing.write_whole(tmp_path / ("x" * 255), "")
    assert left(tmp_path) == ["x" * 255]


def test_where_one_file_cannot_be_written_all_stay_old(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(Failure, match=r"no/b cannot be written .No such file"):
        writing.write_all({tmp_path / "a": "new", tmp_path / "no" / "b": "new"})
    assert left(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


ENDED = """
import os, pathlib, signal, sys
from microgpt import writing
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
write_new, replace = writing.write_new, pathlib.Path.replace
def slow_write(path, text, mode):
    write_new(path, text, mode)
    if MOMENT == "writing" and text == "new b":
        os.kill(os.getpid(), signal.SIGTERM)
def slow_replace(self, target):
    if MOMENT == "renaming":
        os.kill(os.getpid(), signal.SIGTERM)
    return replace(self, target)
writing.write_new, pathlib.Path.replace = slow_write, slow_replace
folder = pathlib.Path(sys.argv[1])
writing.write_all({folder / "a": "new a", folder / "b": "new b"})
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the system has no such signals")
@pytest.mark.parametrize(("moment", "state"), [("writing", "old"), ("renaming", "new")])
def test_a_run_that_is_told_to_end_leaves_all_old_or_all_new(root, tmp_path, moment, state):
    for name in "ab":
        (tmp_path / name).write_text(f"old {name}")
    program = ENDED.replace("MOMENT", repr(moment))
    environment = {**os.environ, "PYTHONPATH": str(root / "py")}
    done = subprocess.run([sys.executable, "-c", program, tmp_path], env=environment, check=False)
    assert done.returncode == 143
    assert left(tmp_path) == ["a", "b"]
    assert [(tmp_path / name).read_text() for name in "ab"] == [f"{state} a", f"{state} b"]


def test_one_file_is_known_however_its_path_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a").write_text("")
    Path("hard").hardlink_to("a")
    Path("soft").symlink_to("a")
    for path in ("a", "./a", "hard", "soft", tmp_path / "a", "../" + tmp_path.name + "/a"):
        assert writing.one_file(Path("a"), Path(path))
    assert writing.one_file(Path("new"), tmp_path / "new")
    assert not writing.one_file(Path("a"), Path("new"))
