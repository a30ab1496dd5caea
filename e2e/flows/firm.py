"""A small firm at work: the demonstration's solution, customers, deals in every stage, tasks, notifications, runs."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from e2e.flows.api import Api
from e2e.flows.solutions import turnkey_repair

PATIENCE_SECONDS = 20
CUSTOMERS = ("Nigar Həsənova", "Rəşad Quliyev", "Алина Мамедова", "Orxan Əliyev")
ROOM = {"length": 5, "width": 6, "height": 3, "walls": "brick"}


@dataclass(frozen=True)
class Firm:
    """The firm's admin, and where what he has prepared is found."""

    admin: Api
    places: dict[str, str]


@contextmanager
def open_firm(url: str) -> Iterator[Firm]:
    """Open a firm whose owner is everybody that scenarios look for."""
    with Api.sign_up(url, email=f"{uuid4().hex[:12]}@example.com", title="Usta Təmir") as admin:
        solution = json.dumps(turnkey_repair())
        for role in ("sales_manager", "senior_manager", "head"):
            solution = solution.replace(f'"among": "role:{role}"', '"among": "role:owner"').replace(
                f'["role:{role}"]', '["role:owner"]'
            )
        admin.publish(json.loads(solution))
        contacts = [admin.call("POST", "records/contact", {"values": customer(name, at)}) for at, name in enumerate(CUSTOMERS)]
        product = {"name": "Parket", "price": {"amount": "24.50", "currency": "AZN"}, "measure": "floor"}
        parquet = admin.call("POST", "records/product", {"values": product})
        for contact, stage in zip(contacts, ("measuring", "offer", "contract", "won"), strict=True):
            deal = {**ROOM, "name": f"Mənzil {contact['number']}", "client": contact["id"], "contract_date": "2026-12-01"}
            made = admin.call("POST", "records/deal", {"values": deal, "funnel": "repair", "stage": stage})
        about = f"records/deal/{made['id']}"
        line = {"deal": made["id"], "product": parquet["id"], "quantity": 3, "price": {"amount": "24.50", "currency": "AZN"}}
        admin.call("POST", "records/deal_line", {"values": line})
        admin.call("POST", f"{about}/comments", {"text": "Ölçü dəqiqləşdirildi."})
        admin.call("POST", f"{about}/activities", {"kind": "meeting", "title": "Obyektdə görüş", "at": "2030-01-01T09:00:00Z"})
        requests = when_there_are(admin, "records/request", len(CUSTOMERS))
        runs = when_there_are(admin, "runs?status=done", len(CUSTOMERS))
        admin.call("POST", "tasks", {"title": "Döşəməni yoxla", "due": "2026-01-01T09:00:00Z"})
        admin.call("POST", "tokens", {"title": "Sayt", "role": "sales_manager"})
        admin.call("POST", "invitations", {"email": "a.colleague@example.com", "role": "sales_manager"})
        places = {"slug": admin.slug, "contact": contacts[0]["id"], "request": requests[0]["id"], "run": runs[0]["id"]}
        places["deal"] = made["id"]
        yield Firm(admin, places)


def customer(name: str, at: int = 0) -> dict[str, object]:
    """Return the values of a contact."""
    return {"name": name, "phone": f"+99450555010{at}", "email": f"c{at}@example.com", "source": "call"}


def when_there_are(api: Api, path: str, most: int) -> list[dict[str, object]]:
    """Return what a list holds as soon as it holds as many."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        found: list[dict[str, object]] = api.call("GET", path)["items"]
        if len(found) >= most or time.monotonic() > deadline:
            assert len(found) >= most, f"{path}: {len(found)} of {most}"
            return found
        time.sleep(0.1)
