"""The house: which room of the package may know of which, and that it needs nothing else."""

import ast
import sys

import pytest

# Every module and what it imports of ours, from the bottom of the house to its top.
HOUSE = {
    "__init__": set(),
    "value": set(),
    "products": set(),
    "row": {"products"},
    "tokenizer": set(),
    "config": set(),
    "files": set(),
    "names": set(),
    "seed": set(),
    "nn": {"products", "row", "value"},
    "steps": {"config"},
    "attention": {"nn", "products", "row"},
    "models": {"attention", "config", "nn", "row"},
    "optim": {"row"},
    "byhand": {"nn", "products", "row"},
    "model": {"config", "models", "nn", "steps", "tokenizer"},
    "sample": {"model", "nn", "seed"},
    "checkpoint": {"__init__", "config", "model", "row", "steps", "tokenizer"},
    "train": {
        "byhand", "config", "model", "models", "nn", "optim", "row", "seed", "steps", "tokenizer",
        "value",
    },
    "session": {"__init__", "checkpoint", "model", "names", "sample", "seed", "steps"},
    "commands": {
        "__init__", "checkpoint", "config", "files", "model", "names", "sample", "session", "steps",
        "train",
    },
    "__main__": {"__init__", "commands", "config", "names", "sample", "steps"},
}  # fmt: skip


def imports(path):
    """The modules of ours that a file imports, and the others it does."""
    ours, others = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            others |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            ours |= {"__init__" if name == "__version__" else name for name in names}
        elif isinstance(node, ast.ImportFrom):
            others.add(node.module.partition(".")[0])
    return ours, others


@pytest.mark.parametrize("module", HOUSE)
def test_a_module_knows_only_those_below_it_and_the_standard_library(root, module):
    ours, others = imports(root / "py" / "microgpt" / f"{module}.py")
    assert ours <= HOUSE[module]
    assert others <= sys.stdlib_module_names


def test_the_house_is_complete_and_has_no_circle(root):
    files = {path.stem for path in (root / "py" / "microgpt").glob("*.py")}
    assert files == HOUSE.keys()
    built = set()
    for module, below in HOUSE.items():
        assert below <= built, module
        built.add(module)
