"""The toolchain: a virtual environment and npm packages, installed from the lock files.

Python is all that is needed: Node.js comes with the packages of requirements.lock. Both installs
leave a stamp, so that a second run starts no installer and uses no network.
"""

from lib.environment import Environment, digest, stamp_matches, write_stamp
from lib.paths import NODE_LOCK, NODE_MODULES, PYTHON_LOCK, ROOT, VENV
from lib.report import run, say

TOOLS = Environment(VENV, PYTHON_LOCK, ("--require-hashes",))


def enter() -> None:
    """Make the toolchain complete, then continue this very script inside .venv."""
    if not TOOLS.is_entered():
        TOOLS.enter()
    ensure_node_modules()


def ensure_node_modules() -> None:
    """Run `npm ci`, unless node_modules was made from this very package-lock.json."""
    stamp = digest(NODE_LOCK.read_bytes(), (ROOT / "package.json").read_bytes())
    if stamp_matches(NODE_MODULES, stamp):
        return
    from lib.node import NODE, NPM  # needs what .venv holds

    say("Installing npm packages from package-lock.json …")
    run(
        [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        "The npm packages could not be installed: is the network reachable?",
    )
    write_stamp(NODE_MODULES, stamp)
