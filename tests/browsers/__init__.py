"""The core of the page in other engines than Chromium's; `scripts/test.py --all` runs it.

Both browsers are driven by the same commands, those of W3C WebDriver, over the wire each has.
"""
