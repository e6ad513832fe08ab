"""The house: which room of the package may know of which, and that it needs nothing else."""

import ast
import re
import sys
from pathlib import Path

import pytest

# Every module and what it imports of ours, from the bottom of the house to its top.
HOUSE = {
    "__init__": set(),
    "wording": set(),
    "failure": set(),
    # arithmetic
    "graph": set(),
    "value": {"graph", "wording"},
    "matvec": set(),
    "row": {"matvec", "value"},
    "nn": {"matvec", "row", "value"},
    "attention": {"matvec", "nn", "row"},
    # architectures, and what is trained
    "config": {"wording"},
    "bigram": {"config", "nn"},
    "mlp": {"config", "matvec", "nn", "row"},
    "gpt": {"attention", "config", "nn"},
    "architecture": {"bigram", "config", "gpt", "mlp", "nn"},
    "steps": {"architecture", "config", "wording"},
    "composition": set(),
    "tokenizer": {"composition", "wording"},
    "resources": set(),
    "places": set(),
    "files": {"wording"},
    "writing": {"failure", "files"},
    "slices": set(),
    "names": {"composition", "files", "resources", "slices", "wording"},
    "training_list": {"names", "slices"},
    "survey": {"slices", "wording"},
    "tally": {"wording"},
    "seed": {"wording"},
    "numerals": {"wording"},
    "params": {"wording"},
    # models, and how they are trained
    "weights": {"config", "row", "steps", "wording"},
    "model": {"config", "nn", "steps", "tokenizer"},
    "decoder": {"failure", "gpt", "model", "nn"},
    "sample": {"decoder", "model", "nn", "slices"},
    "score": {"decoder", "failure", "model", "nn", "slices", "wording"},
    "checkpoint": {
        "__init__", "config", "failure", "files", "model", "resources", "steps", "tokenizer",
        "weights", "wording",
    },
    "engines": {"nn", "row", "value"},
    "optim": {"row", "weights", "wording"},
    "train": {
        "bigram", "checkpoint", "config", "engines", "failure", "gpt", "graph", "mlp", "model",
        "names", "nn", "optim", "seed", "slices", "steps", "tokenizer", "training_list", "value",
        "weights", "wording",
    },
    "nearest": {"slices"},
    "run": {"checkpoint", "model", "slices", "train", "training_list", "wording"},
    "handles": {
        "checkpoint", "model", "names", "run", "slices", "steps", "training_list", "wording",
    },
    "jobs": {"handles", "wording"},
    # what programs call: modules that never import each other
    "api/__init__": set(),
    "api/models": {"__init__", "checkpoint", "handles", "names", "params"},
    "api/generation": {"handles", "params", "sample", "seed", "wording"},
    "api/scoring": {"handles", "params", "score", "slices"},
    "api/memory": {"handles", "nearest", "params"},
    "api/training": {
        "checkpoint", "config", "engines", "failure", "handles", "names", "params", "run", "score",
        "slices", "steps", "survey", "train", "wording",
    },
    # what people call
    "cli/__init__": set(),
    "cli/console": {"tally", "wording"},
    "cli/options": {
        "checkpoint", "cli/console", "files", "model", "numerals", "steps", "wording",
    },
    "cli/generate": {
        "api/generation", "cli/console", "cli/options", "handles", "nearest", "numerals", "seed",
        "wording",
    },
    "cli/progress": {"cli/console", "train"},
    "cli/training": {
        "checkpoint", "cli/progress", "failure", "files", "score", "train", "wording", "writing",
    },
    "cli/settings": {"checkpoint", "config", "engines", "files", "steps", "train"},
    "cli/train": {
        "cli/console", "cli/options", "cli/settings", "cli/training", "engines", "files", "model",
        "names", "numerals", "places", "sample", "seed", "steps", "survey", "train",
        "training_list", "writing",
    },
    "cli/score": {"cli/console", "cli/options", "score", "wording"},
    "cli/commands": {
        "__init__", "cli/generate", "cli/options", "cli/score", "cli/train", "failure",
    },
    "__main__": {"cli/commands", "wording"},
}  # fmt: skip


def imports(package: Path, module: str) -> tuple[set[str], set[str]]:
    """The modules of ours that a file imports, and the others it does."""
    ours: set[str] = set()
    others: set[str] = set()
    for node in ast.walk(ast.parse((package / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            others |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = (node.module or "").split(".") if node.module else []
            if not node.level and parts[0] != "microgpt":
                others.add(parts[0])
                continue
            parts = parts[1:] if not node.level else [*module.split("/")[: -node.level], *parts]
            ours |= {target(package, parts, alias.name) for alias in node.names}
    return ours, others


def target(package: Path, parts: list[str], name: str) -> str:
    """The module that `from parts import name` reads."""
    for path in ("/".join([*parts, name]), "/".join(parts)):
        if (package / f"{path}.py").is_file():
            return path
    return "/".join([*parts, "__init__"])


@pytest.mark.parametrize("module", HOUSE)
def test_a_module_knows_only_those_below_it_and_the_standard_library(root, module):
    ours, others = imports(root / "py" / "microgpt", module)
    assert ours == HOUSE[module]
    assert others <= sys.stdlib_module_names


def test_the_modules_of_the_api_never_import_each_other(root):
    for module, below in HOUSE.items():
        if module.startswith("api/"):
            assert not any(name.startswith("api/") for name in below), module
            source = (root / "py" / "microgpt" / f"{module}.py").read_text("utf-8")
            assert not re.search(r"import_module|__import__", source)


def test_the_house_is_complete_and_has_no_circle(root):
    package = root / "py" / "microgpt"
    files = {path.relative_to(package).with_suffix("").as_posix() for path in package.rglob("*.py")}
    assert files == HOUSE.keys()
    built = set()
    for module, below in HOUSE.items():
        assert below <= built, module
        built.add(module)
