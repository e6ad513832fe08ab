"""The server behaves as a good static host does."""

import gzip
import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import serve
from tooling import report
from tooling.link import Link
from tooling.server import SiteServer, make_server

HASHED = "assets/0123456789abcdef"
Answer = tuple[int, http.client.HTTPMessage, bytes]


@contextmanager
def running(directory: Path, prefix: str = "/") -> Iterator[SiteServer]:
    with make_server(directory, prefix=prefix) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / HASHED).mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html>hello")
    (site / "microgpt-1.0.0-py3-none-any.whl").write_bytes(b"wheel")
    script = site / HASHED / "main.js"
    script.write_bytes(b"plain")
    script.with_name("main.js.br").write_bytes(b"brotli")
    script.with_name("main.js.gz").write_bytes(gzip.compress(b"plain"))
    (site / HASHED / "x.wasm").write_bytes(b"\0asm")
    (tmp_path / "secret.txt").write_text("secret")
    return site


@pytest.fixture
def server(directory: Path) -> Iterator[SiteServer]:
    with running(directory) as server:
        yield server


def ask(server: SiteServer, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    with closing(connection):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def test_a_directory_answers_with_its_index(server: SiteServer) -> None:
    status, headers, body = ask(server, "/?any=query")
    assert (status, body) == (200, b"<!doctype html>hello")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"/{HASHED}/main.js", "text/javascript; charset=utf-8"),
        (f"/{HASHED}/x.wasm", "application/wasm"),
        ("/microgpt-1.0.0-py3-none-any.whl", "application/zip"),
    ],
)
def test_types_are_right_whatever_the_machine_believes(
    server: SiteServer, path: str, expected: str
) -> None:
    assert ask(server, path)[1]["Content-Type"] == expected


@pytest.mark.parametrize(
    ("accepts", "encoding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", b"brotli"),
        ("gzip", "gzip", gzip.compress(b"plain")),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.compress(b"plain")),
        ("*", "br", b"brotli"),
        ("identity", None, b"plain"),
        ("br;q=nonsense", None, b"plain"),
        ("", None, b"plain"),
    ],
)
def test_the_best_stored_encoding_the_client_takes_is_sent(
    server: SiteServer, accepts: str, encoding: str | None, body: bytes
) -> None:
    _, headers, got = ask(server, f"/{HASHED}/main.js", Accept_Encoding=accepts)
    assert headers["Content-Encoding"] == encoding
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(body))
    assert got[8:] == body[8:]  # a gzip header holds a date


def test_a_known_tag_is_answered_without_a_body(server: SiteServer) -> None:
    tag = ask(server, "/")[1]["ETag"]
    status, headers, body = ask(server, "/", If_None_Match=f'"other", W/{tag}')
    assert (status, headers["ETag"], body) == (304, tag, b"")
    assert ask(server, "/", If_None_Match='"other"')[0] == 200


def test_encodings_of_one_file_have_different_tags(server: SiteServer) -> None:
    tags = {
        ask(server, f"/{HASHED}/main.js", Accept_Encoding=accepts)[1]["ETag"]
        for accepts in ("br", "gzip", "identity")
    }
    assert len(tags) == 3


def test_only_hashed_addresses_are_kept_for_good(server: SiteServer) -> None:
    assert "immutable" in ask(server, f"/{HASHED}/main.js")[1]["Cache-Control"]
    assert ask(server, "/")[1]["Cache-Control"] == "no-cache"
    assert ask(server, "/microgpt-1.0.0-py3-none-any.whl")[1]["Cache-Control"] == "no-cache"


def test_any_origin_may_read_so_that_micropip_can_install_the_wheel(server: SiteServer) -> None:
    for path in ("/", "/missing"):
        assert ask(server, path)[1]["Access-Control-Allow-Origin"] == "*"


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
def test_nothing_outside_the_site_is_found(server: SiteServer, path: str) -> None:
    status, _, body = ask(server, path)
    assert (status, body) == (404, b"Not found.\n")


def test_a_head_request_gets_the_headers_alone(server: SiteServer) -> None:
    status, headers, body = ask(server, "/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "20", b"")


def test_a_connection_serves_many_requests(server: SiteServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    with closing(connection):
        sockets = set()
        for path in ("/", "/missing", "/"):
            connection.request("GET", path)
            connection.getresponse().read()
            sockets.add(connection.sock)
        assert len(sockets) == 1
        assert None not in sockets


def test_the_site_can_lie_under_a_prefix(directory: Path) -> None:
    with running(directory, "/a/b") as server:
        assert server.url.endswith("/a/b/")
        assert ask(server, "/a/b/")[0] == 200
        assert ask(server, f"/a/b/{HASHED}/main.js")[2] == b"plain"
        assert ask(server, "/")[0] == 404
        status, headers, _ = ask(server, "/a/b")
        assert (status, headers["Location"]) == (301, "/a/b/")


def test_a_slow_link_is_shared_by_all_who_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tooling.link.time.monotonic", lambda: 100.0)
    monkeypatch.setattr("tooling.link.time.sleep", waits.append)
    link = Link(bits_per_second=8000, latency_seconds=0.04)
    link.wait_for_request()
    link.wait_for_bytes(1000)
    link.wait_for_bytes(500)
    assert waits == pytest.approx([0.04, 1.0, 1.5])


def test_a_taken_port_gives_way_to_a_free_one_and_says_so(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with make_server(directory) as first:
        taken = first.server_address[1]
        with serve.bind(taken) as second:
            assert second.server_address[1] != taken
    said = capsys.readouterr().out
    assert said.startswith(f"Port {taken}: ")
    assert f"Taking {second.server_address[1]} instead." in said


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000.0", ""])
def test_a_bad_port_is_refused_in_one_sentence(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["serve.py", f"--port={port}"])
    with pytest.raises(report.Problem, match="takes a number from 1 to 65535") as caught:
        serve.parse_port()
    assert caught.value.exit_code == 2
