"""Which ES modules a page loads: the imports of its entry module, followed to the end."""

import re
from pathlib import Path, PurePosixPath

from tooling.report import Problem

# A static import or re-export with a relative address; dynamic ones load later, by choice.
STATIC = re.compile(
    r"""^\s*(?:import|export)\b(?:[^'"();]*?\bfrom)?\s*["'](\.{1,2}/[^"']+)["']""", re.MULTILINE
)


def reachable(directory: Path, entry: str) -> list[str]:
    """Paths below the directory, the entry first, each one once, in the order of loading.

    Comments are not parsed: an import that begins a line inside one would count as well.
    """
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        module = waiting.pop(0)
        if module in found:
            continue
        found[module] = None
        try:
            text = (directory / module).read_text("utf-8")
        except FileNotFoundError:
            raise Problem(f"web/{module} is imported but does not exist.") from None
        waiting += [resolve(module, address) for address in STATIC.findall(text)]
    return list(found)


def resolve(module: str, address: str) -> str:
    """
    >>> resolve("views/chart.js", "../state.js")
    'state.js'
    """
    parts: list[str] = []
    for part in (PurePosixPath(module).parent / address).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
