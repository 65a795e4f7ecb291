"""Files fetched from an address, by a server on this machine, which the portal otherwise keeps away from."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from official.reading import fetching
from official.reading.fetching import NotFetched, fetch, is_public

CONTENT = b"URN,EstablishmentName\r\n" * 20_000


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/moved.csv":
            return self.answer(302, b"", Location="/downloads/edubasealldata20250831.csv")
        if path == "/round":
            return self.answer(302, b"", Location="/round")
        if path == "/inside":
            return self.answer(302, b"", Location=f"http://127.0.0.2:{self.server.server_port}/downloads/x.csv")
        if path == "/file":
            return self.answer(302, b"", Location="file:///etc/passwd")
        if path == "/gone.csv":
            return self.answer(404, b"no")
        if path == "/named":
            return self.answer(200, CONTENT, **{"Content-Disposition": 'attachment; filename="../../links.csv"'})
        if path == "/short.csv":
            return self.answer(200, b"URN", length=1_000)
        if path == "/endless.csv":
            return self.answer(200, CONTENT, length=None)
        return self.answer(200, CONTENT)

    def answer(self, status, content, length=0, **headers):
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length or len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture
def let_in(monkeypatch):
    """This machine's first address passes for a public one; its others, such as 127.0.0.2, do not."""
    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.1")


def refusal(url, tmp_path):
    with pytest.raises(NotFetched) as refused:
        fetch(url, into=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
    return str(refused.value)


@pytest.mark.usefixtures("let_in")
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/downloads/edubasealldata20250831.csv", "edubasealldata20250831.csv"),
        ("/moved.csv", "edubasealldata20250831.csv"),
        ("/named", "links.csv"),
        ("/a%20file%20as%20at%2031%20August%202025.csv?v=1", "a file as at 31 August 2025.csv"),
        ("/a file.csv", "a file.csv"),
        ("", "127.0.0.1"),
    ],
)
def test_file_is_kept_and_its_name_told(server, tmp_path, path, name):
    assert fetch(server + path, into=tmp_path / "kept") == name
    assert (tmp_path / "kept").read_bytes() == CONTENT


@pytest.mark.usefixtures("let_in")
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone.csv", "There is no file at this address (127.0.0.1 answered 404 Not Found)."),
        ("/round", "127.0.0.1 sends from one address to another without an end."),
        ("/short.csv", "127.0.0.1 broke off before the end of the file. Try again later."),
        ("/inside", "127.0.0.2 is an address inside a private network. The portal fetches public ones only."),
        ("/file", "This is no web address. It begins with https://."),
    ],
)
def test_what_cannot_be_fetched_is_told_and_nothing_kept(server, tmp_path, path, message):
    assert refusal(server + path, tmp_path) == message


def test_this_machine_is_not_asked(server, tmp_path):
    assert refusal(f"{server}/x.csv", tmp_path) == (
        "127.0.0.1 is an address inside a private network. The portal fetches public ones only."
    )


def test_name_that_leads_to_this_machine_is_not_asked(server, tmp_path):
    port = server.rpartition(":")[2]

    assert refusal(f"http://localhost:{port}/x.csv", tmp_path) == (
        "localhost is an address inside a private network. The portal fetches public ones only."
    )


def test_name_with_one_address_inside_is_not_asked(monkeypatch, tmp_path):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: both)

    assert refusal("http://two.example/x.csv", tmp_path) == (
        "two.example is an address inside a private network. The portal fetches public ones only."
    )


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.1.2.3", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b::8.8.8.8", True),
    ],
)
def test_only_the_internets_addresses_are_public(number, public):
    assert is_public(number) is public


@pytest.mark.parametrize(
    "url", ["ftp://example.org/x.csv", "file:///etc/passwd", "x.csv", "", "http://", "http://[::1"]
)
def test_what_is_no_web_address_is_refused(tmp_path, url):
    assert refusal(url, tmp_path) == "This is no web address. It begins with https://."


def test_address_with_a_password_in_it_is_refused(tmp_path):
    assert refusal("https://ann:secret@example.org/x.csv", tmp_path) == (
        "Leave the name and password out of the address. Download the file, and upload it here."
    )


@pytest.mark.usefixtures("let_in")
@pytest.mark.parametrize("path", ["/x.csv", "/endless.csv"])
def test_file_that_is_too_large_is_refused_whether_it_says_so_or_not(server, tmp_path, monkeypatch, path):
    monkeypatch.setattr(fetching, "MAX_SIZE", 100_000)

    assert refusal(server + path, tmp_path) == "The file is larger than 0 MB."


@pytest.mark.usefixtures("let_in")
def test_file_that_takes_too_long_is_refused(server, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "IN_ALL", -1)

    assert refusal(f"{server}/x.csv", tmp_path) == (
        "127.0.0.1 takes too long to answer. Try again later, or download the file yourself."
    )


@pytest.mark.usefixtures("let_in")
def test_server_that_does_not_answer_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "WAITING", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert refusal(f"http://127.0.0.1:{silent.getsockname()[1]}/x.csv", tmp_path) == (
            "127.0.0.1 takes too long to answer. Try again later, or download the file yourself."
        )


@pytest.mark.usefixtures("let_in")
def test_server_that_is_not_there_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert refusal(f"http://127.0.0.1:{port}/x.csv", tmp_path) == (
        "127.0.0.1 could not be reached, or broke off. Try again later."
    )


@pytest.mark.usefixtures("let_in")
def test_server_without_a_certificate_is_told(server, tmp_path):
    assert refusal(server.replace("http:", "https:"), tmp_path) == ("127.0.0.1 has no certificate that can be trusted.")
