"""What does a training step of step 5 cost, on CPython and in Pyodide?"""

from benching.chromium import python_in_chromium
from benching.goals import Row, faster, share
from benching.native import native


def train(rounds: int) -> list[Row]:
    """The row engine against the plain one of the tests, the value engine, its bare arithmetic."""
    rows = []
    with python_in_chromium() as pyodide:
        for where, run in (("CPython", native), ("Pyodide", pyodide.run)):
            what = f"training step, {where}"
            rows += [
                faster(what, run(f"training({rounds})")),
                faster(f"{what}, value engine", run(f"training({rounds}, 'row', 'value')")),
                # The narrowest goal, and the shortest rounds: so as many more of them.
                share(f"{what}, bare arithmetic", run(f"training({4 * rounds}, 'row', 'bare')")),
            ]
    return rows
