"""Slugs: a workspace's name in its address, from its title in any of our alphabets."""

import re
import secrets
import unicodedata
from typing import Final

LONGEST: Final = 40
_FALLBACK: Final = "workspace"
_LETTERS: Final = str.maketrans({
    "ə": "e", "ı": "i", "ğ": "g", "ş": "s", "ç": "c", "ö": "o", "ü": "u",
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip


def slug_of(title: str) -> str:
    """Return the slug that `title` asks for: a-z, 0-9 and single hyphens."""
    lowered = title.replace("İ", "i").lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or _FALLBACK


def with_suffix(slug: str) -> str:
    """Return `slug` made different, for where it is taken."""
    return f"{slug}-{secrets.token_hex(3)}"
