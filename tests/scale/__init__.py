"""The training in PyTorch, held against the package. PyTorch runs in programs of its own."""
