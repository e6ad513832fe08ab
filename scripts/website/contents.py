"""The contents list, from the headings that the sections really have."""

import re
from dataclasses import dataclass

from markupsafe import Markup

# As the macro `heading` writes it.
HEADING = re.compile(
    r'<div class="heading"><h2 id="[^"]*">(.*?)</h2> <a class="anchor" href="#([^"]*)"'
)


@dataclass(frozen=True)
class Entry:
    title: Markup
    id: str


def contents(sections: str) -> list[Entry]:
    """An entry for each heading of the rendered sections, in their order."""
    return [Entry(Markup(title), id_) for title, id_ in HEADING.findall(sections)]
