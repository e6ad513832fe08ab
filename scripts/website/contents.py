"""The contents list, from the headings that the sections really have."""

import re
from dataclasses import dataclass

from markupsafe import Markup

# As the macro `heading` writes it: the link says in words where it leads.
HEADING = re.compile(
    r'<div class="heading"><h2 [^\n]*?<a class="anchor" href="#([^"]*)" '
    r'aria-label="Link to “(.*?)”"'
)


@dataclass(frozen=True)
class Entry:
    title: Markup
    id: str


def contents(sections: str) -> list[Entry]:
    """An entry for each heading of the rendered sections, in their order."""
    return [Entry(Markup(title), id_) for id_, title in HEADING.findall(sections)]
