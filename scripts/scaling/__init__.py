"""The model of steps 3 to 5 in PyTorch, on as many processes and machines as there are."""

import os

import lib  # noqa: F401  the package as it stands in the checkout

# What PyTorch reads when it is loaded. A process computes with one thread, so that sums come in one
# order: processes are how this uses cores.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # for sums in one order on a GPU
os.environ.setdefault("TORCH_CPP_LOG_LEVEL", "FATAL")  # what fails is said in a sentence
