"""What a journey prepares without the browser: a workspace, a solution, people, records, through the public API."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Page

PASSWORD = "a long enough password"


class Api:
    """One person's session in one workspace."""

    def __init__(self, client: httpx.Client, slug: str, email: str, person: str) -> None:
        self.client = client
        self.slug = slug
        self.email = email
        self.person = person

    @classmethod
    @contextmanager
    def sign_up(cls, url: str, email: str, title: str = "Test firm") -> Iterator["Api"]:
        """Sign up a new person with a new workspace."""
        with httpx.Client(base_url=url, timeout=30) as client:
            body = {"email": email, "password": PASSWORD, "name": "Test Admin", "workspace": {"title": title}}
            answer = client.post("/api/auth/sign-up", json=body)
            answer.raise_for_status()
            found = answer.json()
            yield cls(client, found["workspace"]["slug"], email, found["user"]["id"])

    def call(self, method: str, path: str, body: object = None, expected: int | None = None) -> Any:
        """Call a path inside the workspace and return the answer's JSON."""
        headers = {"x-csrftoken": self.client.cookies.get("csrftoken") or ""}
        answer = self.client.request(method, f"/api/w/{self.slug}/{path}", json=body, headers=headers)
        if expected is None:
            assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        else:
            assert answer.status_code == expected, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def publish(self, document: dict[str, Any]) -> None:
        """Save a solution as the draft and publish it."""
        self.call("PUT", "draft", document)
        self.call("POST", "publish", {"note": "journey"})

    def enter(self, page: Page) -> None:
        """Bring the session into the browser."""
        url = str(self.client.base_url)
        page.context.add_cookies([{"name": one.name, "value": one.value or "", "url": url} for one in self.client.cookies.jar])
