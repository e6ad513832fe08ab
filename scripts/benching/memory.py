"""What do 10,000 training steps leave behind, in Pyodide?"""

from benching.chromium import python_in_chromium
from benching.goals import Row, single

STEPS = 10_000


def memory(_: int) -> list[Row]:
    """Live objects and heap at the end, as shares of what they were after a tenth."""
    with python_in_chromium() as pyodide:
        pyodide.run("memory(100)")
        before = pyodide.heap_bytes()
        alive = pyodide.run(f"memory({STEPS})")
        after = pyodide.heap_bytes()
    return [
        single(f"objects after {STEPS:,} training steps", [alive[-1] / alive[0]], "×"),
        single(f"heap after {STEPS:,} training steps", [after / before], "×"),
    ]
