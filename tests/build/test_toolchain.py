"""The scripts find their tools, or say in one sentence what is missing and what to do."""

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
import test as test_script
from lib import browser, engines
from lib.environment import Environment, stamp_matches, write_stamp
from lib.paths import PYTHON_LOCK, ROOT
from lib.report import Parser, Problem, run


@pytest.fixture
def bare_path(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH holds Python and git only."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "python").symlink_to(sys.executable)
    (programs / "git").symlink_to(shutil.which("git") or "/usr/bin/git")
    return {"PATH": str(programs), "HOME": str(tmp_path)}


def test_the_site_is_built_and_served_with_nothing_but_python(bare_path: dict[str, str]) -> None:
    (ROOT / ".cache" / "dist.stamp").unlink(missing_ok=True)  # so that it is built anew
    command = [sys.executable, "scripts/serve.py", "--port", "8123"]
    with subprocess.Popen(
        command, cwd=ROOT, env=bare_path, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        said = []
        for line in running.stdout:
            said.append(line)
            if line.startswith("Serving"):
                break
        try:
            assert said[-1].startswith("Serving dist/ at http://127.0.0.1:"), said
            with urlopen(said[-1].split()[3], timeout=10) as answer:
                assert b"microGPT" in answer.read()
        finally:
            running.terminate()


def test_the_tests_start_with_nothing_but_python(bare_path: dict[str, str]) -> None:
    command = [sys.executable, "scripts/test.py", "lint"]
    done = subprocess.run(
        command, cwd=ROOT, env=bare_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "eslint" in done.stdout


def test_npm_installs_with_the_locked_node(bare_path: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "empty", "lockfileVersion": 3}')
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3, "packages": {"": {}}}')
    command = [sys.executable, "-c", "from lib.node import NODE, NPM; print(NODE, NPM)"]
    environment = {**bare_path, "PYTHONPATH": str(ROOT / "scripts")}
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    npm = [*found.stdout.split(), "ci", "--offline", "--loglevel=error"]
    subprocess.run(npm, cwd=tmp_path, env=bare_path, check=True, capture_output=True)


def test_a_python_without_ensurepip_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Problem, match="apt-get install python3-venv"):
        Environment(tmp_path / "nowhere", PYTHON_LOCK).ensure()


def test_an_install_is_repeated_only_when_its_lock_has_changed(tmp_path: Path) -> None:
    assert not stamp_matches(tmp_path, "one")
    write_stamp(tmp_path, "one")
    assert stamp_matches(tmp_path, "one")
    assert not stamp_matches(tmp_path, "two")


@pytest.fixture
def fresh_search() -> None:
    browser.ensure_chromium.cache_clear()


@pytest.mark.usefixtures("fresh_search")
def test_a_browser_named_by_the_environment_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/no/such/program")
    with pytest.raises(Problem, match="CHROMIUM names /no/such/program, which is not a program"):
        browser.ensure_chromium()


@pytest.mark.usefixtures("fresh_search")
def test_a_browser_named_by_the_environment_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my-chromium"
    path.write_text("#!/bin/sh\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("CHROMIUM", str(path))
    assert browser.ensure_chromium() == str(path)
    browser.ensure_chromium.cache_clear()


@pytest.mark.usefixtures("fresh_search")
@pytest.mark.parametrize("download", [True, False], ids=["download", "no download"])
def test_a_missing_browser_is_installed_by_playwright_or_else_by_the_system(
    download: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def succeeds(command: list[str]) -> bool:
        ran.append(command[0])
        return download or command[0] == "apt-get"

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "succeeds", succeeds)
    monkeypatch.setattr(browser, "find_chromium", lambda: "/bin/chromium" if ran else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert browser.ensure_chromium() == "/bin/chromium"
    browser.ensure_chromium.cache_clear()
    assert ran == [sys.executable] if download else [sys.executable, "apt-get", "apt-get"]
    assert ("apt-get, as root" in capsys.readouterr().out) is not download


@pytest.mark.parametrize("user", [0, 1000], ids=["root", "not root"])
def test_missing_engines_are_installed_by_root_and_named_to_others(
    user: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def succeeds(command: list[str]) -> bool:
        ran.append(command)
        return True

    monkeypatch.setattr(browser, "succeeds", succeeds)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    present = engines.FIREFOX
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/" + name if name == present else None)
    with pytest.raises(Problem, match=r"apt-get install webkit2gtk-driver xvfb\)"):
        engines.ensure_engines()
    assert [command[-2:] for command in ran[1:]] == [["webkit2gtk-driver", "xvfb"]] * (user == 0)


def test_a_failing_command_shows_its_output_and_one_sentence(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Problem, match="It failed") as caught:
        run(["sh", "-c", "echo why; exit 3"], "It failed.")
    assert str(caught.value) == "It failed."
    assert capfd.readouterr().err == "why\n"


def test_stages_run_in_their_own_order_whatever_the_order_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def parsed(*words: str) -> tuple[list[str], bool]:
        monkeypatch.setattr("sys.argv", ["test.py", *words])
        return test_script.parse()

    assert parsed("unit", "lint") == (["lint", "unit"], False)
    assert parsed() == (["lint", "types", "unit", "e2e"], False)
    assert parsed("--all") == (["lint", "types", "unit", "e2e", "scale", "browsers"], True)
    assert parsed("--all", "e2e") == (["e2e"], True)
    assert parsed("browsers") == (["browsers"], False)
    with pytest.raises(Problem, match="'fast' is no stage: choose from lint, types, unit, e2e"):
        parsed("fast")


def test_an_argument_that_is_not_known_gets_one_sentence() -> None:
    with pytest.raises(
        Problem, match=r"^\S+: unrecognized arguments: --bogus; see --help\.$"
    ) as caught:
        Parser("Does nothing.").parse_args(["--bogus"])
    assert caught.value.exit_code == 2


def test_no_two_files_of_the_scripts_have_one_name() -> None:
    paths = [path for path in (ROOT / "scripts").rglob("*.*") if path.suffix in (".py", ".mjs")]
    names = [path.name for path in paths if path.name != "__init__.py"]
    assert len(names) == len(set(names))
