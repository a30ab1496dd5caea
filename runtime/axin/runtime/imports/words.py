"""What columns of other programs are called, in three languages: Bitrix24's and amoCRM's exports among them.

A concept ties a header to a field: by the words below on the one side, by the field's key, titles and type on the other.
"""

from collections.abc import Mapping
from typing import Final

CONCEPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "name", "title", "full name", "contact name", "deal name", "lead name", "lead title", "company name", "name of the deal",
        "имя", "название", "фио", "наименование", "название сделки", "название лида", "название компании", "имя контакта",
        "полное имя контакта", "наименование сделки", "ad", "adı", "başlıq", "ad soyad", "sazişin adı",
    ),
    "first_name": ("first name", "имя", "ad"),
    "last_name": ("last name", "surname", "фамилия", "soyad"),
    "phone": (
        "phone", "telephone", "mobile", "work phone", "mobile phone", "home phone", "other phone", "phone number", "tel",
        "телефон", "рабочий телефон", "мобильный телефон", "домашний телефон", "другой телефон", "номер телефона",
        "рабочий телефон (контакт)", "telefon", "mobil", "telefon nömrəsi", "əlaqə nömrəsi",
    ),
    "email": (
        "email", "e-mail", "work email", "work e-mail", "home email", "mail", "e-mail address", "рабочий e-mail",
        "рабочий email", "почта", "эл. почта", "электронная почта", "рабочий email (контакт)", "частный e-mail", "e-poçt", "poçt",
    ),
    "company": ("company", "organization", "organisation", "компания", "организация", "şirkət", "təşkilat"),
    "contact": ("contact", "client", "customer", "main contact", "контакт", "клиент", "основной контакт", "əlaqə", "müştəri"),
    "amount": (
        "amount", "sum", "budget", "price", "total", "opportunity", "sale", "lead value", "deal amount", "income", "сумма",
        "бюджет", "бюджет ₽", "цена", "стоимость", "доход", "məbləğ", "büdcə", "qiymət", "cəmi",
    ),
    "stage": (
        "stage", "status", "deal stage", "pipeline stage", "lead status", "стадия", "статус", "этап", "этап сделки",
        "стадия сделки", "mərhələ", "vəziyyət", "status mərhələsi",
    ),
    "responsible": (
        "responsible", "responsible user", "responsible person", "owner", "assigned to", "manager", "ответственный",
        "ответственный за контакт", "менеджер", "məsul", "məsul şəxs", "menecer",
    ),
    "team": ("team", "department", "команда", "отдел", "komanda", "şöbə"),
    "source": ("source", "lead source", "источник", "mənbə"),
    "comment": (
        "comment", "comments", "note", "notes", "description", "note 1", "комментарий", "комментарии", "примечание",
        "примечание 1", "описание", "заметка", "şərh", "qeyd", "təsvir",
    ),
    "address": ("address", "адрес", "ünvan"),
    "city": ("city", "город", "şəhər"),
    "website": (
        "website", "web site", "site", "url", "web", "corporate website", "сайт", "веб-сайт", "корпоративный сайт", "sayt",
        "vebsayt",
    ),
    "position": ("position", "job title", "должность", "vəzifə"),
    "birthday": ("birthday", "birthdate", "date of birth", "дата рождения", "doğum tarixi"),
    "start": ("start date", "begin date", "дата начала", "başlama tarixi"),
    "close": (
        "close date", "closing date", "expected close date", "дата закрытия", "предполагаемая дата закрытия", "bağlanma tarixi",
    ),
    "quantity": ("quantity", "qty", "count", "количество", "кол-во", "miqdar", "say"),
}  # fmt: skip

OF_TYPES: Final[Mapping[str, str]] = {"phone": "phone", "email": "email", "url": "website", "address": "address"}
"""What a field is about by its type alone."""

PRESETS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "bitrix24": (
        ("responsible", "ответственный"),
        (
            "available to everyone", "доступен для всех", "доступна для всех", "included in export",
            "участвует в экспорте контактов", "deal stage", "стадия сделки", "deal type", "тип сделки", "contact type",
            "тип контакта", "salutation", "обращение", "рабочий e-mail",
        ),
    ),
    "amocrm": (
        ("ответственный", "responsible user", "responsible"),
        ("теги", "lead tags", "deal tags", "теги сделки", "tags", "теги контакта"),
        ("бюджет ₽", "бюджет", "lead value", "этап сделки", "lead status", "полное имя контакта", "рабочий телефон",
         "pipeline stage", "sale"),
    ),
}  # fmt: skip
"""By which headers an export of another program is recognised: one of each group must be there."""
