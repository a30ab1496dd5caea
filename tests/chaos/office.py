"""A workspace of the running product, seen from outside: patient, since parts of it are killed all the time."""

import time

import httpx

PATIENCE = 240


class Office:
    """A workspace, its owner's browser and a program of its own."""

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
        """Publish, however long it takes until somebody answers."""
        self._until(lambda: self.program.put(f"{self.base}/draft", json=document), 200)
        self._until(lambda: self.program.post(f"{self.base}/publish", json={"note": ""}), 201)

    def hook(self, scenario):
        return "/hooks/" + self.get(f"scenarios/{scenario}")["hook"]["url"].rsplit("/hooks/", 1)[1]

    def get(self, path):
        return self._until(lambda: self.program.get(f"{self.base}/{path}"), 200).json()

    def everything(self, path):
        items, after = [], ""
        while True:
            page = self.get(f"{path}?limit=200{after}")
            items += page["items"]
            if page["next"] is None:
                return items
            after = f"&after={page['next']}"

    def _until(self, ask, status):
        """Ask until somebody answers, who is up by then."""
        deadline, last = time.monotonic() + PATIENCE, "no answer"
        while time.monotonic() < deadline:
            try:
                answer = ask()
                if answer.status_code == status:
                    return answer
                last = answer.text
            except httpx.HTTPError as error:
                last = repr(error)
            time.sleep(0.1)
        raise AssertionError(last)
