"""Lists sort names as the workspace's language does; the database gives the same order as Python."""

import pytest

from axin.builder.catalog.alphabet import sort_key

AZERBAIJANI = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


def in_order(words, locale):
    return sorted(words, key=lambda word: sort_key(word, locale))


@pytest.mark.parametrize(("locale", "alphabet"), [("az", AZERBAIJANI), ("ru", RUSSIAN), ("en", "abcdefghijklmnopqrstuvwxyz")])
def test_letters_stand_as_their_alphabet_has_them(locale, alphabet):
    assert "".join(in_order(reversed(alphabet), locale)) == alphabet


def test_capitals_are_no_letters_of_their_own():
    assert in_order(["Zaur", "əli", "Elçin", "Çingiz", "cavid"], "az") == ["cavid", "Çingiz", "Elçin", "əli", "Zaur"]
    assert sort_key("İI", "az") == sort_key("iı", "az")
    assert sort_key("I", "en") == sort_key("i", "en")


def test_numbers_come_before_letters_and_latin_before_cyrillic():
    assert in_order(["Анна", "b", "10", "#"], "ru") == ["#", "10", "b", "Анна"]


async def test_a_list_by_name_goes_by_the_alphabet_page_by_page(api):
    await api.sign_up()
    settings = {"locale": "az", "timezone": "Asia/Baku", "currency": "AZN"}
    client = {"key": "client", "title": "Client", "display": "name", "fields": [{"key": "name", "type": "text"}]}
    deal = {"key": "deal", "title": "Deal", "fields": [{"key": "client", "type": "link", "to": "client"}]}
    await api.publish({"axin": 1, "key": "house", "title": "House", "settings": settings, "entities": [client, deal]})
    names = ["Zaur", "Əli", "Elçin", "Çingiz", "Cavid", "Xan", "Həsən", "Qara", "Kərim", "10", "Leyla"]
    for name in names:
        made = await api.post(api.at("records/client"), json={"values": {"name": name}})
        await api.post(api.at("records/deal"), json={"values": {"client": made.json()["id"]}})
    seen, after = [], None
    while True:
        params = {"sort": "name", "limit": 3} | ({"after": after} if after else {})
        page = (await api.get(api.at("records/client"), params=params)).json()
        seen += [item["values"]["name"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    wanted = ["10", "Cavid", "Çingiz", "Elçin", "Əli", "Həsən", "Xan", "Kərim", "Qara", "Leyla", "Zaur"]
    assert seen == wanted
    through = await api.get(api.at("records/deal"), params={"sort": "-client", "expand": "client"})
    assert [item["expanded"]["client"]["values"]["name"] for item in through.json()["items"]] == wanted[::-1]
