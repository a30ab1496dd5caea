"""Each field type is written, read, filtered and sorted over HTTP as the definition language says."""

import pytest


def house():
    return {
        "axin": 1, "key": "house", "title": "House", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [{"key": "job", "title": "Job", "display": "name", "fields": [
            {"key": "name", "type": "text"},
            {"key": "about", "type": "rich_text", "max_length": 5000},
            {"key": "opens", "type": "time"},
            {"key": "lasts", "type": "duration", "min": "15m", "max": "8h"},
            {"key": "place", "type": "address"},
            {"key": "stars", "type": "rating"},
            {"key": "ten", "type": "rating", "max": 10},
            {"key": "data", "type": "json"},
            {"key": "third", "type": "number", "decimals": 2},
            {"key": "ends", "type": "formula", "formula": "created_at + lasts", "result": "datetime"},
            {"key": "long_job", "type": "formula", "formula": "lasts >= HOURS(2)", "result": "boolean"},
            {"key": "price", "type": "money"},
            {"key": "kind", "type": "select", "options": [{"key": "new"}, {"key": "old", "archived": True}]},
            {"key": "kinds", "type": "multi_select", "options": [{"key": "a"}, {"key": "b", "archived": True}, {"key": "c"}]},
            {"key": "reason", "type": "text", "visible": "stars < 3", "required": True},
        ]}],
    }  # fmt: skip


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(house())
    return api


async def write(client, status=201, **values):
    answer = await client.post(client.at("records/job"), json={"values": values})
    assert answer.status_code == status, answer.text
    return answer.json()["values"] if status == 201 else answer.json()["errors"]


async def refused(client, **values):
    return [(error["pointer"], error["code"]) for error in await write(client, 422, **values)]


async def found(client, **query):
    answer = await client.get(client.at("records/job"), params=query)
    assert answer.status_code == 200, answer.text
    return [item["values"]["name"] for item in answer.json()["items"]]


async def test_formatted_text_keeps_its_format_and_nothing_else(owner):
    hostile = (
        '<p onclick="x()">Hi <b>there</b><script>alert(1)</script><img src=x onerror=alert(1)>'
        '<a href="javascript:alert(1)">a</a><a href="https://example.com" style="x">b</a><iframe src="/"></iframe></p>'
    )
    about = (await write(owner, about=hostile))["about"]
    assert about.startswith("<p>Hi <b>there</b>")
    assert 'href="https://example.com"' in about
    for part in ("script", "onclick", "img", "javascript", "style", "iframe"):
        assert part not in about
    assert (await write(owner, about="<p> <br></p>"))["about"] is None
    assert await refused(owner, about="x" * 5001) == [("/values/about", "too_long")]


async def test_a_time_of_day_is_hours_and_minutes(owner):
    assert (await write(owner, name="a", opens="09:30"))["opens"] == "09:30"
    assert (await write(owner, name="b", opens="23:15:30"))["opens"] == "23:15:30"
    assert (await write(owner, name="c", opens="08:00:00"))["opens"] == "08:00"
    for wrong in ("24:00", "9:30", "09.30", 9, "09:60"):
        assert await refused(owner, opens=wrong) == [("/values/opens", "type_mismatch")]
    assert await found(owner, filter='opens < "10:00"', sort="opens") == ["c", "a"]
    assert await found(owner, sort="-opens") == ["b", "a", "c"]


async def test_a_duration_is_a_length_of_time(owner):
    assert (await write(owner, name="a", lasts="90m"))["lasts"] == "1h30m"
    assert (await write(owner, name="b", lasts="2h"))["lasts"] == "2h"
    await write(owner, name="c")
    long = await write(owner, name="d", lasts="7h")
    assert long["long_job"] is True
    assert await refused(owner, lasts="5m") == [("/values/lasts", "too_small")]
    assert await refused(owner, lasts="9h") == [("/values/lasts", "too_large")]
    assert await refused(owner, lasts="soon") == [("/values/lasts", "type_mismatch")]
    assert await found(owner, filter="lasts > HOURS(1)", sort="lasts") == ["a", "b", "d"]
    assert await found(owner, filter="lasts = MINUTES(120)") == ["b"]
    assert await found(owner, filter="long_job", sort="-lasts") == ["d", "b"]
    assert await found(owner, filter="ISBLANK(lasts)") == ["c"]
    assert await found(owner, filter="ends > NOW() + HOURS(3)") == ["d"]


async def test_an_address_is_structured_and_reads_as_one_line(owner):
    baku = {"line1": "Nizami 10", "city": "Bakı", "country": "AZ", "lat": 40.37, "lon": 49.83}
    assert (await write(owner, name="a", place=baku))["place"] == baku
    assert (await write(owner, name="b", place="Sumqayıt, 5"))["place"] == {"line1": "Sumqayıt, 5"}
    assert await refused(owner, place={"street": "x"}) == [("/values/place", "type_mismatch")]
    assert await refused(owner, place={"lat": 91}) == [("/values/place", "out_of_range")]
    assert await found(owner, filter='CONTAINS(place, "baki")') == ["a"]
    assert await found(owner, filter='place = "Nizami 10, Bakı, AZ"') == ["a"]
    assert await found(owner, sort="-place") == ["b", "a"]


async def test_a_rating_is_a_number_of_stars(owner):
    for name, stars in (("a", 5), ("b", 3), ("c", None)):
        assert (await write(owner, name=name, stars=stars, ten=stars and stars * 2))["stars"] == stars
    assert await refused(owner, stars=6) == [("/values/stars", "out_of_range")]
    assert await refused(owner, stars=0) == [("/values/stars", "out_of_range")]
    assert await refused(owner, stars=3.5) == [("/values/stars", "type_mismatch")]
    assert await refused(owner, ten=11) == [("/values/ten", "out_of_range")]
    assert await found(owner, filter="stars > 4") == ["a"]
    assert await found(owner, sort="-stars") == ["a", "b", "c"]


async def test_json_is_kept_as_it_is_within_bounds(owner):
    data = {"a": [1, 2.5, {"b": None}], "c": "ə"}
    assert (await write(owner, data=data))["data"] == data
    deep = []
    for _ in range(40):
        deep = [deep]
    assert await refused(owner, data=deep) == [("/values/data", "too_deep")]
    assert await refused(owner, data="x" * 100_001) == [("/values/data", "too_long")]
    answer = await owner.get(owner.at("records/job"), params={"filter": 'data = "x"'})
    assert answer.status_code == 422
    assert (await owner.get(owner.at("records/job"), params={"sort": "data"})).status_code == 422


async def test_a_currency_is_one_that_exists(owner):
    assert await refused(owner, price={"amount": "1", "currency": "XYZ"}) == [("/values/price", "unknown_currency")]


async def test_an_archived_option_stays_where_it_is_and_is_given_to_nothing_new(owner):
    assert await refused(owner, kind="old") == [("/values/kind", "archived_option")]
    assert await refused(owner, kinds=["a", "b"]) == [("/values/kinds", "archived_option")]
    fresh = house()
    for field in fresh["entities"][0]["fields"][12:14]:
        for option in field["options"]:
            option["archived"] = False
    await owner.publish(fresh)
    answer = await owner.post(owner.at("records/job"), json={"values": {"name": "x", "kind": "old", "kinds": ["b"]}})
    await owner.publish(house())
    at = owner.at(f"records/job/{answer.json()['id']}")
    kept = await owner.patch(at, json={"values": {"name": "y", "kind": "old", "kinds": ["b", "c"]}})
    assert kept.status_code == 200, kept.text
    assert kept.json()["values"]["kinds"] == ["b", "c"]
    assert (await owner.patch(at, json={"values": {"kind": "new"}})).status_code == 200
    again = await owner.patch(at, json={"values": {"kind": "old"}})
    assert again.json()["errors"][0]["code"] == "archived_option"


async def test_a_field_that_does_not_show_asks_for_nothing_and_takes_nothing(owner):
    await write(owner, name="a", stars=5)
    assert await refused(owner, name="b", stars=2) == [("/values/reason", "required")]
    assert (await write(owner, name="b", stars=2, reason="Late"))["reason"] == "Late"
    assert await refused(owner, name="c", stars=5, reason="Late") == [("/values/reason", "not_shown")]


async def test_a_record_says_which_of_its_fields_do_not_show(owner):
    answer = await owner.post(owner.at("records/job"), json={"values": {"name": "a", "stars": 5}})
    assert answer.json()["not_shown"] == ["reason"]
    at = owner.at(f"records/job/{answer.json()['id']}")
    changed = await owner.patch(at, json={"values": {"stars": 1, "reason": "Late"}})
    assert "not_shown" not in changed.json()
    assert "not_shown" not in (await owner.get(at)).json()
    listed = await owner.get(owner.at("records/job"))
    assert "not_shown" not in listed.json()["items"][0]
