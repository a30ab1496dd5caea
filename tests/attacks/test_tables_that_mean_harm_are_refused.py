"""Tables made to exhaust memory or patience, or to break a reader, are refused in a sentence, in little time and memory."""

import io
import time
import tracemalloc
import zipfile

import pytest

from axin.platform.data import json
from axin.runtime.imports.errors import TableError
from axin.runtime.imports.table import Form, Table
from axin.runtime.jobs.drain import drain_all
from tests.world.solutions import sales_house
from tests.world.tables import csv_of, xlsx_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SECONDS = 20.0
BYTES = 150_000_000


def workbook(**parts):
    """Return a workbook with some of its parts written otherwise."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of([["a", "b"], ["1", "2"]]))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in whole.namelist():
            archive.writestr(name, parts.get(name.rsplit("/", 1)[1].split(".")[0], whole.read(name)))
    return out.getvalue()


def sheet(text):
    return workbook(sheet1=f"<worksheet {MAIN}><sheetData>{text}</sheetData></worksheet>")


HARMFUL = [
    ("a row without end", lambda: sheet("<row>" + "<c><v>1</v></c>" * 30_000 + "</row>"), "too_many_columns"),
    ("a column past the last", lambda: sheet('<row><c r="ZZZ1"><v>1</v></c></row>'), "too_many_columns"),
    ("a value without end", lambda: sheet(f'<row><c t="str"><v>{"x" * 5_000_000}</v></c></row>'), "too_long_cell"),
    ("nothing but empty rows", lambda: sheet("<row/>" * 1_000_000), "empty_table"),
    ("no row at all", lambda: sheet("<x/>" * 1_800_000), "bomb"),
    ("a name without end", lambda: sheet(f'<row a="{"x" * 8_000_000}"/>'), "bomb"),
    ("a well without bottom", lambda: workbook(sheet1="<a>" * 1_000_000), "bomb"),
    ("a line without end", lambda: b"a,b\n" + b"x," * 10_000_000, "too_long_row"),
    ("a row of many lines", lambda: b"a,b\n" + b'"\n",' * 2_000_000, "too_long_row"),
    ("nothing but line ends", lambda: b"\n" * 5_000_000, "empty_table"),
]


def opened(tmp_path, content):
    path = tmp_path / "table"
    path.write_bytes(content)
    table = Table(path, Form())
    try:
        return [table.header, *table.read(100)]
    finally:
        table.close()


@pytest.mark.parametrize(("make", "code"), [one[1:] for one in HARMFUL], ids=[one[0] for one in HARMFUL])
def test_what_has_no_end_is_left_off(tmp_path, make, code):
    content = make()
    tracemalloc.start()
    try:
        began = time.process_time()
        with pytest.raises(TableError) as refused:
            opened(tmp_path, content)
        assert refused.value.code == code
        assert time.process_time() - began < SECONDS
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [
        workbook(styles=f'<styleSheet {MAIN}><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>'),
        workbook(styles=f'<styleSheet {MAIN}><cellXfs><xf numFmtId="{"9" * 5_000}"/></cellXfs></styleSheet>'),
        sheet(f'<row><c t="str"><v>a</v></c></row><row><c s="x"><v>1</v></c><c t="s"><v>{"9" * 5_000}</v></c></row>'),
        sheet('<row><c t="str"><v>a</v></c></row><row><c s="-1"><v>nan</v></c><c s="1"><v>1e400</v></c><c><v>٣</v></c></row>'),
    ],
    ids=["a style by name", "a style of 5,000 digits", "a text of 5,000 digits", "no numbers"],
)
def test_what_is_no_number_is_read_as_none(tmp_path, content):
    assert len(opened(tmp_path, content)) == 2


async def test_a_nul_in_a_cell_is_told_and_breaks_nothing(api):
    await api.sign_up()
    await api.publish(sales_house())
    rows = [["Name"], *([f"C {number}"] for number in range(40_000)), ["bad\x00name"], ["last"]]
    table = csv_of(rows, ",")
    file = json.loads((await api.post(api.at("files"), files={"file": ("../../etc/passwd\r\n.csv", table)})).content)
    assert not {"/", "\\", "\r", "\n"} & set(file["name"])
    asked = {"file": file["id"], "entity": "contact", "mapping": {"Name": "name"}, "dry": True}
    answer = await api.post(api.at("imports"), json=asked)
    if answer.status_code == 422:  # what is not text is no table
        assert json.loads(answer.content)["code"] == "not_a_table"
        return
    await drain_all()
    job = json.loads((await api.get(api.at(f"jobs/{json.loads(answer.content)['id']}"))).content)
    assert job["status"] == "done", job
    assert (job["result"]["created"], job["result"]["failed"]) == (40_001, 1)
