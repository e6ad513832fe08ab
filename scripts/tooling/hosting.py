"""What a static host decides about a file: where it lies, its type, how long it may be kept."""

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

# Written out, because what the operating system's registry says differs from machine to machine.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
# A path with a content hash in it never changes its bytes.
HASHED = re.compile(r"(^|[/-])[0-9a-f]{12,64}/")


def find(directory: Path, prefix: str, path: str) -> Path | None:
    """The file a request path names, or None. Nothing outside the directory is ever found."""
    if not path.startswith(prefix):
        return None
    relative = unquote(path.removeprefix(prefix))
    if "\0" in relative or "\\" in relative:
        return None
    if relative == "" or relative.endswith("/"):
        relative += "index.html"
    try:
        file = (directory / relative).resolve()
        return file if file.is_relative_to(directory) and file.is_file() else None
    except OSError:  # a name longer than the file system allows, for one
        return None


def beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def cache_control(relative: str) -> str:
    """Hashed addresses are kept for good; everything else is asked for again each time."""
    return "public, max-age=31536000, immutable" if HASHED.search(relative) else "no-cache"


def etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def etag_matches(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag (weak marks are of no concern here)."""
    names = (name.strip().removeprefix("W/") for name in header.split(","))
    return any(name in (tag, "*") for name in names)
