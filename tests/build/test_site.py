"""The whole site: the same bytes twice, whole or not at all, and nobody else's addresses in it."""

import argparse
import json
import re
from pathlib import Path

import build
import pytest
from lib import tree
from lib.cache import kept
from lib.paths import CACHE, ROOT
from website import site


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    CACHE.mkdir(exist_ok=True)
    built = tmp_path_factory.mktemp("one") / "dist"
    site.assemble(built)
    return built


def test_two_builds_give_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    again = tmp_path / "dist"
    site.assemble(again)
    assert tree.tree_hash(again, tree.files(again)) == tree.tree_hash(dist, tree.files(dist))


def test_every_address_the_page_names_is_a_file_of_the_site(dist: Path) -> None:
    html = (dist / "index.html").read_text("utf-8")
    named = re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"#]+)"', html)
    assert named
    for address in named:
        assert (dist / address.split("?")[0]).is_file(), address


def test_the_card_is_a_file_of_the_site_and_has_its_whole_address_where_that_is_known(
    dist: Path, tmp_path: Path
) -> None:
    place = build.folder("https://example.org/deep")
    site.assemble(tmp_path / "dist", place)
    pattern = r'property="og:image" content="(.*?)"'
    (near,) = re.findall(pattern, (dist / "index.html").read_text("utf-8"))
    (whole,) = re.findall(pattern, (tmp_path / "dist" / "index.html").read_text("utf-8"))
    assert (dist / near).is_file()
    assert whole == f"https://example.org/deep/{near}"


@pytest.mark.parametrize(
    "text", ["", "example.org", "/deep/", "https://", "https://a/?b", "ftp://a"]
)
def test_an_address_that_files_cannot_follow_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="whole address"):
        build.folder(text)


def test_the_weights_are_there_once_in_the_wheel(dist: Path) -> None:
    baked = {path.name for path in dist.glob("assets/*/baked/*")}
    assert {name.split(".")[0] for name in baked} == {"curves", "scaling"}


def test_the_card_is_there_and_nothing_that_the_page_fetches(dist: Path) -> None:
    assert len(list(dist.glob("assets/*/card.png"))) == 1
    assert '"url": "assets/' in (html := (dist / "index.html").read_text("utf-8"))
    assert not re.search(r'"url": "[^"]*card\.png"', html)


def test_what_is_kept_is_made_once_and_whole_or_not_at_all(tmp_path: Path) -> None:
    def fail(made: Path) -> None:
        made.write_text("half")
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        kept("name", fail, tmp_path)
    assert list(tmp_path.iterdir()) == []
    for text in ("first", "second"):
        assert (
            kept("name", lambda made, text=text: made.write_text(text), tmp_path).read_text()
            == "first"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["name"]


def test_the_page_and_its_modules_load_nothing_from_another_origin(dist: Path) -> None:
    html = (dist / "index.html").read_text("utf-8")
    assert not re.findall(r'<(?:link|script|img|iframe)\b[^>]*"(?:https?:)?//', html)
    for path in (dist / "assets").rglob("*.*s"):  # .js and .css
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
        addresses = set(re.findall(r"https?://[^\s\"'`)]+", code))
        assert not {a for a in addresses if not a.startswith("http://www.w3.org/")}, path.name


def test_pyodide_finds_every_package_of_its_lock_beside_it(dist: Path) -> None:
    (path,) = dist.glob("pyodide/*/pyodide-lock.json")
    packages = json.loads(path.read_text("utf-8"))["packages"]
    assert set(packages) == {"micropip"}
    for entry in packages.values():
        assert (path.parent / entry["file_name"]).is_file()


def test_compressed_copies_are_kept_only_where_they_save_something(dist: Path) -> None:
    for suffix in (".br", ".gz"):
        copies = list(dist.rglob(f"*{suffix}"))
        assert copies
        for copy in copies:
            assert copy.stat().st_size < copy.with_suffix("").stat().st_size


def test_a_new_site_takes_the_old_one_s_place_whole(tmp_path: Path) -> None:
    new, target, old = tmp_path / "new", tmp_path / "dist", tmp_path / "old"
    for directory, text in ((new, "new"), (target, "old")):
        directory.mkdir()
        (directory / "index.html").write_text(text)
    site.exchange(new, target, old)
    assert (target / "index.html").read_text() == "new"
    assert not new.exists()
    assert not old.exists()


def test_the_locks_name_no_package_registry() -> None:
    for name in ("requirements.lock", "requirements-browser.lock"):
        assert "://" not in (ROOT / name).read_text("utf-8")
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]
