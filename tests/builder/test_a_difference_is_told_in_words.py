"""What differs between two documents is said as people know the parts, in their language."""

from axin.builder.diff import differences


def entity(*fields, title="Contact"):
    return {"entities": [{"key": "contact", "title": title, "fields": list(fields)}]}


def words(before, after, locale="en"):
    return [change.words(locale) for change in differences(before, after)]


PHONE = {"key": "phone", "type": "phone", "title": {"en": "Phone", "az": "Telefon", "ru": "Телефон"}}


def test_parts_are_named_by_their_titles_and_properties_in_words():
    assert words(entity(), entity(PHONE)) == ["Added: entity “Contact” › field “Phone”"]
    assert words(entity(PHONE), entity(PHONE | {"required": True})) == ["Added: entity “Contact” › field “Phone” › Required"]
    assert words(entity(PHONE), entity(), "az") == ["Silindi: obyekt “Contact” › sahə “Telefon”"]
    assert words(entity(title="Client"), entity(), "ru") == ["Изменено: сущность “Contact” › Название"]


def test_a_first_version_is_told_part_by_part():
    assert words({}, entity(PHONE)) == ["Added: entity “Contact”"]


def test_a_step_inside_a_branch_is_a_step():
    def flow(*steps):
        return {"scenarios": [{"key": "call", "steps": [{"key": "way", "if": "=TRUE", "then": list(steps)}]}]}

    step = {"key": "remind", "title": "Remind", "action": "task.create"}
    assert words(flow(), flow(step)) == ["Added: scenario “call” › step “way” › step “Remind”"]


def told_of(before, after, locale="en"):
    """Return how a change of the scenario is told, without the scenario's own name."""
    (told,) = words({"scenarios": [{"key": "call", **before}]}, {"scenarios": [{"key": "call", **after}]}, locale)
    return told.partition(" › ")[2]


def test_members_are_told_in_the_readers_language():
    old, new = ({"when": f"price > {price}"} for price in (1, 2))
    assert [told_of(old, new, locale) for locale in ("en", "az", "ru")] == ["If", "Əgər", "Если"]
    trigger, other = ({"trigger": {"on": "record.created", "entity": entity}} for entity in ("deal", "contact"))
    assert told_of(trigger, other, "ru") == "Когда › Сущность"


def test_what_an_action_takes_is_told_by_the_actions_own_words():
    def doing(action, **given):
        return {"steps": [{"key": "do", "title": "Do", "action": action, "with": given}]}

    assert told_of(doing("task.create", due="1d"), doing("task.create", due="2d"), "ru") == "шаг “Do” › Срок"
    old, new = (doing("record.update", values={"price": price}) for price in (1, 2))
    assert told_of(old, new) == "step “Do” › Values › price"


def test_a_branch_of_a_step_and_a_variable_keep_their_places():
    def deciding(condition):
        return {"steps": [{"key": "way", "if": condition, "then": []}]}

    assert told_of(deciding("=TRUE"), deciding("=FALSE"), "az") == "addım “way” › Əgər"
    old, new = ({"steps": [{"key": "sum", "set": {"total": total}}]} for total in (1, 2))
    assert told_of(old, new).endswith("› total")


def test_what_is_of_the_workspace_is_told_too():
    old, new = ({"settings": {"timezone": zone}} for zone in ("Asia/Baku", "Europe/Berlin"))
    assert words(old, new) == ["Changed: Settings › Time zone"]
