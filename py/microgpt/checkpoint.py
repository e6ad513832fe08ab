"""Checkpoints: a trained model as versioned JSON, and the checks it has to pass on the way back.

A file holds a format number, the step, its configuration and vocabulary, the weights by name, and
where it all came from. Numbers are written as Python prints them, so nothing is lost.
"""

from __future__ import annotations

import json
import pathlib
import sys
from dataclasses import asdict, fields
from functools import cache
from typing import Any

from . import __version__
from .config import Config
from .model import Model
from .row import Floats
from .steps import get_step
from .tokenizer import Tokenizer

FORMAT = 1
PYTHON = "{}.{}".format(*sys.version_info)  # versions add up floats in different ways
LARGEST = 1e100  # a weight beyond it would overflow on its way through the layers


def dump(model: Model, provenance: dict[str, Any]) -> str:
    """The model as JSON text, one line; `provenance` says how it was trained.

    Raises ValueError where a weight is not a finite number.
    """
    document = {
        "format": FORMAT,
        "step": model.step.number,
        "config": asdict(model.config),
        "vocabulary": model.tokenizer.characters,
        "weights": dict(model.weights),
        "provenance": {"package": __version__, "python": PYTHON, **provenance},
    }
    try:
        return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"
    except ValueError as error:
        raise ValueError(
            "A weight left the range of numbers in training: use a smaller learning rate."
        ) from error


def load(path: pathlib.Path) -> Model:
    """The model in a file; raises ValueError where it cannot be read or is not sound."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(
            f"The weights file {path} cannot be read ({error.strerror}): check the path."
        ) from error
    return parse(data, str(path))


@cache
def load_baked(step: int) -> Model:
    """The model of a step as it came with the package, read once.

    Raises ValueError where there is none.
    """
    get_step(step)
    package = pathlib.Path(__file__).parent
    for folder in (package / "baked", package.parents[1] / "web" / "baked"):  # wheel, checkout
        path = folder / f"step{step}.json"
        if path.is_file():
            return load(path)
    raise ValueError(
        f"There are no trained weights for step {step}: run python scripts/bake_weights.py first."
    )


def parse(data: bytes | str, source: str = "the weights") -> Model:
    """The model in the text of a checkpoint; `source` is what messages call it.

    Raises ValueError, in one sentence: not JSON (truncated), another format, a missing or unknown
    matrix, a wrong shape, or an entry that is not a finite number.
    """
    try:
        document = json.loads(data)
        if type(document) is not dict:
            raise ValueError("not an object")
    except (ValueError, RecursionError) as error:
        raise ValueError(
            f"{source} is not a whole weights file: train or download it again."
        ) from error
    if type(document.get("format")) is not int or document["format"] != FORMAT:
        raise ValueError(
            f"{source} has format {document.get('format')!r} and this version reads format "
            f"{FORMAT}: train the weights again with it."
        )
    try:
        return _model(document)
    except ValueError as error:
        raise ValueError(f"{source} cannot be used: {error}") from error


def _model(document: dict[str, Any]) -> Model:
    step = get_step(document.get("step"))
    sizes = document.get("config")
    if type(sizes) is not dict or sizes.keys() != {field.name for field in fields(Config)}:
        raise ValueError("its config is not complete.")
    config = step.config(Config(**sizes))
    vocabulary = document.get("vocabulary")
    if (
        type(vocabulary) is not list
        or not all(type(c) is str and len(c) == 1 for c in vocabulary)
        or vocabulary != sorted(set(vocabulary))
        or len(vocabulary) < 2
    ):
        raise ValueError("its vocabulary is not a sorted list of two or more different letters.")
    tokenizer = Tokenizer(vocabulary)
    shapes = step.shapes(tokenizer.vocab_size, config)
    weights = document.get("weights")
    if type(weights) is not dict:
        raise ValueError("it holds no weights.")
    for name in weights:
        if name not in shapes:
            raise ValueError(f"step {step.number} has no matrix {name}.")
    for name, (rows, columns) in shapes.items():
        if name not in weights:
            raise ValueError(f"the matrix {name} is missing.")
        _check(name, weights[name], rows, columns, counts=step.model == "bigram")
    return Model(step, config, tokenizer, weights)


def _check(name: str, matrix: list[Floats], rows: int, columns: int, counts: bool) -> None:
    if (
        type(matrix) is not list
        or len(matrix) != rows
        or any(type(row) is not list or len(row) != columns for row in matrix)
    ):
        raise ValueError(f"the matrix {name} must have {rows} rows of {columns} numbers.")
    for row in matrix:
        for number in row:
            if type(number) not in (int, float) or number != number:
                raise ValueError(f"the matrix {name} holds {number!r}, which is not a number.")
            if not -LARGEST <= number <= LARGEST:
                raise ValueError(f"the matrix {name} holds a number that is too large.")
            if counts and number < 0:
                raise ValueError(f"the matrix {name} holds the count {number!r}, below zero.")
