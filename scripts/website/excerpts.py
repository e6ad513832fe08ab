"""The code the page shows: cut from the very files in the wheel, and highlighted."""

import ast
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from lib.report import Problem
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from website.wheel import Wheel

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Piece:
    title: str
    module: str
    name: str  # a function, or Class.method
    last: str = ""  # where the piece goes on to the end of a later definition: that one
    steps: tuple[int, ...] = ()  # those of the tutorial that run it


GPT = (3, 4, 5)
AUTOGRAD = (2, *GPT)
ALL = (0, 1, *AUTOGRAD)

# The only place that says which pieces the page shows, in the order in which it does.
PIECES = (
    Piece("One training step", "train.py", "Trainer._autograd", "Trainer._lr_t", AUTOGRAD),
    Piece("The model", "gpt.py", "gpt", steps=GPT),
    Piece(
        "A value and its local gradients", "value.py", "Value.__init__", "Value.__mul__", AUTOGRAD
    ),
    Piece("Backpropagation", "value.py", "Value.backprop", "Value.backward", AUTOGRAD),
    Piece("The walk", "graph.py", "backward_in_slices", "topological_order", AUTOGRAD),
    Piece("Adam’s update", "optim.py", "Adam.update", steps=(5,)),
    Piece("From logits to a letter", "sample.py", "sample", "draw", ALL),
    Piece("Counting", "bigram.py", "bigram", "count_pairs", (0,)),
    Piece("Gradients by hand", "mlp.py", "mlp_gradients", steps=(1,)),
)


def excerpts(wheel: Wheel) -> list[dict[str, object]]:
    return [excerpt(piece, wheel.source(piece.module)) for piece in PIECES]


def excerpt(piece: Piece, source: str) -> dict[str, object]:
    """The piece as the template takes it; `html` has classes only, no styles."""
    first, text = cut(source, piece)
    html = highlight(text, PythonLexer(), HtmlFormatter(nowrap=True))
    return {
        "title": piece.title,
        "file": f"microgpt/{piece.module}",
        "first_line": first,
        "steps": piece.steps,
        "text": text,
        "html": Markup(html),
    }


def quoting(pieces: list[dict[str, object]]) -> Callable[[str], Markup]:
    """A function for the template: words of the code that is shown, as code.

    It raises Problem for what does not stand there: what is said of the code stays true of it.
    """

    def quote(words: str) -> Markup:
        if not any(words in str(piece["text"]) for piece in pieces):
            raise Problem(f"The page explains {words!r}, but no code that it shows says so.")
        return Markup("<code>{}</code>").format(words)

    return quote


def cut(source: str, piece: Piece) -> tuple[int, str]:
    """The first line number and the text of a definition, decorators included, not indented."""
    module = ast.parse(source)
    first, end = (
        definition(module, name, piece) for name in (piece.name, piece.last or piece.name)
    )
    start = min([first.lineno, *(decorator.lineno for decorator in first.decorator_list)])
    lines = source.splitlines()[start - 1 : end.end_lineno]
    return start, textwrap.dedent("\n".join(lines)) + "\n"


def definition(module: ast.Module, path: str, piece: Piece) -> Definition:
    """The node a dotted path names."""
    found: ast.Module | Definition = module
    for name in path.split("."):
        inside = (node for node in found.body if isinstance(node, Definition))
        named = next((node for node in inside if node.name == name), None)
        if named is None:
            raise Problem(
                f"The page shows {path} of py/microgpt/{piece.module}, but it is not there: "
                "correct the table in scripts/website/excerpts.py."
            )
        found = named
    assert isinstance(found, Definition)
    return found
