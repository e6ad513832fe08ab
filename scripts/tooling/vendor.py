"""The one library the page's modules import: copied from node_modules to web/vendor."""

from tooling import tree
from tooling.paths import NODE_MODULES, VENDOR

# What lies in node_modules/uplot/dist, and under which name the modules import it.
UPLOT = {"uPlot.esm.js": "uplot.js", "uPlot.d.ts": "uplot.d.ts", "uPlot.min.css": "uplot.css"}


def fill() -> None:
    """Make web/vendor hold the files of the installed version; touch nothing that is right."""
    for source, name in UPLOT.items():
        content = (NODE_MODULES / "uplot" / "dist" / source).read_bytes()
        if name.endswith(".js"):
            content = content.replace(b"/**", b"/*!", 1)  # its licence, which joining would drop
        tree.write_if_changed(VENDOR / name, content)
