"""Where things lie in the checkout. Nothing here touches the disk."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACKAGE = ROOT / "py" / "microgpt"
WEB = ROOT / "web"
BAKED = WEB / "baked"
CURVES = BAKED / "curves.json"
RATES = BAKED / "rates.json"
SCALING = BAKED / "scaling.json"
SCALED = BAKED / "scaled.json"
TEMPLATE = ROOT / "index.html"

DIST = ROOT / "dist"
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"

PYTHON_LOCK = ROOT / "requirements.lock"
SCALE_LOCK = ROOT / "requirements-scale.lock"
BROWSER_LOCK = ROOT / "requirements-browser.lock"
NODE_LOCK = ROOT / "package-lock.json"
