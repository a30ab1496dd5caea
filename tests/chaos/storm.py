"""The whole product in a storm: calls come in while its parts are killed, frozen, cut off and replaced.

Afterwards every answered call is one finished run with each effect once, and every call to the shop was repeated under its
first key. `make chaos` is the whole of it; the tests have a short one.
"""

import itertools
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
import psutil
import redis

from axin.platform.embedded.folder import secret_file
from axin.runtime.runs.claims import LEASE_SECONDS
from tests.chaos import inside
from tests.chaos.figures import Figures
from tests.chaos.office import PATIENCE, Office
from tests.chaos.proxy import Wire
from tests.chaos.recoveries import Recoveries
from tests.chaos.shop import Shop
from tests.runtime.stories import action, firm, scenario
from tests.world.product import Product, environment

CALLERS = 4
_PAST_THE_LEASE = LEASE_SECONDS + 2.0
_ONCE_UP_SECONDS = 10.0
_LEFT = "select (select count(*) from run_due) + (select count(*) from outbox) as n"


@dataclass(frozen=True)
class Weather:
    """How many runs, and what happens to the product meanwhile."""

    runs: int
    strikes: dict[str, int]

    def sequence(self, seed: int) -> list[str]:
        """Return every strike in an order of chance."""
        found = list(itertools.chain.from_iterable([name] * count for name, count in self.strikes.items()))
        random.Random(seed).shuffle(found)
        return found


SHORT = Weather(120, {"worker": 3, "postgres": 1, "emptied": 1, "valkey": 1, "web": 1, "scheduler": 1, "frozen": 1, "cut": 1,
                      "deploy": 1})  # fmt: skip
WHOLE = Weather(10_000, {"worker": 200, "postgres": 20, "emptied": 20, "valkey": 5, "web": 10, "scheduler": 5, "frozen": 5,
                         "cut": 5, "deploy": 2})  # fmt: skip


def solution(shop: str, version: int) -> dict[str, Any]:
    """Return the firm's solution; each version writes its number into a task, so that it shows which one a run was done by."""
    return firm(
        scenario(
            "order", {"on": "webhook"},
            action("made", "record.create", entity="contact", values={"name": "=event.data.name"}),
            action("named", "record.update", entity="contact", id="=steps.made.record.id", values={"source": "site"}),
            {"key": "pause", "when": 'event.data.slow = "yes"', "wait": {"for": "2s"}},
            {
                **action("sent", "http.request", method="POST", url=f"http://{shop}/orders", body={"name": "=event.data.name"}),
                "timeout": "2s",
                "on_error": {"retry": {"times": 50, "backoff": "fixed", "first": "1s"}},
            },
            action("told", "task.create", title=f"{{{{ event.data.name }}}} by {version}", record="=steps.made.record.id"),
            run_as="role:owner", concurrency={"per": "record", "policy": "parallel"},
        ),
        scenario(
            "request", {"on": "record.created", "entity": "contact"},
            action("make", "record.create", entity="request", values={"name": "{{ record.name }}", "contact": "=record.id"}),
            run_as="role:owner",
        ),
    )  # fmt: skip


class Storm:
    """A product in its storm."""

    def __init__(self, weather: Weather, seed: int = 1) -> None:
        self.weather = weather
        self.seed = seed
        self.chance = random.Random(seed)
        self.figures = Figures()
        self.version = 1
        self.background: list[threading.Thread] = []
        self.distant: subprocess.Popen[bytes] | None = None

    def run(self) -> Figures:
        """Let it rage, wait until all is done, and count."""
        began = time.monotonic()
        with Shop() as self.shop:
            settings = {"AXIN_ALLOWED_LOCAL_SINKS": self.shop.address, "AXIN_WORKERS": "2", "AXIN_DEFAULT_PLAN": "team"}
            with Product(None, **settings) as self.product, Office(self.product.url) as self.office:
                self.office.publish(solution(self.shop.address, self.version))
                self.hook = self.office.hook("order")
                self._string_wire()
                try:
                    with Recoveries(self.product) as self.recoveries:
                        self._rage()
                        self._calm_down()
                finally:
                    self._end_distant()
                    self.wire.close()
                self._count()
        self.figures.seconds = time.monotonic() - began
        return self.figures

    def _rage(self) -> None:
        sequence = self.weather.sequence(self.seed)
        size = -(-self.weather.runs // len(sequence))
        for begin, strike in zip(range(0, size * len(sequence), size), sequence, strict=True):
            callers = self._burst(range(begin, min(begin + size, self.weather.runs)))
            time.sleep(self.chance.uniform(0.02, 0.4))
            self._strike(strike)
            for caller in callers:
                caller.join(PATIENCE)
                assert not caller.is_alive(), "calls are not answered any more"

    def _burst(self, numbers: range) -> list[threading.Thread]:
        """Call from several sides at once."""
        shares = [numbers[side::CALLERS] for side in range(CALLERS)]
        callers = [threading.Thread(target=self._call, args=(share,), daemon=True) for share in shares]
        for caller in callers:
            caller.start()
        return callers

    def _call(self, numbers: range) -> None:
        with httpx.Client(base_url=self.product.url, timeout=20) as client:
            for number in numbers:
                body = {"name": f"order {number}", "slow": "yes" if number % 10 == 0 else "no"}
                while not _answered(client, self.hook, body, f"order-{number}"):
                    time.sleep(0.1)

    def _strike(self, strike: str) -> None:
        self.figures.strikes[strike] += 1
        if strike in {"worker", "frozen", "cut", "postgres"}:
            self.recoveries.struck()
        match strike:
            case "worker" | "web" | "scheduler":
                for victim in self._one_that_is_up(f"axin {strike}"):
                    victim.send_signal(signal.SIGKILL)
            case "postgres" | "valkey":
                with suppress(psutil.Error, StopIteration):
                    self.product.server("valkey-server" if strike == "valkey" else strike).send_signal(signal.SIGKILL)
            case "emptied":
                self._empty_valkey()
            case "frozen":
                self._beside(self._freeze)
            case "cut":
                self._beside(lambda: self.wire.stall(_PAST_THE_LEASE))
            case "deploy":
                self._deploy()
        self._tend_distant()

    def _one_that_is_up(self, title: str) -> Iterator[psutil.Process]:
        """Yield one of the processes of this title, as soon as there is one."""
        deadline = time.monotonic() + _ONCE_UP_SECONDS
        while time.monotonic() < deadline:
            with suppress(psutil.Error):
                if found := self.product.named(title):
                    yield self.chance.choice(found)
                    return
            time.sleep(0.05)

    def _freeze(self) -> None:
        for victim in self._one_that_is_up("axin worker"):
            with suppress(psutil.Error):
                victim.suspend()
                time.sleep(_PAST_THE_LEASE)
                victim.resume()

    def _beside(self, work: Any) -> None:
        self.background.append(threading.Thread(target=work, daemon=True))
        self.background[-1].start()

    def _empty_valkey(self) -> None:
        with suppress(redis.RedisError), redis.Redis.from_url(self.valkey) as valkey:
            valkey.flushall()

    def _deploy(self) -> None:
        """Publish another version; then end the whole product as an operator does, and start it anew, as another build."""
        self.version += 1
        self.office.publish(solution(self.shop.address, self.version))
        self._end_distant()
        self.wire.close()
        with self.recoveries.down():
            self.product.stop()
            self.product.settings["AXIN_LOG_FORMAT"] = "json" if self.version % 2 else "pretty"
            self.product.start()
        self._string_wire()

    def _string_wire(self) -> None:
        """Start one more worker, whose database is at the other end of a wire."""
        self.wire, self.valkey = Wire(inside.postgres_port(self.product)), inside.valkey_address(self.product)
        self._tend_distant()

    def _tend_distant(self) -> None:
        if self.distant is not None and self.distant.poll() is None:
            return
        settings = {
            "AXIN_DATABASE_URL": inside.address(self.product, self.wire.port),
            "AXIN_REDIS_URL": self.valkey,
            "AXIN_SECRET_KEY": secret_file(self.product.data / "secret.key"),
            "AXIN_ALLOWED_LOCAL_SINKS": self.shop.address,
        }
        self.distant = subprocess.Popen(
            [sys.executable, "-P", "-m", "axin.web.cli", "worker"],
            env=environment(self.product.data, self.product.port, **settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _end_distant(self) -> None:
        if self.distant is not None:
            self.distant.kill()
            self.distant.wait()

    def _calm_down(self) -> None:
        for thread in self.background:
            thread.join(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self._tend_distant()
            with suppress(*inside.AWAY):
                if inside.ask(self.product, _LEFT)[0]["n"] == 0:
                    return
            time.sleep(0.2)

    def _count(self) -> None:
        self.figures.count_effects(self.product, self.office, self.weather.runs)
        self.figures.count_sends(self.shop.keys, self.weather.runs)
        self.figures.recoveries = self.recoveries.seconds


def _answered(client: httpx.Client, hook: str, body: Any, key: str) -> bool:
    try:
        return client.post(hook, json=body, headers={"idempotency-key": key}).status_code == httpx.codes.ACCEPTED
    except httpx.HTTPError:
        return False
