"""A sum of money says in which currency it is; amounts of two currencies have no sum."""

import pytest

HOUSE = {
    "axin": 1,
    "key": "prices",
    "title": "Prices",
    "settings": {"locale": "az", "timezone": "Asia/Baku", "currency": "AZN"},
    "entities": [
        {
            "key": "offer",
            "title": "Offer",
            "display": "name",
            "fields": [
                {"key": "name", "type": "text"},
                {"key": "price", "type": "money"},
                {"key": "dollars", "type": "money", "currency": "USD"},
                {"key": "twice", "type": "formula", "formula": "price * 2", "result": "money"},
            ],
        }
    ],
}


@pytest.fixture
async def shop(api):
    await api.sign_up()
    await api.publish(HOUSE)
    for name, amount, currency, dollars in (("a", "1.50", "AZN", 2), ("a", "2.00", "AZN", 3), ("b", "5.00", "EUR", None)):
        values = {"name": name, "price": {"amount": amount, "currency": currency}, "dollars": dollars}
        answer = await api.post(api.at("records/offer"), json={"values": values})
        assert answer.status_code == 201, answer.text
    return api


async def groups(api, **ask):
    answer = await api.post(api.at("records/offer/aggregate"), json=ask)
    assert answer.status_code == 200, answer.text
    return answer.json()["groups"]


async def test_a_sum_is_in_the_currency_of_what_was_added(shop):
    found = await groups(shop, group_by=["name"], measures={"sum": "SUM(price)", "most": "MAX(twice)", "other": "SUM(dollars)"})
    assert [group["values"] for group in found] == [
        {
            "sum": {"amount": "3.50", "currency": "AZN"},
            "most": {"amount": "4.00", "currency": "AZN"},
            "other": {"amount": "5.00", "currency": "USD"},
        },
        {
            "sum": {"amount": "5.00", "currency": "EUR"},
            "most": {"amount": "10.00", "currency": "EUR"},
            "other": {"amount": "0.00", "currency": "AZN"},
        },
    ]


async def test_two_currencies_have_no_sum_but_a_count_and_a_condition_parts_them(shop):
    ask = {
        "all": "SUM(price)",
        "most": "MAX(price)",
        "n": "COUNT(price)",
        "a": 'SUM(price, name = "a")',
        "none": "SUM(price, name = BLANK)",
    }
    (group,) = await groups(shop, measures=ask)
    assert group["values"] == {
        "all": None,
        "most": None,
        "n": 3,
        "a": {"amount": "3.50", "currency": "AZN"},
        "none": {"amount": "0.00", "currency": "AZN"},
    }


async def test_groups_by_money_are_parted_by_currency(shop):
    more = {"name": "c", "price": {"amount": "5.00", "currency": "AZN"}}
    assert (await shop.post(shop.at("records/offer"), json={"values": more})).status_code == 201
    found = await groups(shop, group_by=["price"], measures={"n": "COUNT()"}, filter='name <> "a"')
    assert [(group["key"]["price"], group["values"]["n"]) for group in found] == [
        ({"amount": "5.00", "currency": "AZN"}, 1),
        ({"amount": "5.00", "currency": "EUR"}, 1),
    ]
