"""What can become of a file on its way: handlers for the routes of a visit."""

from collections.abc import Callable
from pathlib import Path

from lib.paths import DIST
from playwright.sync_api import Route

Fault = Callable[[Route], None]


def file_of(route: Route) -> Path:
    """The file of the built site that a request asks for."""
    path = route.request.url.split("/", 3)[3]
    return DIST / path.split("?")[0]


def replaced_by(name: str, script: str) -> Fault:
    """A module of ours in the place of one of the site, as long as it, for lengths are checked."""
    (file,) = DIST.glob(f"pyodide/*/{name}")
    body = script.ljust(file.stat().st_size)
    return lambda route: route.fulfill(body=body, content_type="text/javascript")


def missing(route: Route) -> None:
    route.fulfill(status=404, body="Not found.")


def offline(route: Route) -> None:
    route.abort("internetdisconnected")


def cut(route: Route) -> None:
    content = file_of(route).read_bytes()
    route.fulfill(body=content[: len(content) // 2], content_type="application/octet-stream")


def altered(route: Route) -> None:
    """As long as it was, one byte in the middle another one."""
    content = bytearray(file_of(route).read_bytes())
    content[len(content) // 2] ^= 1
    route.fulfill(body=bytes(content), content_type="application/octet-stream")


def a_page_instead(route: Route) -> None:
    """What hosts do that answer every unknown address with the start page."""
    route.fulfill(body="<!doctype html><title>Home</title>", content_type="text/html")
