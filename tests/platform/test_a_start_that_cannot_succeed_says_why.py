"""What keeps `axin up` from starting is one sentence on standard error, and exit code 1."""

import os
import shutil
import socket
import stat
import subprocess
from pathlib import Path

import pytest

from axin.platform.data import migrate
from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import FolderLock
from axin.platform.embedded.ports import free_port
from tests.world.product import new_data_folder, run_up

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes user")


@pytest.fixture
def data():
    folder = new_data_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def refusal(result):
    assert result.returncode == 1, result.stdout
    assert result.stderr.count("\n") == 1, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_taken_port(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refusal(run_up(data, port)) == f"Port {port} is taken; choose another with AXIN_PORT.\n"


@pytest.mark.parametrize("setting", [{"AXIN_PORT": "x"}, {"AXIN_PROT": "1"}, {"AXIN_CONFIG": "/nowhere"}])
def test_a_wrong_setting(data, setting):
    assert "AXIN_" in refusal(run_up(data, free_port(), **setting))


def test_an_unreachable_database(data):
    url = f"postgresql://someone:CANARY@127.0.0.1:{free_port()}/x"
    sentence = refusal(run_up(data, free_port(), AXIN_DATABASE_URL=url, AXIN_REDIS_URL="redis://127.0.0.1:1"))
    assert "cannot be used" in sentence
    assert "CANARY" not in sentence


def test_an_unreachable_valkey(data, database):
    sentence = refusal(run_up(data, free_port(), AXIN_DATABASE_URL=database.dsn, AXIN_REDIS_URL="redis://127.0.0.1:1"))
    assert "127.0.0.1:1" in sentence


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "postgresql://[bad"])
def test_an_address_that_is_none(data, url):
    assert "AXIN_DATABASE_URL" in refusal(run_up(data, free_port(), AXIN_DATABASE_URL=url))


async def test_a_server_that_is_too_old(database, monkeypatch):
    monkeypatch.setattr(migrate, "MINIMUM_VERSION", 990000)
    with pytest.raises(StartError, match=r"version 1\d; Axin needs 99 or later"):
        await migrate.check_server(database.dsn)


def test_a_data_folder_in_use(data):
    lock = FolderLock(data / "axin.lock")
    assert lock.acquire()
    try:
        assert "Another Axin is running" in refusal(run_up(data, free_port()))
    finally:
        lock.release()


def test_a_data_folder_that_is_a_file(data):
    (data / "file").touch()
    assert "cannot be used" in refusal(run_up(data / "file", free_port()))


@AS_ROOT
def test_a_data_folder_that_the_servers_user_cannot_reach(data):
    (data / "closed").mkdir(mode=stat.S_IRWXU)
    assert "cannot be reached by the user nobody" in refusal(run_up(data / "closed" / "in", free_port()))


@AS_ROOT
def test_a_full_disk(data):
    disk = data / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], check=False, capture_output=True).returncode:  # noqa: S607
        pytest.skip("this machine lets nobody mount")
    try:
        assert "No space left on device" in refusal(run_up(disk, free_port()))
        _fill(disk)
        assert "No space left on device" in refusal(run_up(disk / "new", free_port()))
    finally:
        subprocess.run(["umount", "-l", disk], check=False)  # noqa: S607


def _fill(disk: Path) -> None:
    try:
        with (disk / "filler").open("wb") as file:
            while True:
                file.write(b"\0" * 65536)
    except OSError:
        return
