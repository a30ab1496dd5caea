"""Colleagues: who joins a workspace through an invitation, and who runs the service."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from e2e.flows.api import PASSWORD, Api


@contextmanager
def colleague(admin: Api, role: str, name: str) -> Iterator[Api]:
    """Invite a person into the admin's workspace and let the person accept."""
    email = f"{name.split(maxsplit=1)[0].lower()}.{admin.slug}@example.com"
    invitation = admin.call("POST", "invitations", {"email": email, "role": role})
    with httpx.Client(base_url=admin.client.base_url, timeout=30) as client:
        path = f"/api/invitations/{invitation['link'].rsplit('/', 1)[-1]}/accept"
        answer = client.post(path, json={"name": name, "password": PASSWORD})
        answer.raise_for_status()
        yield Api(client, admin.slug, email, answer.json()["user"]["id"])


def make_operator(email: str, data: Path) -> None:
    """Make a person who has an account an operator, as those who run the service do."""
    command = [str(Path(sys.executable).with_name("axin")), "operator", "create", email]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AXIN_")}
    subprocess.run(command, env={**environment, "AXIN_DATA": str(data)}, check=True)
