"""Web, worker, scheduler, Valkey and Postgres are killed in the middle of calls, and Valkey is emptied: every answered call
becomes one finished run with one record. `CHAOS_RUNS=1000` is the whole of it; the short form is for every day.
"""

import itertools
import os
import random
import signal
import threading
import time
from collections import Counter

import httpx
import psutil
import pytest
import redis

from tests.runtime.stories import action, firm, scenario
from tests.world.product import Product

pytestmark = pytest.mark.timeout(900)
RUNS = int(os.environ.get("CHAOS_RUNS", "120"))
PATIENCE = 240
VICTIMS = ("axin web", "axin worker", "postgres", "axin scheduler", "valkey-server", "emptied")
ORDER = scenario(
    "order", {"on": "webhook"},
    action("made", "record.create", entity="contact", values={"name": "=event.data.name"}),
    action("named", "record.update", entity="contact", id="=steps.made.record.id", values={"source": "site"}),
    action("told", "task.create", title="=event.data.name", record="=steps.made.record.id"),
    run_as="role:owner",
)  # fmt: skip


class Office:
    """A workspace of the running product, seen from outside."""

    def __init__(self, url: str) -> None:
        self.browser = httpx.Client(base_url=url, timeout=20)
        body = {"email": "owner@example.az", "password": "a good password", "name": "Owner", "workspace": {"title": "Office"}}
        self.base = f"/api/w/{self._post('/api/auth/sign-up', body)['workspace']['slug']}"
        token = self._post(f"{self.base}/tokens", {"title": "Program", "role": "admin"})["token"]
        self.program = httpx.Client(base_url=url, timeout=20, headers={"authorization": f"Bearer {token}"})

    def __enter__(self):
        return self

    def __exit__(self, *error: object) -> None:
        self.browser.close()
        self.program.close()

    def _post(self, path, body):
        headers = {"x-csrftoken": self.browser.cookies.get("csrftoken", "")}
        answer = self.browser.post(path, json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def publish(self, document):
        assert self.program.put(f"{self.base}/draft", json=document).status_code == 200
        answer = self.program.post(f"{self.base}/publish", json={"note": ""})
        assert answer.status_code == 201, answer.text
        return "/hooks/" + self.get("scenarios/order")["hook"]["url"].rsplit("/hooks/", 1)[1]

    def get(self, path):
        """Read, however long it takes until somebody answers."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self.program.get(f"{self.base}/{path}")
                if answer.status_code == 200:
                    return answer.json()
            except httpx.HTTPError:
                pass
            assert time.monotonic() < deadline, f"no answer at {path}"
            time.sleep(0.1)

    def everything(self, path):
        items, after = [], ""
        while True:
            page = self.get(f"{path}?limit=200{after}")
            items += page["items"]
            if page["next"] is None:
                return items
            after = f"&after={page['next']}"


def call_until_answered(url, hook, numbers):
    with httpx.Client(base_url=url, timeout=20) as client:
        for number in numbers:
            while True:
                try:
                    answer = client.post(hook, json={"name": f"order {number}"}, headers={"idempotency-key": f"order-{number}"})
                    if answer.status_code == 202:
                        break
                except httpx.HTTPError:
                    pass
                time.sleep(0.1)


def strike(product, victim):
    try:
        if victim == "emptied":
            port = next(c.laddr.port for c in product.server("valkey-server").net_connections() if c.status == "LISTEN")
            password = (product.data / "valkey.password").read_text().strip()
            with redis.Redis(host="127.0.0.1", port=port, password=password) as valkey:
                valkey.flushall()
        elif victim.startswith("axin"):
            random.choice(product.named(victim)).send_signal(signal.SIGKILL)
        else:
            product.server(victim).send_signal(signal.SIGKILL)
    except (psutil.Error, StopIteration, IndexError, redis.RedisError):
        pass  # it is down already


def burst(url, hook, numbers):
    """Call from four sides at once."""
    shares = [numbers[side::4] for side in range(4)]
    callers = [threading.Thread(target=call_until_answered, args=(url, hook, share), daemon=True) for share in shares]
    for caller in callers:
        caller.start()
    return callers


def test_no_run_is_lost_and_no_effect_doubled():
    with Product() as product, Office(product.url) as office:
        hook = office.publish(firm(ORDER))
        size = -(-RUNS // max(len(VICTIMS), RUNS // 60))
        strikes = zip(range(0, RUNS, size), itertools.cycle(VICTIMS), strict=False)
        for begin, victim in strikes:
            callers = burst(product.url, hook, list(range(begin, min(begin + size, RUNS))))
            time.sleep(random.uniform(0.02, 0.25))
            strike(product, victim)
            for caller in callers:
                caller.join(PATIENCE)
                assert not caller.is_alive()
        wait_until_done(office)
        expected = Counter(f"order {number}" for number in range(RUNS))
        assert Counter(record["values"]["name"] for record in office.everything("records/contact")) == expected
        assert Counter(task["title"] for task in office.everything("tasks")) == expected


def wait_until_done(office):
    deadline = time.monotonic() + PATIENCE
    while (counts := office.get("scenarios/order")["counts"])["done"] < RUNS:
        assert counts["failed"] == counts["cancelled"] == 0, counts
        assert time.monotonic() < deadline, counts
        time.sleep(0.2)
    assert sum(counts.values()) == RUNS
