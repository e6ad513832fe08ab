"""The parts of bench.py: a file for each question, and what they share."""
