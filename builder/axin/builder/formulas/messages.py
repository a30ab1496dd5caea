"""The sentences of the formula language's errors, in its three languages, by code."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "formula": {
        "en": "The formula cannot be evaluated here.",
        "az": "Düstur burada hesablana bilmir.",
        "ru": "Здесь формулу вычислить нельзя.",
    },
    "empty": {
        "en": "The formula is empty: write a value, a field or a function.",
        "az": "Düstur boşdur: qiymət, sahə və ya funksiya yazın.",
        "ru": "Формула пуста: напишите значение, поле или функцию.",
    },
    "too_long": {
        "en": "The formula is too long: at most {most} characters.",
        "az": "Düstur çox uzundur: ən çoxu {most} simvol.",
        "ru": "Формула слишком длинная: не больше {most} знаков.",
    },
    "too_many_parts": {
        "en": "The formula has too many parts: at most {most}. Move a part of it into a field of its own.",
        "az": "Düsturda hissələr çoxdur: ən çoxu {most}. Bir hissəsini ayrıca sahəyə köçürün.",
        "ru": "В формуле слишком много частей: не больше {most}. Вынесите часть в отдельное поле.",
    },
    "too_deep": {
        "en": "The formula nests too deep: at most {most} levels.",
        "az": "Düstur çox dərindir: ən çoxu {most} səviyyə.",
        "ru": "Слишком глубокая вложенность: не больше {most} уровней.",
    },
    "character": {
        "en": "This character cannot be part of a formula.",
        "az": "Bu simvol düsturda ola bilməz.",
        "ru": "Этот знак не может стоять в формуле.",
    },
    "syntax": {
        "en": "This cannot stand here: a value, an operator or a closing bracket was expected.",
        "az": "Bu burada ola bilməz: qiymət, əməl və ya bağlayan mötərizə gözlənilirdi.",
        "ru": "Здесь это стоять не может: ожидалось значение, знак действия или закрывающая скобка.",
    },
    "syntax_end": {
        "en": "The formula ends too early: a value or a closing bracket is missing.",
        "az": "Düstur yarımçıqdır: qiymət və ya bağlayan mötərizə çatmır.",
        "ru": "Формула обрывается: не хватает значения или закрывающей скобки.",
    },
    "syntax_text": {
        "en": "This text is not closed: a quotation mark is missing.",
        "az": "Mətn bağlanmayıb: dırnaq işarəsi çatmır.",
        "ru": "Текст не закрыт: не хватает кавычки.",
    },
    "number_too_long": {
        "en": "The number has too many digits: at most {whole} before the point and {decimals} after it.",
        "az": "Ədədin rəqəmləri çoxdur: nöqtədən əvvəl ən çoxu {whole}, sonra {decimals}.",
        "ru": "В числе слишком много цифр: до запятой не больше {whole}, после неё {decimals}.",
    },
    "unknown_name": {
        "en": "There is nothing of this name here.",
        "az": "Burada bu adda heç nə yoxdur.",
        "ru": "Здесь нет ничего с таким именем.",
    },
    "unknown_field": {
        "en": "There is no field of this name.",
        "az": "Bu adda sahə yoxdur.",
        "ru": "Поля с таким именем нет.",
    },
    "unknown_function": {
        "en": "There is no function of this name.",
        "az": "Bu adda funksiya yoxdur.",
        "ru": "Функции с таким именем нет.",
    },
    "unknown_option": {
        "en": "The field has no such option, so the two can never be equal.",
        "az": "Sahənin belə variantı yoxdur, ona görə onlar heç vaxt bərabər ola bilməz.",
        "ru": "У поля нет такого варианта, поэтому равенства не будет никогда.",
    },
    "wrong_arity": {
        "en": "{function} takes other arguments: {signature}.",
        "az": "{function} başqa arqumentlər gözləyir: {signature}.",
        "ru": "{function} принимает другие аргументы: {signature}.",
    },
    "type_mismatch": {
        "en": "This is {found}, but {wanted} was expected.",
        "az": "Bu, {found} növündədir, gözlənilən isə: {wanted}.",
        "ru": "Это {found}, а ожидается {wanted}.",
    },
    "mismatch_operator": {
        "en": "The operator {operator} does not take {left} and {right}.",
        "az": "{operator} əməli bu növlərə tətbiq olunmur: {left} və {right}.",
        "ru": "Знак {operator} неприменим: {left} и {right}.",
    },
    "mismatch_branches": {
        "en": "All results must be of one type: {left} and {right} do not go together.",
        "az": "Bütün nəticələr bir növdə olmalıdır: {left} və {right} uyğun gəlmir.",
        "ru": "Все результаты должны быть одного типа: {left} и {right} не сочетаются.",
    },
    "mismatch_literal": {
        "en": "The text does not write {wanted}.",
        "az": "Mətn bu növü ifadə etmir: {wanted}.",
        "ru": "Текст не записывает значение типа {wanted}.",
    },
    "mismatch_record": {
        "en": "This is a whole record: name one of its fields after a dot.",
        "az": "Bu, bütöv qeyddir: nöqtədən sonra onun sahəsini yazın.",
        "ru": "Это запись целиком: назовите после точки одно из её полей.",
    },
    "mismatch_pattern": {
        "en": "The pattern is not a valid regular expression (RE2).",
        "az": "Şablon düzgün müntəzəm ifadə (RE2) deyil.",
        "ru": "Шаблон не является правильным регулярным выражением (RE2).",
    },
    "not_a_link": {
        "en": "Nothing can follow this with a dot: it is not a link.",
        "az": "Bundan sonra nöqtə ola bilməz: bu, əlaqə deyil.",
        "ru": "После точки здесь ничего стоять не может: это не связь.",
    },
    "many_values": {
        "en": "There are many of these: take them together by SUM, COUNT, MIN, MAX or AVERAGE.",
        "az": "Bunlar çoxdur: SUM, COUNT, MIN, MAX və ya AVERAGE ilə birləşdirin.",
        "ru": "Этих значений много: сведите их функцией SUM, COUNT, MIN, MAX или AVERAGE.",
    },
    "nested_links": {
        "en": "One function can run over one list of links only.",
        "az": "Bir funksiya yalnız bir əlaqələr siyahısı üzrə işləyə bilər.",
        "ru": "Одна функция может идти только по одному списку связей.",
    },
    "currency_mismatch": {
        "en": "Amounts in two currencies cannot be added.",
        "az": "İki müxtəlif valyutada məbləğlər toplana bilməz.",
        "ru": "Суммы в разных валютах складывать нельзя.",
    },
    "value_mismatch": {
        "en": "A value from outside does not fit where the formula uses it.",
        "az": "Xaricdən gələn qiymət düsturdakı yerinə uyğun gəlmir.",
        "ru": "Значение извне не подходит туда, где его использует формула.",
    },
    "not_in_sql": {
        "en": "This part cannot be searched by: it has no twin in the database. Store it in a formula field and use that.",
        "az": "Bu hissə ilə axtarış mümkün deyil: bazada qarşılığı yoxdur. Onu düstur sahəsində saxlayıb ondan istifadə edin.",
        "ru": "По этой части искать нельзя: в базе ей нет соответствия. Сохраните её в поле-формуле и используйте это поле.",
    },
    "too_complex": {
        "en": "The formula is too complex to be searched by.",
        "az": "Düstur axtarış üçün çox mürəkkəbdir.",
        "ru": "Формула слишком сложна для поиска.",
    },
    "hole": {
        "en": "A hole is not closed: its two closing braces are missing.",
        "az": "Boşluq bağlanmayıb: iki bağlayan fiqurlu mötərizə çatmır.",
        "ru": "Вставка не закрыта: не хватает двух закрывающих фигурных скобок.",
    },
}

TYPE_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "any": {"en": "any value", "az": "istənilən qiymət", "ru": "любое значение"},
    "blank": {"en": "a blank", "az": "boş qiymət", "ru": "пустое значение"},
    "text": {"en": "a text", "az": "mətn", "ru": "текст"},
    "number": {"en": "a number", "az": "ədəd", "ru": "число"},
    "money": {"en": "money", "az": "pul məbləği", "ru": "деньги"},
    "boolean": {"en": "a yes or no", "az": "bəli/xeyr", "ru": "да/нет"},
    "date": {"en": "a date", "az": "tarix", "ru": "дата"},
    "datetime": {"en": "a date with time", "az": "tarix və vaxt", "ru": "дата и время"},
    "span": {"en": "a span of time", "az": "vaxt müddəti", "ru": "промежуток времени"},
    "link": {"en": "a link", "az": "əlaqə", "ru": "связь"},
    "links": {"en": "links to many", "az": "çoxlu əlaqələr", "ru": "множество связей"},
    "record": {"en": "a record", "az": "qeyd", "ru": "запись"},
    "list": {"en": "a list", "az": "siyahı", "ru": "список"},
}


def sentence(key: str, locale: str, details: Mapping[str, str]) -> str:
    """Return the sentence of `key` in the language of `locale`, English where the language has none.

    A detail that is the kind of a type is written as the language calls it.
    """
    languages = SENTENCES[key]
    language = locale if locale in languages else "en"
    words = {name: " / ".join(_word(part, language) for part in value.split("|")) for name, value in details.items()}
    return languages[language].format_map(words)


def _word(kind: str, language: str) -> str:
    return TYPE_NAMES[kind][language] if kind in TYPE_NAMES else kind
