"""How far a bake is: a bar for each step on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys

from microgpt.steps import get_step

WIDTH = 24


class Progress:
    """Draws on stderr; `update` is told the training steps done and the recent loss."""

    def __init__(self, numbers: list[int], num_steps: int) -> None:
        self.num_steps = num_steps
        self.lines = {number: self._title(number) + "  waiting" for number in sorted(numbers)}
        self.quarters: dict[int, int] = {}
        self.terminal = sys.stderr.isatty()
        if self.terminal:
            print("\n".join(self.lines.values()), file=sys.stderr)

    def update(self, number: int, done: int, loss: float, seconds: float) -> None:
        """Show that a step has done so many training steps in so many seconds."""
        rest = seconds / done * (self.num_steps - done)
        state = f"loss {loss:.4f}"
        state += f"  {rest:3.0f} s left" if rest else f"  {done / max(seconds, 1e-9):,.0f} steps/s"
        if self.terminal:
            filled = WIDTH * done // self.num_steps
            bar = "█" * filled + "░" * (WIDTH - filled)
            self.lines[number] = f"{self._title(number)}  {bar}  {state}"
            sys.stderr.write(f"\x1b[{len(self.lines)}A")
            sys.stderr.write("".join(f"\x1b[2K{line}\n" for line in self.lines.values()))
        elif (quarter := 4 * done // self.num_steps) > self.quarters.get(number, 0):
            self.quarters[number] = quarter
            print(f"{self._title(number)}  {done}/{self.num_steps}  {state}", file=sys.stderr)
        sys.stderr.flush()

    def _title(self, number: int) -> str:
        return f"Step {number} {get_step(number).title:<16}"
