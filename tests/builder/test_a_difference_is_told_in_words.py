"""What differs between two documents is said as people know the parts, in their language."""

from axin.builder.diff import differences


def entity(*fields, title="Contact"):
    return {"entities": [{"key": "contact", "title": title, "fields": list(fields)}]}


def words(before, after, locale="en"):
    return [change.words(locale) for change in differences(before, after)]


PHONE = {"key": "phone", "type": "phone", "title": {"en": "Phone", "az": "Telefon", "ru": "Телефон"}}


def test_parts_are_named_by_their_titles_and_properties_by_their_names():
    assert words(entity(), entity(PHONE)) == ["Added: entity “Contact” › field “Phone”"]
    assert words(entity(PHONE), entity(PHONE | {"required": True})) == ["Added: entity “Contact” › field “Phone” › required"]
    assert words(entity(PHONE), entity(), "az") == ["Silindi: obyekt “Contact” › sahə “Telefon”"]
    assert words(entity(title="Client"), entity(), "ru") == ["Изменено: сущность “Contact” › title"]


def test_a_first_version_is_told_part_by_part():
    assert words({}, entity(PHONE)) == ["Added: entity “Contact”"]


def test_a_step_inside_a_branch_is_a_step():
    def flow(*steps):
        return {"scenarios": [{"key": "call", "steps": [{"key": "way", "if": "=TRUE", "then": list(steps)}]}]}

    step = {"key": "remind", "title": "Remind", "action": "task.create"}
    assert words(flow(), flow(step)) == ["Added: scenario “call” › step “way” › step “Remind”"]
