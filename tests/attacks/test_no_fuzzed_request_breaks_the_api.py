"""Requests made up from the API's own description, sent to the running product: none is answered by a 500.

`FUZZ_EXAMPLES` says how many of each operation; the nightly run takes many more.
"""

import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.world.product import Product
from tests.world.solutions import sales_house

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))
ENDLESS = "/api/w/{slug}/stream"
LASTING = {("DELETE", "/api/w/{slug}/tokens/{token_id}"), ("POST", "/api/auth/sign-out")}
"""What would end the fuzzing itself."""


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    with Product() as running:
        yield running


@pytest.fixture(scope="module")
def workspace(product: Product) -> dict[str, str]:
    """A workspace with a published solution and a record, and a token of its owner."""
    with httpx.Client(base_url=product.url, timeout=60) as client:
        owner = {"email": "owner@example.az", "password": "a good password", "name": "Owner", "workspace": {"title": "Fuzz"}}
        slug = client.post("/api/auth/sign-up", json=owner).json()["workspace"]["slug"]
        client.headers["x-csrftoken"] = client.cookies["csrftoken"]
        assert client.put(f"/api/w/{slug}/draft", json=sales_house()).is_success
        published = client.post(f"/api/w/{slug}/publish", json={"note": "fuzz"})
        assert published.status_code == 201, published.text
        token = client.post(f"/api/w/{slug}/tokens", json={"title": "fuzz", "role": "owner"}).json()["token"]
    return {"slug": slug, "token": token}


def test_no_operation_of_the_description_breaks(product: Product, workspace: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_url(f"{product.url}/api/openapi.json")
    headers = {"authorization": f"Bearer {workspace['token']}"}
    entity = next(iter(sales_house()["entities"]))["key"]
    broken: list[str] = []
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path == ENDLESS or (operation.method.upper(), operation.path) in LASTING:
            continue
        asked += 1
        broken += _broken(operation, headers, {"slug": workspace["slug"], "entity": entity})
    assert asked > 50
    assert not broken, "\n".join(broken)


def _broken(operation: Any, headers: dict[str, str], known: dict[str, str]) -> list[str]:
    found: list[str] = []

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Any) -> None:
        case.path_parameters = {**case.path_parameters, **{k: v for k, v in known.items() if k in case.path_parameters}}
        answer = case.call(headers=headers, timeout=60)
        if answer.status_code >= 500:
            found.append(f"{case.method} {case.formatted_path}: {answer.status_code}\n{case.as_curl_command()[:1500]}")

    ask()
    return found[:1]
