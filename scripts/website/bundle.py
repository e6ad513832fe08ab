"""The page's files as they are published: modules and styles joined, so that few need be fetched.

Each file of its own costs a browser and a server a few milliseconds, which forty of them make felt.
What the page loads at different times stays apart: the worker, the program, the chart.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lib import tree
from lib.node import NODE
from lib.paths import CURVES, NODE_MODULES, SCALED, SCALING, WEB
from lib.report import run
from microgpt.places import baked_folder

# The second loads after the first and shares its modules.
PROGRAM = ("page/main.js", "page/compare/chart-views.js")
# What comes when a visitor asks for it, each whole: modules that it shared with the first program
# would be files apart, which the first name would have to wait for.
LATER = (
    "page/train/train-here.js",
    "page/columns/columns-views.js",
    "page/score/score-views.js",
    "page/scaling/scaling-views.js",
)
ALONE = ("worker/worker.js", "early.js", "style.css", "noscript.css")
# Each comes with its section.
SECTIONS = ("styles/train.css", "styles/columns.css", "styles/score.css", "styles/scaling.css")
AS_THEY_ARE = (WEB / "icon.svg",)
FACES = NODE_MODULES / "@fontsource"
MODELS = "models"  # the folder of the weights of the baked models


def bundle(directory: Path) -> None:
    """Write what the page fetches of web/ into the directory."""
    later = [f"--external:*/{Path(name).name}" for name in LATER]
    join(PROGRAM, directory, "--splitting", *later)
    join(LATER, directory, f"--outbase={WEB / 'page'}", names="[dir]/[name]")
    join(SECTIONS, directory, names="sections/[name]")
    join(ALONE, directory, "--loader:.woff2=file", "--asset-names=faces/[name]")
    tree.copy(WEB, [path.relative_to(WEB) for path in AS_THEY_ARE], directory)
    (directory / "baked").mkdir()
    for path, text in ((CURVES, published_curves()), (SCALING, published_scaling())):
        (directory / "baked" / path.name).write_text(text, "utf-8", newline="\n")
    license_faces(directory / "faces")
    (directory / MODELS).mkdir()
    for path in (*sorted(baked_folder().glob("step*.json")), SCALED):
        shutil.copyfile(path, directory / MODELS / path.name)


def inlined(module: str) -> str:
    """A script of web/ as it stands in the page itself."""
    with tempfile.TemporaryDirectory() as folder:
        join((module,), Path(folder))
        return (Path(folder) / module).read_text("utf-8").strip()


def published_curves() -> str:
    """curves.json for the chart, without what only the sentences of the page are computed from."""
    curves = json.loads(CURVES.read_text("utf-8"))
    for row in curves["steps"]:
        del row["held_out_losses"]
    return compact(curves)


def published_scaling() -> str:
    """scaling.json for the figure, with the step of the tutorial that all its models are."""
    scaling = json.loads(SCALING.read_text("utf-8"))
    steps = json.loads(CURVES.read_text("utf-8"))["steps"]
    (loss,) = (row["held_out_loss"] for row in steps if row["step"] == scaling["step"])
    return compact({**scaling, "tutorial": {"step": scaling["step"], "held_out_loss": loss}})


def compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"


def license_faces(directory: Path) -> None:
    """Put its licence beside each face that the styles have brought, as the licence asks."""
    for face in sorted(directory.glob("*.woff2")):
        package = next(path for path in FACES.iterdir() if face.name.startswith(path.name))
        shutil.copyfile(package / "LICENSE", directory / f"{package.name}.LICENSE.txt")


def join(modules: Sequence[str], directory: Path, *options: str, names: str = "[name]") -> None:
    esbuild(
        *(WEB / name for name in modules),
        "--bundle",
        *options,
        f"--outdir={directory}",
        f"--entry-names={names}",
    )


def shorten(module: Path) -> None:
    """Rewrite a module in place, without the spaces and words that only its authors need."""
    esbuild(module, f"--outfile={module}", "--allow-overwrite")


def esbuild(*arguments: str | Path) -> None:
    program = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    usual = ["--minify", "--format=esm", "--target=es2022", "--log-level=error"]
    run([NODE, program, *arguments, *usual], "The modules could not be prepared by esbuild.")
