"""`axin up` starts everything, keeps it running whatever dies, and leaves nothing behind when it ends."""

import asyncio
import os
import signal

import httpx
import psutil
import pytest
from pydantic import SecretStr

from axin.platform.jobs.queue import QUEUE
from axin.platform.jobs.valkey import client, close
from axin.platform.jobs.wake import wake
from axin.platform.kernel.settings import settings, use
from tests.world.product import Product, _title

pytestmark = pytest.mark.timeout(600)
PARTS = ["axin web", "axin worker", "axin scheduler", "axin billing-double"]


@pytest.fixture(scope="module")
def product():
    with Product() as running:
        yield running


def test_it_answers_and_shows_its_parts(product):
    assert product.is_ready()
    assert product.url in product.output.read_text()
    for part in PARTS:
        assert [_title(process) for process in product.named(part)] == [part]


def test_only_the_worker_says_worker(product):
    # Postgres' own short-lived "autovacuum worker" cannot be given another name.
    titles = [title for title in map(_title, product.processes()) if "worker" in title and "autovacuum" not in title]
    assert titles == ["axin worker"]


def test_figures_and_health_are_there(product):
    assert httpx.get(f"{product.url}/health/live").status_code == 200
    assert "axin_http_requests" in httpx.get(f"{product.url}/metrics").text


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_dies_is_back(product, part):
    (victim,) = product.named(part)
    victim.send_signal(signal.SIGKILL)
    product.wait(lambda: [found.pid for found in product.named(part)] not in ([], [victim.pid]), f"{part} back")
    product.wait(product.is_ready, "ready again")


@pytest.mark.parametrize("name", ["postgres", "valkey-server"])
def test_a_server_that_dies_is_back(product, name):
    victim = product.server(name)
    victim.send_signal(signal.SIGKILL)
    product.wait(lambda: _pid_of(product, name) not in {None, victim.pid}, f"{name} back")
    product.wait(product.is_ready, "ready again")


async def test_wake_ups_reach_the_worker_after_all_this(product):
    port = next(found.laddr.port for found in product.server("valkey-server").net_connections() if found.status == "LISTEN")
    password = (product.data / "valkey.password").read_text()
    before = settings()
    use(before.model_copy(update={"redis_url": SecretStr(f"redis://:{password}@127.0.0.1:{port}/0")}))
    try:
        await wake()
        valkey = client()
        async with asyncio.timeout(20):
            while await valkey.llen(f"rq:queue:{QUEUE}"):  # noqa: ASYNC110 - another process takes it
                await asyncio.sleep(0.05)
    finally:
        await close()
        use(before)


def test_a_valkey_that_cannot_read_its_file_begins_anew(product):
    victim = product.server("valkey-server")
    (file,) = (product.data / "valkey" / "appendonlydir").glob("*.manifest")
    file.write_text("not a manifest")
    victim.send_signal(signal.SIGKILL)
    product.wait(lambda: _pid_of(product, "valkey-server") not in {None, victim.pid}, "back")
    product.wait(product.is_ready, "ready again")


def _pid_of(product, name):
    """The server's process number; None while it is away, or dies as we look."""
    try:
        return product.server(name).pid
    except (StopIteration, psutil.Error):
        return None


def test_secrets_are_nobody_elses(product):
    for name in ("postgres.password", "valkey.password", "secret.key"):
        assert (product.data / name).stat().st_mode & 0o777 == 0o600
    password = (product.data / "postgres.password").read_text()
    assert not any(password in _title(process) for process in product.processes())


def test_ctrl_c_ends_all_and_the_next_start_finds_its_data():
    with Product() as product:
        children = product.processes()
        assert product.stop() == 0
        assert "Stopped." in product.output.read_text()
        assert not psutil.wait_procs(children, timeout=10)[1]
        before = (product.data / "secret.key").read_text()
        product.start()
        assert (product.data / "secret.key").read_text() == before
        assert product.is_ready(), product.output.read_text()


@pytest.mark.parametrize("whom", ["the supervisor", "everyone"])
def test_after_kill_9_nothing_stays_and_the_next_start_recovers(whom):
    with Product() as product:
        children = product.processes()
        os.kill(product.process.pid, signal.SIGKILL)
        product.process.wait()
        product.process = None
        for process in children if whom == "everyone" else []:
            if process.is_running():
                process.send_signal(signal.SIGKILL)
        if whom == "the supervisor":
            assert not psutil.wait_procs(children, timeout=30)[1]
        product.start()
        assert product.is_ready(), product.output.read_text()


def test_two_live_side_by_side():
    with Product() as one, Product() as other:
        assert one.is_ready()
        assert other.is_ready()
        assert one.port != other.port
