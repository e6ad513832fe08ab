"""The parts of bench.py: what is measured, where it runs, and the table it ends in."""
