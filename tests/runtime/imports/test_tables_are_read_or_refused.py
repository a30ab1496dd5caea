"""CSV and XLSX as the world writes them are read; what is broken, endless or something else is refused in a sentence."""

import codecs

import pytest

from axin.runtime.imports.errors import TableError
from axin.runtime.imports.table import Form, Table
from tests.world.tables import bomb, csv_of, xlsx_of

RUSSIAN = [["Имя", "Телефон"], ["Иванов Пётр", "+994501112233"], ["Съёмщик Юрий", "+994501112234"]]
AZERI = [["Ad", "Ünvan"], ["Əli Məmmədov", "Bakı şəhəri, Nizami küçəsi"], ["Gülşən", "Gəncə"]]
TURKISH = [["Ad", "Adres"], ["İsmail Çağlar", "İstanbul, Şişli, Büyükdere"], ["Gülşah Öğüt", "Ankara, Kızılay"]]

_NAMES = [
    "nothing", "blanks", "half a cell", "binary", "old Excel", "no archive", "half a workbook", "10,000 columns", "a huge cell",
    "a huge cell in quotes", "a zip bomb", "an entity",
]  # fmt: skip


def read(tmp_path, content, form=None):
    path = tmp_path / "table"
    path.write_bytes(content)
    table = Table(path, form or Form())
    try:
        return [table.header, *table.read(100)]
    finally:
        table.close()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    rows = [["a", "b", "c"], ["1.5", "x y", "z"], ["2", "", "q"]]
    assert read(tmp_path, csv_of(rows, delimiter)) == rows


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [(RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-16"), (AZERI, "utf-8"), (TURKISH, "cp1254")],
)
def test_the_encoding_is_found(tmp_path, rows, encoding):
    assert read(tmp_path, csv_of(rows, ";", encoding)) == rows


def test_the_mark_of_utf8_is_no_part_of_the_header(tmp_path):
    assert read(tmp_path, codecs.BOM_UTF8 + b"a,b\n1,2")[0] == ["a", "b"]


def test_quotes_hold_delimiters_and_lines(tmp_path):
    assert read(tmp_path, b'a,b\n"x, ""y""","one\ntwo"\n') == [["a", "b"], ['x, "y"', "one\ntwo"]]


def test_a_workbook_gives_what_its_cells_show(tmp_path):
    rows = [["Name", "Price", "Day", ""], ["Əli", 0.1 + 0.2, ("date", 46066), ""], ["", 1e6, ("date", 46066.5), "x"]]
    assert read(tmp_path, xlsx_of(rows)) == [
        ["Name", "Price", "Day"],
        ["Əli", "0.3", "2026-02-13"],
        ["", "1000000", "2026-02-13 12:00:00"],
    ]


def test_rows_that_are_short_or_long_have_the_header_s_width(tmp_path):
    assert read(tmp_path, b"a,b\n1\n1,2,3") == [["a", "b"], ["1", ""], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_table"),
        (b"\n\n,,\n", "empty_table"),
        (b'a,b\n1,"half', "broken_quotes"),
        (b"\x00\x01\x02\x03", "not_a_table"),
        (b"\xd0\xcf\x11\xe0 old excel", "not_a_table"),
        (b"PK\x03\x04 no archive", "broken_file"),
        (xlsx_of([["a", "b"], ["1", "2"]])[:-200], "broken_file"),
        ((",".join(f"c{n}" for n in range(10_000))).encode(), "too_many_columns"),
        (b"a\n" + b"x" * 120_000, "too_long_cell"),
        (b'a\n"' + b"x" * 300_000 + b'"', "too_long_cell"),
        (bomb(), "bomb"),
        (xlsx_of([["a"]], before='<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "bomb"),
    ],
    ids=_NAMES,
)  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path, content, code):
    with pytest.raises(TableError) as refusal:
        read(tmp_path, content)
    assert refusal.value.code == code
    assert len({refusal.value.in_language(locale) for locale in ("az", "ru", "en")}) == 3


def test_half_a_workbook_names_no_row_as_none_could_be_read(tmp_path):
    with pytest.raises(TableError) as refusal:
        read(tmp_path, xlsx_of([["a", "b"], ["1", "2"]])[:-200])
    assert not any(sign.isdigit() for locale in ("az", "ru", "en") for sign in refusal.value.in_language(locale))


def test_a_wrong_encoding_names_the_row(tmp_path):
    content = b"a,b\n" + b"1,2\n" * 20_000 + "ж,2\n".encode("cp1251")
    table = Table(_written(tmp_path, content), Form(encoding="utf-8"))
    with pytest.raises(TableError) as refusal:
        table.read(100_000)
    assert refusal.value.code == "wrong_encoding"
    table.close()


def _written(tmp_path, content):
    path = tmp_path / "table"
    path.write_bytes(content)
    return path
