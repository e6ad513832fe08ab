"""index.html, rendered: every number in its prose comes from the baked files."""

import base64
import hashlib
import json
import math
import re
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from lib.paths import CURVES, RATES, ROOT, SCALED, SCALING, TEMPLATE
from lib.report import Problem
from markupsafe import Markup, escape
from microgpt.api.generation import (
    MAX_COUNT,
    MAX_TEMPERATURE,
    MIN_SAMPLING_TEMPERATURE,
    SamplingParams,
    generate,
)
from microgpt.config import Config
from microgpt.handles import BAKED as BAKED_MODELS
from microgpt.handles import DEFAULT_MODEL, Handles
from microgpt.places import baked_folder
from microgpt.seed import MAX_SEED
from microgpt.steps import DEFAULT_STEP
from microgpt.train import RECENT
from website.bundle import MODELS, inlined, published_curves, published_scaling
from website.comparison import comparison
from website.contents import contents
from website.excerpts import excerpts, quoting
from website.findings import Findings
from website.picture import picture
from website.rates import rates_figure
from website.runtime import WASM, Runtime
from website.scaling import scaling
from website.spark import sparks
from website.wheel import Wheel

BUILT_SEED = 42
MADE_BY = defaultdict(
    lambda: "bake_weights.py",
    {RATES: "bake_weights.py --sweep", SCALING: "scale.py --sweep", SCALED: "scale.py --sweep"},
)
Program = dict[str, str]  # the page's own files by address, each with its hash as browsers want it


def render(assets: str, program: Program, wheel: Wheel, runtime: Runtime, address: str = "") -> str:
    """index.html with its sections, which lie in web/sections/."""
    curves = load(CURVES)
    findings = Findings(curves, load(RATES))
    checkpoint = load(baked_folder() / f"step{curves['steps'][-1]['step']}.json")
    code = excerpts(wheel)
    sweep = load(SCALING)
    scaled = sweep["scaled"]
    ahead = inlined("ahead.js")
    facts = site(assets, wheel, runtime, curves["steps"], scaled)
    context = {
        "assets": assets,
        "address": address,
        "card": f"{address}{assets}card.png",
        "integrity": program,
        "ahead": {
            "script": Markup(ahead),
            "integrity": integrity(ahead.encode()),
            "wasm": f"{runtime.address}{WASM}",
        },
        "site": {
            **facts,
            "program": [{"url": u, "integrity": hash_} for u, hash_ in program.items()],
            "limits": limits(checkpoint["vocabulary"]),
        },
        "picture": picture(curves),
        "code": code,
        "quote": quoting(code),
        "sparks": sparks(curves),
        "matrices": matrices(checkpoint),
        "small": matrices(load(baked_folder() / "step1.json")),
        "sizes": checkpoint["config"],
        "comparison": comparison(curves, scaled),
        "scaled": scaled,
        "prose": prose(curves),
        "curves": without_losses(curves),
        "findings": findings,
        "rates_figure": rates_figure(findings.rates),
        "scaling": scaling(sweep),
        "built_names": built_names(),
    }
    try:
        return environment().get_template(TEMPLATE.name).render(context)
    except TemplateError as error:
        name = getattr(error, "name", None) or TEMPLATE.name
        line = getattr(error, "lineno", None)
        raise Problem(f"{name}, line {line}: {error}" if line else f"{name}: {error}") from error


def environment() -> Environment:
    """What index.html and its sections are rendered in."""
    found = Environment(
        loader=FileSystemLoader(ROOT),
        autoescape=True,
        undefined=StrictUndefined,  # a name misspelt in the template stops the build
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"exp": math.exp, "contents": contents, "breakable": breakable}
    return found


def breakable(code: str) -> Markup:
    """Code that may go on in a new line after a comma or an opening bracket, and nowhere else.

    >>> breakable("gpt(a, b)")
    Markup('gpt(<wbr>a,<wbr> b)')
    """
    return Markup(re.sub(r"([(,])", r"\1<wbr>", str(escape(code))))


def integrity(content: bytes) -> str:
    """The hash by which a browser knows a file that has changed on its way."""
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"


def load(path: Path) -> Any:
    """A baked file, or one sentence that says how to make it."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise Problem(
            f"{path.name} is missing: run `python scripts/{MADE_BY[path]}` first."
        ) from None
    except ValueError as error:
        raise Problem(
            f"{path} is not JSON ({error}): run `python scripts/{MADE_BY[path]}`."
        ) from error


def site(
    assets: str, wheel: Wheel, runtime: Runtime, steps: list[Any], scaled: dict[str, Any]
) -> dict[str, Any]:
    """What the page's modules need to know; every address is relative to index.html."""
    return {
        "pyodide": runtime.address,
        "wheel": {"url": wheel.address, "sha256": wheel.sha256, "bytes": wheel.bytes},
        "steps": len(steps),
        "curves": {
            "url": f"{assets}baked/curves.json",
            "integrity": integrity(published_curves().encode()),
        },
        "scaling": {
            "url": f"{assets}baked/scaling.json",
            "integrity": integrity(published_scaling().encode()),
        },
        "models": models(assets, steps),
        "scaled": scaled_model(assets, scaled),
        "runtimeFiles": [{"url": file.url, "bytes": file.bytes} for file in runtime.boot_files],
        "snapshot": {**asdict(runtime.snapshot_file), **asdict(runtime.snapshot)},
        "fullLibrary": asdict(runtime.full_library),
        "package": asdict(runtime.package),
        "versions": {"package": wheel.version, "pyodide": runtime.version},
        "defaults": defaults(),
        "builtSeed": BUILT_SEED,
    }


def models(assets: str, steps: list[Any]) -> dict[str, Any]:
    """Each baked model, and where its weights lie, which the page loads when one is chosen."""
    return {
        name: {
            **{key: steps[step][key] for key in ("step", "title", "parameters", "unit")},
            "url": f"{assets}{MODELS}/{name}.json",
            "bytes": (baked_folder() / f"{name}.json").stat().st_size,
        }
        for name, step in BAKED_MODELS.items()
    }


def scaled_model(assets: str, scaled: dict[str, Any]) -> dict[str, Any]:
    """The larger model, and where its weights lie."""
    return {
        "id": SCALED.stem,
        "title": SCALED.stem.capitalize(),
        "step": DEFAULT_STEP,
        "parameters": scaled["parameters"],
        "learned": scaled["num_steps"],
        "heldOut": scaled["held_out_loss"],
        "url": f"{assets}{MODELS}/{SCALED.name}",
        "bytes": SCALED.stat().st_size,
    }


def defaults() -> dict[str, Any]:
    """What a request and the chart begin with."""
    params = SamplingParams()
    asked = {"count": params.count, "temperature": params.temperature}
    return {"model": DEFAULT_MODEL, **asked, "window": RECENT}


def limits(vocabulary: list[str]) -> dict[str, Any]:
    """What a request may ask for, so that the page can judge it before Python is there."""
    return {
        "count": {"low": 1, "high": MAX_COUNT},
        "temperature": {"low": MIN_SAMPLING_TEMPERATURE, "high": MAX_TEMPERATURE},
        "seed": {"low": 0, "high": MAX_SEED},
        "vocabulary": vocabulary,
        "blockSize": Config().block_size,
    }


def built_names() -> list[dict[str, Any]]:
    """What the page shows before a visitor has made any: names of the last step's model."""
    made = generate(Handles(), {"seed": BUILT_SEED})
    return [event for event in made if event and "name" in event]


def matrices(checkpoint: dict[str, Any]) -> list[dict[str, Any]]:
    shapes = ((name, len(rows), len(rows[0])) for name, rows in checkpoint["weights"].items())
    return [
        {"name": name, "rows": rows, "columns": columns, "parameters": rows * columns}
        for name, rows, columns in shapes
    ]


def without_losses(curves: dict[str, Any]) -> dict[str, Any]:
    """The curves for the prose: each step's lists of losses give way to its first and last."""
    lists = ("losses", "held_out_losses")
    steps = []
    for step in curves["steps"]:
        losses = step["losses"]
        ends = {"first_loss": losses[0], "last_loss": losses[-1]}
        steps.append({**{key: step[key] for key in step if key not in lists}, **ends})
    return {**curves, "steps": steps}


def prose(curves: dict[str, Any]) -> dict[str, float]:
    """Numbers that only the sentences quote, from the last step's list of losses."""
    last = curves["steps"][-1]["losses"][-RECENT:]
    return {"lowest_last_100": min(last), "highest_last_100": max(last)}
