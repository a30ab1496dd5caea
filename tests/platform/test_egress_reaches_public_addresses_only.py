"""Whatever spelling, name, redirect or second answer is tried, a tenant's request never reaches our own network."""

import asyncio
import gzip
import socket

import pytest

from axin.platform.http import client, guard
from axin.platform.http.addresses import is_public
from axin.platform.http.errors import (
    AddressRefusedError,
    AnswerTooLargeError,
    InvalidRequestError,
    NoAnswerError,
    NotConnectedError,
    RequestError,
    TooManyRedirectsError,
)
from axin.platform.kernel.settings import Settings, settings, use

REFUSED = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0",
    "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "0xA9FEA9FE", "2852039166", "169.254.170.2", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::127.0.0.1]",
    "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::10.0.0.1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]", "192.88.99.1",
]  # fmt: skip


@pytest.fixture
async def sink():
    """A local server that answers by path; its requests are kept."""
    seen, open_writers = [], []

    async def serve(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        seen.append(head.decode())
        writer.write(_answer(path, writer.get_extra_info("sockname")[1]))
        if path == "/hang":
            open_writers.append(writer)
        else:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    before = settings()
    yield port, seen
    use(before)
    await client.close()
    for writer in open_writers:
        writer.close()
    server.close()


def _answer(path, port):
    bodies = {
        "/ok": b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nset-cookie: a=b\r\n\r\nhello",
        "/large": b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 3_000_000,
        "/bomb": b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * 50_000_000),
        "/loop": b"HTTP/1.1 302 Found\r\nlocation: /loop\r\ncontent-length: 0\r\n\r\n",
        "/inside": b"HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/latest\r\ncontent-length: 0\r\n\r\n",
        "/file": b"HTTP/1.1 302 Found\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n",
        "/elsewhere": f"HTTP/1.1 302 Found\r\nlocation: http://localhost:{port}/ok\r\ncontent-length: 0\r\n\r\n".encode(),
        "/broken": b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort",
        "/hang": b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n",
    }
    return bodies[path]


def allow(*sinks):
    use(settings().model_copy(update={"allowed_local_sinks": sinks}))


@pytest.fixture(autouse=True)
def known_settings():
    use(Settings())


@pytest.mark.parametrize("host", REFUSED)
async def test_an_inner_address_is_refused_in_every_spelling(host):
    with pytest.raises((AddressRefusedError, NotConnectedError, InvalidRequestError)) as refusal:
        await client.send("GET", f"http://{host}:1/", seconds=5)
    assert host not in str(refusal.value)
    assert refusal.type is not NotConnectedError or not host[0].isdigit()


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.com/", "gopher://x/", "http://", "//x", "http://u:p@example.com/", "x"]
)
async def test_only_plain_web_addresses_are_accepted(url):
    with pytest.raises(RequestError):
        await client.send("GET", url)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address):
    assert is_public(address)


async def test_a_name_that_points_inside_is_refused(sink, monkeypatch):
    port, seen = sink

    async def rebinding(host, port):
        return ["8.8.8.8", "127.0.0.1"]

    monkeypatch.setattr(guard, "_resolve", rebinding)
    with pytest.raises(AddressRefusedError):
        await client.send("GET", f"http://rebind.example:{port}/ok")
    assert not seen


async def test_a_named_sink_is_reached_and_no_other_port(sink):
    port, seen = sink
    allow(f"127.0.0.1:{port}")
    answer = await client.send("POST", f"http://127.0.0.1:{port}/ok", headers={"X-Key": "k"}, body=b"{}")
    assert (answer.status, answer.text) == (200, "hello")
    assert "x-key: k" in seen[0].lower()
    with pytest.raises(AddressRefusedError):
        await client.send("GET", "http://127.0.0.1:1/")


async def test_nothing_is_remembered_between_requests(sink):
    port, seen = sink
    allow(f"127.0.0.1:{port}")
    for _ in range(2):
        await client.send("GET", f"http://127.0.0.1:{port}/ok")
    assert "cookie" not in seen[1].lower()


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/inside", AddressRefusedError),
        ("/file", AddressRefusedError),
        ("/loop", TooManyRedirectsError),
        ("/large", AnswerTooLargeError),
        ("/bomb", AnswerTooLargeError),
        ("/broken", NoAnswerError),
        ("/hang", NoAnswerError),
    ],
)
async def test_a_hostile_answer_ends_in_its_own_error(sink, path, error):
    port, _ = sink
    allow(f"127.0.0.1:{port}")
    with pytest.raises(error) as raised:
        await client.send("GET", f"http://127.0.0.1:{port}{path}", seconds=1 if path == "/hang" else 30)
    assert raised.value.in_doubt is (error is not AddressRefusedError)


async def test_credentials_stay_behind_when_the_host_changes(sink):
    port, seen = sink
    allow(f"127.0.0.1:{port}", f"localhost:{port}")
    await client.send("GET", f"http://127.0.0.1:{port}/elsewhere", headers={"Authorization": "Bearer t", "X-Api-Key": "k"})
    assert "authorization" in seen[0].lower()
    assert "authorization" not in seen[1].lower()
    assert "x-api-key" not in seen[1].lower()


async def test_a_silent_port_is_not_connected_and_worth_a_retry():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        allow(f"127.0.0.1:{port}")
        with pytest.raises(NotConnectedError) as raised:
            await client.send("GET", f"http://127.0.0.1:{port}/")
    assert raised.value.retryable
    assert not raised.value.in_doubt


@pytest.mark.parametrize("headers", [{"X-A": "a\r\nX-B: b"}, {"X A": "b"}, {"X-A": "ə"}])
async def test_a_header_cannot_smuggle_another(sink, headers):
    port, seen = sink
    allow(f"127.0.0.1:{port}")
    with pytest.raises(InvalidRequestError):
        await client.send("GET", f"http://127.0.0.1:{port}/ok", headers=headers)
    assert not seen
