"""The parts of bake_weights.py: training a step, telling how far it is, the files it ends in."""
