"""The site is served as by a good static host, and to this machine only."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import serve
from benching.line import Line
from lib import report
from website.server import application, make_server, serving

HASHED = "assets/0123456789abcdef"
POLICY = "default-src 'none'"
PAGE = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}">hello'
Answer = tuple[int, http.client.HTTPMessage, bytes]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / HASHED).mkdir(parents=True)
    (site / "index.html").write_text(PAGE)
    (site / "microgpt-1.0.0-py3-none-any.whl").write_bytes(b"wheel")
    script = site / HASHED / "main.js"
    script.write_bytes(b"plain script")
    script.with_name("main.js.br").write_bytes(b"br")
    script.with_name("main.js.gz").write_bytes(b"gzipped")
    (site / HASHED / "x.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_text("secret")
    return site


@pytest.fixture
def address(directory: Path) -> Iterator[str]:
    with serving(application(directory)) as address:
        yield address


def ask(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    with closing(connection):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def test_a_directory_answers_with_its_index(address: str) -> None:
    status, headers, body = ask(address, "/?any=query")
    assert (status, body.decode()) == (200, PAGE)
    assert headers["Content-Type"] == 'text/html; charset="utf-8"'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"/{HASHED}/main.js", 'text/javascript; charset="utf-8"'),
        (f"/{HASHED}/x.wasm", "application/wasm"),
    ],
)
def test_types_are_right_whatever_the_machine_believes(
    address: str, path: str, expected: str
) -> None:
    assert ask(address, path)[1]["Content-Type"] == expected


@pytest.mark.parametrize(
    ("accepts", "encoding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", b"br"),
        ("gzip", "gzip", b"gzipped"),
        ("identity", None, b"plain script"),
        ("", None, b"plain script"),
    ],
)
def test_the_smallest_stored_encoding_the_client_takes_is_sent(
    address: str, accepts: str, encoding: str | None, body: bytes
) -> None:
    _, headers, got = ask(address, f"/{HASHED}/main.js", Accept_Encoding=accepts)
    assert headers["Content-Encoding"] == encoding
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(body))
    assert got == body


def test_a_known_tag_is_answered_without_a_body(address: str) -> None:
    tag = ask(address, "/")[1]["ETag"]
    status, headers, body = ask(address, "/", If_None_Match=tag)
    assert (status, headers["ETag"], body) == (304, tag, b"")
    assert ask(address, "/", If_None_Match='"other"')[0] == 200


def test_only_hashed_addresses_are_kept_for_good(address: str) -> None:
    assert "immutable" in ask(address, f"/{HASHED}/main.js")[1]["Cache-Control"]
    assert ask(address, "/")[1]["Cache-Control"] == "no-cache"
    assert ask(address, "/microgpt-1.0.0-py3-none-any.whl")[1]["Cache-Control"] == "no-cache"


def test_any_origin_may_read_so_that_micropip_can_install_the_wheel(address: str) -> None:
    for path in ("/", "/missing"):
        assert ask(address, path)[1]["Access-Control-Allow-Origin"] == "*"


def test_every_file_comes_with_the_page_s_policy_and_the_order_not_to_guess_types(
    address: str,
) -> None:
    for path in ("/", f"/{HASHED}/main.js"):
        headers = ask(address, path)[1]
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_new_build_is_served_at_once(address: str, directory: Path) -> None:
    assert ask(address, "/new.json")[0] == 404
    (directory / "new.json").write_text("{}")
    assert ask(address, "/new.json")[2] == b"{}"


@pytest.mark.parametrize(
    "path",
    [
        "/missing",
        "/assets",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/index.html%00.js",
        "/" + "x" * 5000,
    ],
)
def test_nothing_outside_the_site_is_found(address: str, path: str) -> None:
    status, _, body = ask(address, path)
    assert (status, body) == (404, b"Not found.\n")


def test_a_head_request_gets_the_headers_alone(address: str) -> None:
    status, headers, body = ask(address, "/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(PAGE)), b"")


def test_only_this_machine_is_served(directory: Path) -> None:
    with closing(make_server(application(directory))) as server:
        assert server.effective_host == "127.0.0.1"


def test_a_line_counts_what_it_carries_and_is_shared_by_all(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(application(directory))
    with serving(line) as address:
        ask(address, f"/{HASHED}/main.js", Accept_Encoding="gzip")
        assert ask(address, "/")[2].decode() == PAGE
    assert line.body_bytes == len(b"gzipped") + len(PAGE)

    waits: list[float] = []
    monkeypatch.setattr("benching.line.time.monotonic", lambda: 100.0)
    monkeypatch.setattr("benching.line.time.sleep", waits.append)
    slow = Line(application(directory), bits_per_second=8000, latency_seconds=0.04)
    slow.carry(1000)
    slow.carry(500)
    environ = {"PATH_INFO": "/missing", "REQUEST_METHOD": "GET"}
    assert list(slow(environ, lambda *_: None)) == [b"Not found.\n"]
    assert waits == pytest.approx([1.0, 1.5, 0.04, 1.511])


def test_a_taken_port_gives_way_to_a_free_one_and_says_so(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = application(directory)
    with closing(make_server(app)) as first:
        taken = int(first.effective_port)
        with closing(serve.bind(app, taken)) as second:
            free = second.effective_port
            assert free != taken
    said = capsys.readouterr().out
    assert said.startswith(f"Port {taken}: ")
    assert f"Taking {free} instead." in said


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000.0", ""])
def test_a_bad_port_is_refused_in_one_sentence(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["serve.py", f"--port={port}"])
    with pytest.raises(report.Problem, match="takes a number from 1 to 65535") as caught:
        serve.parse_port()
    assert caught.value.exit_code == 2
