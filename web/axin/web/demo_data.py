"""The demonstration workspace's people and records: a small firm in Baku that repairs flats."""

from decimal import Decimal
from typing import Any, Final

OWNER_EMAIL: Final = "demo@axin.example"
# Printed at every start of a demonstration: it guards nothing.
OWNER_PASSWORD: Final = "axin-demo-2026"  # noqa: S105 - see above
OWNER_NAME: Final = "Nigar Hüseynova"
TITLE: Final = "Demo"
SLUG: Final = "demo"

MEMBERS: Final = (
    ("Aysel Məmmədova", "aysel@axin.example", "sales_manager"),
    ("Murad Əliyev", "murad@axin.example", "sales_manager"),
    ("Leyla Quliyeva", "leyla@axin.example", "senior_manager"),
    ("Rəşad Həsənov", "rashad@axin.example", "head"),
)

_NAMES: Final = (
    "Elçin Abbasov", "Günel Rzayeva", "Tural İsmayılov", "Sevinc Kərimova", "Orxan Nəbiyev", "Aytən Səfərova",
    "Ramil Cəfərov", "Könül Vəliyeva", "Samir Bağırov", "Lalə Hacıyeva", "Emin Mustafayev", "Xəyalə Orucova",
    "Kamran Şükürov", "Zeynəb Babayeva", "Fərid Qasımov", "Nərmin Sultanova", "Vüqar Tağıyev", "Şəbnəm Yusifova",
    "Cavid Əsgərov", "Ülviyyə Mirzəyeva", "Anar Zeynalov", "Pərvin Nağıyeva", "Elnur Fətullayev", "Səbinə Həşimova",
)  # fmt: skip
_SOURCES: Final = ("site", "call", "friend")
_PHONES: Final = 1_234_000

_CLIENTS: Final = tuple(
    {
        "name": name,
        "phone": f"+99450{_PHONES + place * 37}",
        "email": f"client{place + 1}@axin.example",
        "source": _SOURCES[place % len(_SOURCES)],
    }
    for place, name in enumerate(_NAMES)
)
CONTACTS: Final[tuple[dict[str, Any], ...]] = (
    *_CLIENTS,
    # The same person, written down twice: something to find among the duplicates.
    {"name": "Elcin Abbasov", "phone": f"+99450{_PHONES}", "email": "elcin@axin.example", "source": "call"},
)

PRODUCTS: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "Laminat, 8 mm",
        "use": "floor",
        "price": Decimal("21.50"),
        "pack": 2,
        "measure": "floor",
        "per_metre": 1,
        "walls": ["brick", "concrete"],
    },
    {
        "name": "Döşəmə altlığı",
        "use": "floor",
        "price": Decimal("3.20"),
        "pack": 10,
        "measure": "floor",
        "per_metre": 1,
        "walls": ["brick", "concrete"],
    },
    {
        "name": "Suvaq qarışığı",
        "use": "plaster",
        "price": Decimal("7.80"),
        "pack": 1,
        "measure": "wall",
        "per_metre": Decimal("0.5"),
        "walls": ["brick"],
    },
    {
        "name": "Beton kontakt astarı",
        "price": Decimal("12.40"),
        "pack": 1,
        "measure": "wall",
        "per_metre": Decimal("0.2"),
        "walls": ["concrete"],
    },
    {
        "name": "Divar boyası, ağ",
        "price": Decimal("9.90"),
        "pack": 1,
        "measure": "wall",
        "per_metre": Decimal("0.3"),
        "walls": ["brick", "concrete"],
    },
    {
        "name": "Divar kağızı",
        "use": "wallpaper",
        "price": Decimal("18.00"),
        "pack": 1,
        "measure": "wall",
        "per_metre": Decimal("0.2"),
        "walls": ["brick", "concrete"],
    },
    {
        "name": "Kafel, 30×60",
        "price": Decimal("24.70"),
        "pack": 1,
        "measure": "floor",
        "per_metre": Decimal("1.1"),
        "walls": ["brick", "concrete"],
    },
    {
        "name": "Usta işi: divar, 1 m²",
        "use": "labour",
        "price": Decimal("6.00"),
        "pack": 1,
        "measure": "wall",
        "per_metre": 1,
        "walls": ["brick", "concrete"],
    },
    {
        "name": "Plintus",
        "price": Decimal("4.60"),
        "pack": 1,
        "measure": "floor",
        "per_metre": Decimal("0.8"),
        "walls": ["brick", "concrete"],
    },
)

# Each: which contact, stage, member, reason.
REQUESTS: Final = (
    (0, "new", 0, None), (1, "new", 1, None), (2, "talking", 0, None), (3, "talking", 1, None), (4, "became_deal", 0, None),
    (5, "became_deal", 1, None), (6, "lost", 0, "price"), (7, "lost", 1, "silent"), (8, "talking", 2, None),
    (9, "became_deal", 2, None), (10, "new", 0, None), (11, "talking", 1, None),
)  # fmt: skip

# Each: which contact, name, stage, member, length, width, height, walls, discount, reason.
DEALS: Final = (
    (4, "Nərimanov, 2 otaqlı mənzil", "measuring", 0, None, None, None, None, "no", None),
    (5, "Yasamal, mətbəx", "offer", 1, Decimal("4.2"), Decimal("3.1"), Decimal("2.8"), "brick", "no", None),
    (9, "Xətai, 3 otaqlı mənzil", "contract", 2, Decimal("9.5"), Decimal("7.2"), Decimal("2.9"), "concrete", "yes", None),
    (12, "Nizami küç., ofis", "offer", 0, 12, 8, Decimal("3.2"), "concrete", "no", None),
    (13, "Bakıxanov, hamam", "won", 1, Decimal("2.4"), Decimal("1.9"), Decimal("2.7"), "brick", "no", None),
    (14, "Əhmədli, qonaq otağı", "won", 0, Decimal("5.6"), Decimal("4.4"), Decimal("2.8"), "brick", "yes", None),
    (15, "Badamdar, bağ evi", "contract", 2, 14, 9, 3, "brick", "yes", None),
    (16, "Sahil, mağaza", "lost", 1, 8, 6, Decimal("3.4"), "concrete", "no", "rival"),
    (17, "Gənclik, yataq otağı", "measuring", 0, None, None, None, None, "no", None),
    (18, "Biləcəri, 1 otaqlı mənzil", "offer", 1, Decimal("6.3"), Decimal("5.1"), Decimal("2.7"), "brick", "no", None),
)
# How many days from today each deal's contract is signed, by its place; those without have none.
CONTRACT_DAYS: Final = {2: -3, 4: -12, 5: -8, 6: 4}

# How many hours each has stood in its stage.
REQUEST_HOURS: Final = (26, 1, 30, 50, 70, 90, 100, 120, 20, 60, 3, 44)
DEAL_HOURS: Final = (20, 70, 74, 26, 290, 195, 98, 220, 5, 140)

# Each: which deal, who says it (a member's place, the owner where there is none), what, whether the owner is mentioned.
COMMENTS: Final = (
    (2, 2, f"@{OWNER_NAME}, müştəri 5 % endirim istədi, razılaşdım. Müqaviləyə baxa bilərsiniz?", True),
    (2, None, "Baxdım, göndərə bilərsiniz. Başlama tarixini də yazın.", False),
    (1, 1, "Ölçünü dəqiqləşdirdik: divarlar kərpicdir, döşəmə düzdür.", False),
    (3, 0, f"@{OWNER_NAME}, ofis üçün iki variant qiymət istəyirlər: laminat və kafel.", True),
)

# Each: which deal, whose, kind, title, text, in how many hours (before now where negative), minutes.
ACTIVITIES: Final = (
    (2, 2, "call", "Qiyməti danışdıq", "Ödəniş iki hissəyə bölünür.", -29, 12),
    (2, 2, "meeting", "Obyektdə görüş", "", 44, 60),
    (3, 0, "meeting", "Ofisi ölçdük", "12 × 8 m, tavan 3,2 m.", -50, 45),
    (3, 0, "call", "Təklif barədə zəng", "", 21, None),
    (1, 1, "note", "Kafel nümunələri seçildi", "30×60, açıq boz.", -20, None),
)

# Each: title, which deal or none, whose (the owner's where there is none), in how many days.
TASKS: Final = (
    ("Müqaviləni imzala", 2, None, -1),
    ("Ofis üçün ikinci qiyməti təsdiqlə", 3, None, 0),
    ("Həftəlik hesabata bax", None, None, 3),
    ("Təklifi müştəriyə göndər", 1, 1, -1),
    ("Materialların gəlişini yoxla", 6, 2, 1),
)
