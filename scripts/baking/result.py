"""What a bake writes, and how it differs from what lies there already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microgpt.files import write_whole

from .job import CURVES

OTHER_PYTHON_TOLERANCE = 1e-9  # versions of Python add up floats in different ways


def read_curves(folder: Path) -> dict[str, Any] | None:
    """The curves that lie in the folder; None where there are none, or none that can be read."""
    try:
        curves = json.loads((folder / CURVES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return curves if type(curves) is dict and type(curves.get("steps")) is list else None


def merge_curves(
    header: dict[str, Any], rows: list[dict[str, Any]], old: dict[str, Any] | None
) -> dict[str, Any]:
    """The new rows together with the old rows of the other steps.

    Raises ValueError where the old ones were baked with other settings.
    """
    baked = {row["step"] for row in rows}
    kept = [row for row in old["steps"] if row["step"] not in baked] if old else []
    if kept and old and {k: v for k, v in old.items() if k != "steps"} != header:
        raise ValueError(
            "The other steps in this folder were baked with other settings: "
            "bake all steps, or name another folder with --out."
        )
    return {**header, "steps": sorted(kept + rows, key=lambda row: row["step"])}


def dump_curves(curves: dict[str, Any]) -> str:
    """The text of curves.json."""
    return json.dumps(curves, ensure_ascii=False, allow_nan=False) + "\n"


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write the files, each whole. Raises ValueError where the folder cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"{folder} cannot be written ({error.strerror}).") from error
    for name, text in texts.items():
        write_whole(folder / name, text)


def differences(folder: Path, texts: dict[str, str], python: str) -> Iterator[str]:
    """A line for each difference between the folder's files and the fresh texts."""
    old = read_curves(folder) or {}
    same_python = old.get("python") == python
    for name, text in texts.items():
        try:
            found = (folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            yield f"{name} is missing or cannot be read"
            continue
        if found == text:
            continue
        if same_python:
            yield f"{name} differs: {first_difference(found, text, 0.0) or 'in its spacing'}"
        elif difference := first_difference(found, text, OTHER_PYTHON_TOLERANCE):
            yield f"{name} differs: {difference}"


def first_difference(found: str, fresh: str, tolerance: float) -> str:
    """Where two JSON texts first differ by more than the tolerance; empty if nowhere."""
    try:
        return next(_compare(json.loads(found), json.loads(fresh), tolerance, ""), "")
    except ValueError:
        return "it is not whole JSON"


def _compare(found: Any, fresh: Any, tolerance: float, place: str) -> Iterator[str]:
    if isinstance(found, dict) and isinstance(fresh, dict) and found.keys() == fresh.keys():
        for key in fresh:
            if not (tolerance and key == "python"):
                yield from _compare(found[key], fresh[key], tolerance, f"{place}.{key}")
    elif isinstance(found, list) and isinstance(fresh, list) and len(found) == len(fresh):
        for i, (a, b) in enumerate(zip(found, fresh)):
            yield from _compare(a, b, tolerance, f"{place}[{i}]")
    elif isinstance(found, float) and isinstance(fresh, float):
        if abs(found - fresh) > tolerance:
            yield f"{place} is {found!r}, retrained {fresh!r}"
    elif found != fresh:
        yield f"{place} is not what training gives"
