"""Checkpoints: a trained model as versioned JSON, and the checks it has to pass on the way back.

A file holds a format number, the step, its configuration and vocabulary, the weights by name, and
where it all came from. Numbers are written as Python prints them, so nothing is lost. A *run* file
is a weights file that also holds what it takes to go on: see `Trainer.state` and `Trainer.resume`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Generator
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from . import __version__
from .config import Config
from .failure import Failure
from .files import named, read_whole, reason
from .model import Model
from .resources import resource
from .steps import get_step
from .tokenizer import Tokenizer
from .weights import check_weights
from .wording import quoted

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
LARGEST = 100  # MiB
UNNAMED = "This file"  # what messages call a file whose name is not known
CHUNKS_PER_SLICE = 3000  # pieces of JSON, about one a number: some 10 ms
DEEPEST = 10  # levels of lists and dicts; what is written here has six
ESCAPED = re.compile(r"\\.", re.DOTALL)  # in a string, once there are no others outside
NO_BRACKETS = re.compile(r'"[^"]*"?|[^"\[\]{}]+')  # a string, or what lies between brackets
PYTHON = "{}.{}".format(*sys.version_info)  # versions add up floats in different ways

Document = dict[str, Any]


def dump(state: Document, provenance: Document) -> str:
    """The `state()` of a Model or of a Trainer as JSON text, one line.

    `provenance` says how it was trained. Raises Failure where `parse` would refuse the file: a
    weight left the range of numbers.
    """
    return json.dumps(_document(state, provenance), ensure_ascii=False, allow_nan=False) + "\n"


def dump_in_slices(state: Document, provenance: Document) -> Generator[None, None, str]:
    """The same text as of `dump`, which gives way after every few thousand numbers."""
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
    chunks: list[str] = []
    for chunk in encoder.iterencode(_document(state, provenance)):
        chunks.append(chunk)
        if len(chunks) % CHUNKS_PER_SLICE == 0:
            yield
    return "".join(chunks) + "\n"


def _document(state: Document, provenance: Document) -> Document:
    """What a file holds; raises Failure where it would be refused."""
    try:
        read_model(state)
    except ValueError as error:
        raise Failure(
            f"The model cannot be written. {error} Train it with a smaller learning rate."
        ) from error
    provenance = {"package": __version__, "python": PYTHON, **provenance}
    return {"format": FORMAT, **state, "provenance": provenance}


def load(path: Path) -> Model:
    """The model in a file; raises ValueError where it cannot be read or is not sound."""
    return parse(read_file(path), named(path))


def read_file(path: Path) -> bytes:
    """The bytes of a weights file; raises ValueError where it is none or cannot be read."""
    return read_whole(path, "weights file", LARGEST)


@cache
def load_baked(step: int) -> Model:
    """The model of a step as it came with the package, read once.

    Raises ValueError where there is none.
    """
    get_step(step)
    try:
        data = resource(f"baked/step{step}.json")
    except OSError as error:
        raise ValueError(
            f"There are no trained weights for step {step} ({reason(error)}): "
            "run python scripts/bake_weights.py first."
        ) from error
    return parse(data, f"step{step}.json")


def parse(data: bytes | str, source: str = UNNAMED) -> Model:
    """The model in the text of a checkpoint; messages begin with its `source`.

    Raises ValueError, in plain words: not JSON (truncated), another format, a missing or unknown
    matrix, a wrong shape, or an entry that is not a finite number.
    """
    document = parse_document(data, source)
    try:
        return read_model(document)
    except ValueError as error:
        raise ValueError(f"{source} cannot be used. {error}") from error


def parse_document(data: bytes | str, source: str = UNNAMED) -> Document:
    """The JSON of a checkpoint of this format; raises ValueError as `parse`."""
    try:
        document = read_json(data)
        if type(document) is not dict:
            raise ValueError("not an object")
    except ValueError as error:
        raise ValueError(
            f"{source} is not a whole weights file: train or download it again."
        ) from error
    if type(document.get("format")) is not int or document["format"] != FORMAT:
        raise ValueError(
            f"{source} has format {quoted(document.get('format'))} and this version reads format "
            f"{FORMAT}: train the weights again with it."
        )
    return document


def read_json(data: bytes | str) -> Any:
    """What a JSON text holds; raises ValueError where it is none or is nested too deeply.

    The parser calls itself at each level, which would overflow the stack of a browser's Python, so
    the levels are looked at first: each round takes the innermost brackets away.
    """
    if isinstance(data, bytes):
        data = data.decode(json.detect_encoding(data), "surrogatepass")
    brackets = NO_BRACKETS.sub("", ESCAPED.sub("", data))
    for _ in range(DEEPEST):
        brackets = brackets.replace("[]", "").replace("{}", "")
    if brackets:
        raise ValueError("nested too deeply, or not to its end")
    return json.loads(data)


def read_model(document: Document) -> Model:
    """The model in what `Model.state` gives; raises ValueError where it is not sound."""
    if type(document) is not dict:
        raise ValueError("It is not a dict.")
    step = get_step(document.get("step"))
    sizes = document.get("config")
    if type(sizes) is not dict or sizes.keys() != {field.name for field in fields(Config)}:
        raise ValueError("Its config is not complete.")
    config = step.config(Config(**sizes))
    vocabulary = document.get("vocabulary")
    if (
        type(vocabulary) is not list
        or not all(type(c) is str and len(c) == 1 for c in vocabulary)
        or vocabulary != sorted(set(vocabulary))
        or len(vocabulary) < 2
    ):
        raise ValueError("Its vocabulary is not a sorted list of two or more different letters.")
    tokenizer = Tokenizer(vocabulary)
    weights = document.get("weights")
    shapes = step.shapes(tokenizer.vocab_size, config)
    if step.gradients == "counting":
        check_weights(weights, shapes, least=0.0)
    else:
        check_weights(weights, shapes)
    assert isinstance(weights, dict)
    provenance = document.get("provenance")
    known = provenance if isinstance(provenance, dict) else {}
    return Model(step, config, tokenizer, weights, known)
