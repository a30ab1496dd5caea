"""The language's worked example, as far as it runs: sizes fill a deal in a loop, other walls take other products, once each."""

import json
from pathlib import Path

from tests.runtime.stories import drain_all
from tests.runtime.triggers.test_a_rooms_size_fills_its_deal import PRODUCTS, lines_of

EXAMPLE = json.loads((Path(__file__).parents[2] / "corpus/definitions/example_turnkey_repair.json").read_text("utf-8"))
LATER = {"service_due", "still_waiting"}
"""Scenarios that wait for a date or for working hours."""


async def test_the_rooms_size_fills_the_deal_product_by_product(api):
    await api.sign_up()
    await api.publish({**EXAMPLE, "scenarios": [one for one in EXAMPLE["scenarios"] if one["key"] not in LATER]})
    for product in PRODUCTS:
        values = {name: value for name, value in product.items() if name != "use"}
        assert (await api.post(api.at("records/product"), json={"values": values})).status_code == 201
    made = await api.post(api.at("records/deal"), json={"values": {"name": "Flat"}, "funnel": "repair", "stage": "measuring"})
    deal = made.json()
    brick = {"Plaster": 33, "Wallpaper": 70, "Work": 66}
    concrete = {"Wallpaper": 70, "Work": 66}
    room = {"length": 5, "width": 6, "height": 3, "walls": "brick"}
    for values, lines in ((room, brick), ({"walls": "concrete"}, concrete), ({"walls": "brick"}, brick)):
        await api.patch(api.at(f"records/deal/{deal['id']}"), json={"values": values})
        await drain_all()
        assert await lines_of(api, deal) == lines
    now = (await api.get(api.at(f"records/deal/{deal['id']}"))).json()["values"]
    assert now["total"] == {"amount": "1493.40", "currency": "AZN"}
    assert {run["status"] for run in (await api.get(api.at("runs"))).json()["items"]} == {"done"}
