"""The parts of bake_weights.py: training a step, and the files it ends in."""

import lib as lib  # makes the package of the checkout importable
