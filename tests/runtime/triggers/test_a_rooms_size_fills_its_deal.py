"""S07, S15: on the demonstration's solution, a room's size fills the deal with what is needed, and the total follows."""

import json
from importlib.resources import files

from tests.runtime.stories import drain_all

DOCUMENT = json.loads(files("axin.builder.gallery").joinpath("turnkey_repair.json").read_text())
PRODUCTS = (
    {"name": "Plaster", "use": "plaster", "price": 7.8, "measure": "wall", "per_metre": 0.5, "pack": 1, "walls": ["brick"]},
    {"name": "Wallpaper", "use": "wallpaper", "price": 12, "measure": "wall", "per_metre": 1, "pack": 5},
    {"name": "Work", "use": "labour", "price": 6, "measure": "wall", "per_metre": 1, "pack": 1},
)


async def lines_of(api, deal):
    found = await api.get(api.at(f"records/deal_line?filter=deal = '{deal['id']}'&expand=product".replace("'", '"')))
    assert found.status_code == 200, found.text
    return {line["expanded"]["product"]["values"]["name"]: line["values"]["quantity"] for line in found.json()["items"]}


async def test_the_size_of_a_room_becomes_lines_and_a_total(api):
    await api.sign_up()
    await api.publish(DOCUMENT)
    for product in PRODUCTS:
        assert (await api.post(api.at("records/product"), json={"values": product})).status_code == 201
    made = await api.post(api.at("records/deal"), json={"values": {"name": "Flat"}, "funnel": "repair", "stage": "measuring"})
    deal = made.json()
    room = {"length": 5, "width": 6, "height": 3, "walls": "brick"}
    changed = await api.patch(api.at(f"records/deal/{deal['id']}"), json={"values": room})
    assert changed.status_code == 200, changed.text
    await drain_all()
    assert await lines_of(api, deal) == {"Plaster": 33, "Wallpaper": 70, "Work": 66}
    now = (await api.get(api.at(f"records/deal/{deal['id']}"))).json()["values"]
    assert now["total"] == {"amount": "1493.40", "currency": "AZN"}

    await api.patch(api.at(f"records/deal/{deal['id']}"), json={"values": {"height": 2.5, "apply_discount": "yes"}})
    await drain_all()
    assert await lines_of(api, deal) == {"Plaster": 28, "Wallpaper": 55, "Work": 55}
    now = (await api.get(api.at(f"records/deal/{deal['id']}"))).json()["values"]
    assert now["total"] == {"amount": "1147.98", "currency": "AZN"}
    listed = await api.get(api.at("records/deal?filter=total = 1147.98"))
    assert [found["id"] for found in listed.json()["items"]] == [deal["id"]]
    assert {run["status"] for run in (await api.get(api.at("runs"))).json()["items"]} == {"done"}
