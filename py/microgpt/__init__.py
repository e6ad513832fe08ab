"""microGPT: a GPT of 4,192 parameters in pure Python, trained one name at a time.

The package is the model, its training and its sampling; it knows nothing of browsers, files of
curves or pages. `microgpt.api` is the way in for programs, `python -m microgpt` for people.
"""

__version__ = "1.0.0"
