"""Every reading road of the API's own description is walked with what its reader may not know: nothing of it ever shows.

The roads are read from the description, so that a new one cannot be forgotten.
"""

import itertools

import pytest

from axin.platform.data import json
from axin.platform.kernel.ids import new_id
from axin.runtime.jobs.drain import drain_all
from tests.world.solutions import sales_house

CANARY = "kanareyka"
ENDLESS = "/api/w/{slug}/stream"
QUERIES = (
    {},
    {"entity": "contact"},
    {"entity": "deal", "q": CANARY},
    {"q": CANARY, "limit": "50"},
    {"expand": "client", "count": "true", "sort": "-created_at"},
    {"record": "{record_id}"},
)


def body(answer):
    return json.loads(answer.content)


def told(answer):
    found = body(answer) if answer.content and "json" in answer.headers.get("content-type", "") else answer.text
    if isinstance(found, dict):
        found.pop("request_id", None)
    return answer.status_code, json.dumps(found)


def solution():
    found = sales_house()
    contact, deal, _ = found["entities"]
    contact["fields"] += [{"key": "secret", "type": "text"}, {"key": "paper", "type": "file", "many": True}]
    contact["duplicates"] = {"match": ["secret", "phone"], "on_match": "warn"}
    deal["fields"].append({"key": "contract", "type": "file"})
    for role in found["roles"]:
        for access in role["access"]:
            if access["entity"] == "contact" and role["key"] in {"seller", "clerk"}:
                access["fields"] |= {"secret": "hidden", "paper": "hidden"}
            if access["entity"] == "deal" and role["key"] == "clerk":
                access["fields"] |= {"contract": "hidden"}
    found["views"] = [
        {"key": "poor", "title": CANARY, "entity": "deal", "kind": "table", "columns": ["name"], "filter": "margin > 5"},
    ]
    return found


async def made(client, path, **options):
    answer = await client.post(client.at(path), **options)
    assert answer.is_success, answer.text
    return body(answer)


async def upload(client, name, content=b"\x89PNG kanareyka"):
    return (await made(client, "files", files={"file": (name, content)}))["id"]


@pytest.fixture
async def house(api):
    """A workspace full of what others may not know: each such thing is called by the canary's name."""
    await api.sign_up()
    await api.publish(solution())
    paper, contract = await upload(api, f"{CANARY}.bin"), await upload(api, f"{CANARY}2.bin")
    values = {"name": f"C {CANARY}", "phone": "+994501112233", "secret": CANARY, "paper": [paper]}
    contact = (await made(api, "records/contact", json={"values": values}))["id"]
    values = {"name": f"D {CANARY}", "client": contact, "area": 50, "note": CANARY, "contract": contract}
    deal = (await made(api, "records/deal", json={"values": values, "funnel": "sales"}))["id"]
    comment = (await made(api, f"records/deal/{deal}/comments", json={"text": CANARY}))["id"]
    activity = await made(api, f"records/deal/{deal}/activities", json={"kind": "call", "title": CANARY, "text": CANARY})
    task = (await made(api, "tasks", json={"title": CANARY, "entity": "deal", "record": deal}))["id"]
    view = await made(api, "views", json={"title": CANARY, "entity": "deal", "filter": f'note = "{CANARY}"'})
    export = (await made(api, "exports", json={"entity": "deal", "filter": f'note = "{CANARY}"'}))["id"]
    gone = (await made(api, "records/contact", json={"values": {"name": f"Gone {CANARY}", "secret": CANARY}}))["id"]
    assert (await api.delete(api.at(f"records/contact/{gone}"))).is_success
    await drain_all()
    result = body(await api.get(api.at(f"jobs/{export}")))["result"]
    known = {
        "entity": ["contact", "deal", "line"], "record_id": [deal, contact, gone], "field": ["name", "note", "secret", "client"],
        "key": ["sales"], "file_id": [paper, contract, result["file"]["id"]], "job_id": [export], "view_id": [view["id"]],
        "comment_id": [comment], "activity_id": [activity["id"]], "task_id": [task],
    }  # fmt: skip
    return api, known


async def roads(client):
    """Return the reading roads of a workspace, and the names in each that are to be filled."""
    paths = body(await client.get("/api/openapi.json"))["paths"]
    found = [
        path for path, verbs in sorted(paths.items()) if "get" in verbs and path.startswith("/api/w/{slug}") and path != ENDLESS
    ]
    assert len(found) > 35
    return [(path, [part.partition("}")[0] for part in path.split("{")[1:] if not part.startswith("slug")]) for path in found]


def filled(path, names, known, slug):
    """Yield the road with every combination of what is known; an unknown name stands for a number or an id."""
    for chosen in itertools.product(*(known.get(name, ["1"]) for name in names)):
        place = path.replace("{slug}", slug)
        for name, value in zip(names, chosen, strict=True):
            place = place.replace(f"{{{name}}}", value)
        yield place


async def walked(client, known):
    """Return the roads on which the canary was met, as the reader sees them."""
    met, asked = [], 0
    for path, names in await roads(client):
        for place in filled(path, names, known, client.slug):
            for query in QUERIES if not names or names == ["entity"] else QUERIES[:1]:
                params = {name: value.replace("{record_id}", known["record_id"][0]) for name, value in query.items()}
                answer = await client.get(place, params=params)
                asked += 1
                assert answer.status_code < 500, (place, query, answer.text)
                if CANARY in answer.text.replace(f'"q":"{CANARY}"', ""):
                    met.append((place, query, answer.text[:300]))
    assert asked > 100
    return met


async def test_the_canary_sings_to_its_owner(house):
    owner, known = house
    assert len(await walked(owner, known)) > 30


async def test_a_record_out_of_reach_shows_on_no_road(house):
    owner, known = house
    seller = await owner.member("seller")
    assert await walked(seller, known) == []


async def test_a_hidden_field_shows_on_no_road(house):
    owner, known = house
    deal, contact, _ = known["record_id"]
    for path, values in ((f"records/deal/{deal}", {"name": "D"}), (f"records/contact/{contact}", {"name": "C"})):
        assert (await owner.patch(owner.at(path), json={"values": values})).is_success
    clerk = await owner.member("clerk")
    about = {f"/api/w/{clerk.slug}/records/{entity}/{id_}" for entity in ("deal", "contact") for id_ in (deal, contact)}
    said = [f"/{name}" for name in ("comments", "activities")]  # whoever sees the record reads what is said about it
    met = [one for one in await walked(clerk, known) if not one[0].startswith(tuple(f"{p}{s}" for p in about for s in said))]
    met = [one for one in met if "/history" not in one[0] and "/why/name" not in one[0]]  # the names were seen before
    assert met == []
    for id_ in (deal, contact):
        for road in ("history", "why/note", "why/secret"):
            text = (await clerk.get(clerk.at(f"records/{'deal' if id_ == deal else 'contact'}/{id_}/{road}"))).text
            assert not {f'"{CANARY}"', '"secret"', '"note"', '"paper"', '"contract"', f"{CANARY}.bin"} & set(_pieces(text)), text


def _pieces(text):
    return [f'"{piece}"' for piece in text.split('"')]


async def test_another_workspace_shows_on_no_road(house):
    owner, known = house
    neighbour = await owner.stranger().sign_up(title="Neighbour")
    await neighbour.publish(sales_house())
    assert await walked(neighbour, known) == []


async def test_what_is_not_theirs_answers_like_what_never_was(house):
    owner, known = house
    seller = await owner.member("seller")
    neighbour = await owner.stranger().sign_up(title="Neighbour")
    await neighbour.publish(sales_house())
    never = {name: [str(new_id())] for name in known if name.endswith("_id")}
    for client in (seller, neighbour):
        for path, names in await roads(client):
            ids = [name for name in names if name in never]
            for place in filled(path, names, known, client.slug) if ids else ():
                absent = place
                for name in ids:
                    for value in known[name]:
                        absent = absent.replace(value, never[name][0])
                theirs, nobodys = told(await client.get(place)), told(await client.get(absent))
                assert theirs == nobodys, place
                assert theirs[0] in {404, 422}, place


WRITES = [
    ("PATCH", "records/deal/{record_id}", {"values": {"name": "X"}}),
    ("DELETE", "records/deal/{record_id}", None),
    ("POST", "records/deal/{record_id}/stage", {"funnel": "sales", "stage": "lost"}),
    ("POST", "records/deal/{record_id}/undo", {}),
    ("POST", "records/deal/{record_id}/undo", {"version": 1}),
    ("POST", "records/deal/{record_id}/comments", {"text": "x"}),
    ("PATCH", "records/deal/{record_id}/comments/{comment_id}", {"text": "x"}),
    ("DELETE", "records/deal/{record_id}/comments/{comment_id}", None),
    ("POST", "records/deal/{record_id}/activities", {"kind": "call", "title": "x"}),
    ("PATCH", "records/deal/{record_id}/activities/{activity_id}", {"title": "x"}),
    ("DELETE", "records/deal/{record_id}/activities/{activity_id}", None),
    ("POST", "records/deal/{record_id}/checklist", {"item": "x"}),
    ("POST", "records/deal/merge", {"keep": "{mine}", "others": ["{record_id}"]}),
    ("POST", "records/deal/merge", {"keep": "{record_id}", "others": ["{mine}"]}),
    ("POST", "records/deal/bulk", {"ids": ["{record_id}"], "values": {"name": "X"}, "dry": True}),
    ("POST", "records/deal/bulk", {"filter": 'id = "{record_id}"', "values": {"name": "X"}, "dry": True}),
    ("POST", "records/deal/aggregate", {"measures": ["COUNT()"], "filter": 'id = "{record_id}"'}),
    ("POST", "records/deal", {"values": {"name": "X", "contract": "{file_id}"}}),
    ("POST", "records/deal/batch", {"update": [{"id": "{record_id}", "values": {"name": "X"}}]}),
    ("POST", "trash/restore", {"entity": "contact", "ids": ["{record_id}"]}),
    ("POST", "trash/purge", {"entity": "contact", "ids": ["{record_id}"]}),
    ("POST", "imports/preview", {"file": "{file_id}", "entity": "contact"}),
    ("POST", "imports", {"file": "{file_id}", "entity": "contact", "mapping": {"a": "name"}}),
    ("POST", "formulas/check", {"source": "name", "entity": "deal", "record": "{record_id}"}),
    ("POST", "jobs/{job_id}/cancel", {}),
    ("POST", "jobs/{job_id}/undo", {}),
    ("DELETE", "jobs/{job_id}", None),
    ("DELETE", "files/{file_id}", None),
    ("PATCH", "views/{view_id}", {"title": "x"}),
    ("DELETE", "views/{view_id}", None),
    ("PUT", "views/preferred", {"entity": "deal", "view": "{view_id}"}),
    ("PATCH", "tasks/{task_id}", {"done": True}),
    ("POST", "tasks", {"title": "x", "entity": "deal", "record": "{record_id}"}),
]


async def test_nothing_is_done_to_what_is_not_theirs_nor_said_of_it(house):
    owner, known = house
    seller = await owner.member("seller")
    mine = (await made(seller, "records/deal", json={"values": {"name": "Mine"}}))["id"]
    neighbour = await owner.stranger().sign_up(title="Neighbour")
    await neighbour.publish(sales_house())
    theirs = (await made(neighbour, "records/deal", json={"values": {"name": "Mine"}}))["id"]
    before = await _all_of(owner)
    for client, own in ((seller, mine), (neighbour, theirs)):
        for method, path, sent in WRITES:
            ids = {name: values[-1 if "trash" in path else 0] for name, values in known.items() if name.endswith("_id")}
            there = await _done(client, method, path, sent, ids | {"mine": own})
            nowhere = await _done(client, method, path, sent, {name: str(new_id()) for name in ids} | {"mine": own})
            assert there == nowhere, (method, path, sent)
            assert CANARY.encode() not in there[1]
    assert await _all_of(owner) == before


async def _all_of(owner):
    found = [body(await owner.get(owner.at(f"records/{entity}")))["items"] for entity in ("deal", "contact")]
    return [item for items in found for item in items if CANARY in item["values"]["name"]]


async def _done(client, method, path, sent, ids):
    """Do it, and return the answer with the ids and what is new each time left out."""
    place, text = path, json.dumps_text(sent)
    for name, value in ids.items():
        place, text = (part.replace(f"{{{name}}}", value) for part in (place, text))
    answer = await client.request(method, client.at(place), **({} if sent is None else {"json": json.loads(text)}))
    assert answer.status_code < 500, (place, answer.text)
    status, found = told(answer)
    for value in ids.values():
        found = found.replace(value.encode(), b"~")
    return status, found
