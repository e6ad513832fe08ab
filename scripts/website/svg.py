"""Lines and words of a figure. Colours, dashes and fonts come from the style sheet by class."""

from markupsafe import escape


def line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line."""
    return f'<line class="{name}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def text(name: str, x: float, y: float, content: str, anchor: str = "middle") -> str:
    """A line of words; the anchor is its start, middle or end."""
    words = escape(content)
    return f'<text class="{name}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{words}</text>'


def path(name: str, x: float, y: float, shape: str) -> str:
    """A small shape round a point, drawn in steps relative to it."""
    return f'<path class="{name}" d="M{x:g} {y:g}{shape}"/>'
