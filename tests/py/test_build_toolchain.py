"""The scripts find their tools, or say in one sentence what is missing and what to do."""

import importlib.util
import os
import stat
from pathlib import Path

import pytest
import test as test_script
from tooling import browser, toolchain
from tooling.arguments import Parser
from tooling.report import Problem, run


def program(directory: Path, name: str, line: str) -> Path:
    path = directory / name
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_an_old_node_is_refused_by_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "node", "echo v18.20.4")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(Problem, match=r"Node\.js 20\.19 or newer is needed, but .* is v18\.20\.4"):
        toolchain.node_program((20, 19))


def test_a_missing_node_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem, match=r"Node\.js is missing: install version 20\.19 or newer"):
        toolchain.node_program((20, 19))


def test_a_python_without_ensurepip_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toolchain, "VENV", tmp_path / "nowhere")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Problem, match="apt-get install python3-venv"):
        toolchain.ensure_venv()


def test_an_install_is_repeated_only_when_its_lock_has_changed(tmp_path: Path) -> None:
    assert not toolchain.stamp_matches(tmp_path, "one")
    toolchain.write_stamp(tmp_path, "one")
    assert toolchain.stamp_matches(tmp_path, "one")
    assert not toolchain.stamp_matches(tmp_path, "two")


def test_a_browser_named_by_the_environment_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("CHROMIUM", "/no/such/program")
    with pytest.raises(Problem, match="CHROMIUM names /no/such/program, which is not a program"):
        browser.find_chromium()


def test_a_browser_named_by_the_environment_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program(tmp_path, "my-chromium", "exit 0")
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("CHROMIUM", str(path))
    assert browser.find_chromium() == str(path)


def test_a_failing_command_shows_its_output_and_one_sentence(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Problem, match="It failed") as caught:
        run(["sh", "-c", "echo why; exit 3"], "It failed.")
    assert str(caught.value) == "It failed."
    assert capfd.readouterr().err == "why\n"


def test_stages_run_in_their_own_order_whatever_the_order_asked_for() -> None:
    assert test_script.parse_stages(["unit", "lint"]) == ["lint", "unit"]
    assert test_script.parse_stages([]) == ["lint", "types", "unit", "e2e"]
    with pytest.raises(Problem, match="'fast' is no stage: choose from lint, types, unit, e2e"):
        test_script.parse_stages(["fast"])


def test_an_argument_that_is_not_known_gets_one_sentence() -> None:
    with pytest.raises(
        Problem, match=r"^\S+: unrecognized arguments: --bogus; see --help\.$"
    ) as caught:
        Parser("Does nothing.").parse_args(["--bogus"])
    assert caught.value.exit_code == 2


def test_an_install_by_the_system_s_package_manager_is_announced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said_before: list[str] = []

    def attempt(command: list[str]) -> bool:
        if command[0] == "apt-get":
            said_before.append(capsys.readouterr().out)
        return command[0] == "apt-get"

    monkeypatch.setattr(browser, "attempt", attempt)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    assert browser.install_chromium() == "/bin/chromium"
    assert "apt-get, as root" in said_before[0]
