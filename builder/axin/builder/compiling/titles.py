"""Titles: a text, or one by language."""

from axin.builder.compiling.plan import Titles


def titles_of(value: object, key: str = "") -> Titles:
    """Return the title by language; where there is none, one made of the key."""
    if isinstance(value, str) and value:
        return {"": value}
    if isinstance(value, dict) and value:
        by_language = {str(language): str(text) for language, text in value.items()}
        return {"": by_language.get("en") or next(iter(by_language.values())), **by_language}
    return {"": key.replace("_", " ").capitalize()}


def optional_titles(value: object) -> Titles | None:
    """Return the title by language, or None where nothing is written."""
    return titles_of(value) if value else None
