"""Any static host will do, under any path; nothing is asked of anyone else."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from lib.paths import DIST
from website.server import application

from .conftest import Open

DEEP = "/some/deep/path/"


def test_the_site_works_below_any_path(
    serve: Callable[..., str], arrive: Open, tmp_path: Path
) -> None:
    below = tmp_path / DEEP.strip("/")
    below.parent.mkdir(parents=True)
    below.symlink_to(DIST)
    visit = arrive(serve(application(tmp_path)).removesuffix("/") + DEEP)
    visit.page.goto(visit.address.removesuffix("/"))
    assert visit.page.url == visit.address
    assert len(visit.make(20)) == 20
    assert len(visit.values()) == 6
    paths = [urlsplit(url).path for url in visit.record.requests]
    assert all(path.startswith(DEEP.removesuffix("/")) for path in paths)
    visit.curves.get_by_role("button", name="Show as table").click()
    assert visit.record.strangers() == []


def test_the_page_is_allowed_to_ask_its_own_host_only(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    policy = visit.page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute(
        "content"
    )
    assert "default-src 'none'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "unsafe-inline" not in policy
    outside = [
        link
        for link in visit.page.locator("[src], link[href]").evaluate_all(
            "elements => elements.map((e) => e.src || e.href)"
        )
        if not link.startswith(visit.address)
    ]
    assert outside == []


def test_the_licence_of_the_chart_library_travels_with_it(serve: Callable[..., str]) -> None:
    serve()
    scripts = [path.read_text("utf-8") for path in DIST.glob("assets/*/*.js")]
    assert any("Leon Sorokin" in script and "MIT" in script for script in scripts)
