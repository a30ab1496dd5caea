"""A file is stored once, is what its bytes say, and is readable by whoever may read a field that holds it; nobody else."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from axin.platform import storage
from axin.platform.data.unit_of_work import connection, tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.runtime.files import tasks
from axin.tenants import limits, usage


def archive():
    """Contracts with scans; a clerk does not see the secret ones."""
    fields = [
        {"key": "name", "type": "text"},
        {"key": "scan", "type": "file", "types": ["application/pdf", "text/*"], "max_size": 1000},
        {"key": "secret", "type": "file"},
        {"key": "photos", "type": "image", "many": True},
    ]
    access = {"entity": "contract", "create": True, "update": "all", "delete": False}
    return {
        "axin": 1,
        "key": "archive",
        "title": "Archive",
        "entities": [{"key": "contract", "title": "Contract", "display": "name", "fields": fields}],
        "roles": [
            {"key": "clerk", "title": "Clerk", "access": [{**access, "read": "all", "fields": {"secret": "hidden"}}]},
            {"key": "agent", "title": "Agent", "access": [{**access, "read": "own"}]},
        ],
    }


def picture(size=(800, 600), kind="JPEG") -> bytes:
    written = io.BytesIO()
    image = Image.new("RGB", size, "teal")
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(written, kind, exif=exif)
    return written.getvalue()


async def upload(client, name="note.txt", content=b"hello", status=201):
    answer = await client.post(client.at("files"), files={"file": (name, content)})
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(archive())
    return api


async def test_a_file_comes_back_byte_for_byte_and_cannot_run_in_the_browser(owner):
    file = await upload(owner, "../ünvan<1>.html", b"<script>alert(1)</script>")
    assert file["name"] == "ünvan_1_.html"
    answer = await owner.get(owner.at(f"files/{file['id']}"))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("fake.pdf", b"MZ\x90\x00\x03", "application/x-msdownload"),
        ("report.txt", b"%PDF-1.7\n", "application/pdf"),
        ("rows.csv", b"a;b\n1;2\n", "text/csv"),
        ("photo.txt", picture((4, 4), "PNG"), "image/png"),
        ("data.png", b"just text", "text/plain"),
    ],
)
async def test_a_file_is_what_its_bytes_say(owner, name, content, kind):
    assert (await upload(owner, name, content))["type"] == kind


async def test_a_record_holds_files_and_shows_what_they_are(owner):
    file = await upload(owner, "contract.pdf", b"%PDF-1.7 contract")
    values = {"name": "One", "scan": {"id": file["id"]}}
    record = (await owner.post(owner.at("records/contract"), json={"values": values})).json()
    shown = {"id": file["id"], "name": "contract.pdf", "size": 17, "type": "application/pdf"}
    assert record["values"]["scan"] == shown
    listed = (await owner.get(owner.at("records/contract"))).json()["items"][0]
    assert listed["values"]["scan"] == shown
    found = await owner.get(owner.at("records/contract"), params={"filter": 'CONTAINS(scan, "contract.pdf")'})
    assert found.status_code == 200
    assert len(found.json()["items"]) == 1


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x89PNG\r\n\x1a\n0000", "file_type"), (b"x" * 1001, "too_large")], ids=["its type", "its size"]
)
async def test_a_field_refuses_a_file_by(owner, content, code):
    file = await upload(owner, "it", content)
    answer = await owner.post(owner.at("records/contract"), json={"values": {"scan": file["id"]}})
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [("/values/scan", code)]


@pytest.mark.parametrize(
    ("most", "language", "sentence"),
    [
        (999, "en", "The file is too large: 999 bytes are allowed here."),
        (1_000, "az", "Fayl çox böyükdür: burada ən çox 1 KB ola bilər."),
        (2_500_000, "ru", "Файл слишком большой: здесь можно не больше 2.5 МБ."),
    ],
)
async def test_how_large_a_file_may_be_is_said_in_units_that_people_read(owner, most, language, sentence):
    draft = archive()
    draft["entities"][0]["fields"][1]["max_size"] = most
    await owner.publish(draft)
    file = await upload(owner, "it", b"x" * (most + 1))
    answer = await owner.post(
        owner.at("records/contract"), json={"values": {"scan": file["id"]}}, headers={"accept-language": language}
    )
    assert [fault["message"] for fault in answer.json()["errors"]] == [sentence]


async def test_a_file_that_is_not_there_and_one_that_is_not_yours_look_alike(owner):
    clerk = await owner.member("clerk")
    file = await upload(owner)
    for id_ in (file["id"], str(new_id())):
        refused = await clerk.post(clerk.at("records/contract"), json={"values": {"scan": id_}})
        assert refused.json()["errors"][0]["code"] == "not_found"
        assert (await clerk.get(clerk.at(f"files/{id_}"))).status_code == 404
        assert (await clerk.get(clerk.at(f"files/{id_}/preview"))).status_code == 404


async def test_who_may_read_a_field_that_holds_the_file_may_read_it(owner):
    clerk, agent = await owner.member("clerk"), await owner.member("agent")
    open_, secret = await upload(owner, "open.txt"), await upload(owner, "secret.txt")
    values = {"name": "One", "scan": open_["id"], "secret": secret["id"]}
    record = (await owner.post(owner.at("records/contract"), json={"values": values})).json()
    statuses = [(await who.get(who.at(f"files/{file['id']}"))).status_code for who in (clerk, agent) for file in (open_, secret)]
    assert statuses == [200, 404, 404, 404]
    await owner.patch(owner.at(f"records/contract/{record['id']}"), json={"values": {"scan": None}})
    assert (await clerk.get(clerk.at(f"files/{open_['id']}"))).status_code == 404


async def test_another_workspace_has_nothing_of_it(owner):
    file = await upload(owner)
    other = await owner.stranger().sign_up()
    assert (await other.get(other.at(f"files/{file['id']}"))).status_code == 404
    assert (await other.get(owner.at(f"files/{file['id']}"))).status_code == 404


async def test_a_picture_has_a_small_preview_that_tells_nothing_else(owner):
    file = await upload(owner, "photo.jpg", picture((2000, 1000)))
    assert file["preview"]
    answer = await owner.get(owner.at(f"files/{file['id']}/preview"))
    assert answer.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as small:
        assert small.size == (640, 320)
        assert not small.getexif()


async def test_a_picture_of_too_many_pixels_is_refused_unread(owner):
    bomb = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(bomb, "PNG")
    assert (await upload(owner, "bomb.png", bomb.getvalue(), 422))["code"] == "picture_too_large"


@pytest.mark.parametrize(
    "body", [b"", b"--x\r\nnothing", b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf']
)
async def test_half_an_upload_is_none(owner, body):
    answer = await owner.post(owner.at("files"), content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 422, answer.text


async def test_a_form_without_a_file_is_told_where_it_is_missing(owner):
    answer = await owner.post(owner.at("files"), files={"note": (None, "no file")}, headers={"accept-language": "az"})
    (problem,) = answer.json()["errors"]
    assert (answer.status_code, problem["pointer"], problem["code"]) == (422, "/file", "no_file")
    assert problem["message"] == answer.json()["detail"] == "Faylı multipart/form-data şəklində, `file` adlı hissədə göndərin."


async def test_what_nobody_holds_is_removed_and_no_longer_counted(make_workspace):
    from axin.runtime.files import keeping  # noqa: PLC0415 - beside the functions it is about

    async def content():
        yield b"hello"

    world = await make_workspace()
    file = await keeping.upload(world.owner, "a.txt", content())
    async with tenant_transaction(world.tenant_no):
        assert await usage.used("storage") == 5
    assert [part async for part in storage.read(file.blob)] == [b"hello"]
    async with tenant_transaction(world.tenant_no):
        await connection().execute("update file_loose set remove_at = now() - $1::interval", timedelta(seconds=1))
    assert await tasks.remove_due() >= 1
    async with tenant_transaction(world.tenant_no):
        assert await usage.used("storage") == 0
    with pytest.raises(FileNotFoundError):
        _ = [part async for part in storage.read(file.blob)]


async def test_a_plan_that_is_full_takes_no_more(make_workspace):
    from axin.runtime.files import keeping  # noqa: PLC0415 - see above

    async def content():
        yield b"x" * 2_000_000

    world = await make_workspace(limits={"storage": 3_000_000})
    await keeping.upload(world.owner, "a.txt", content())
    with pytest.raises(limits.PlanLimitError, match="3 MB"):
        await keeping.upload(world.owner, "b.txt", content())


async def test_a_record_that_is_gone_for_good_lets_its_files_go(owner):
    from axin.platform.data.unit_of_work import control_transaction  # noqa: PLC0415 - for this test alone

    file = await upload(owner)
    record = (await owner.post(owner.at("records/contract"), json={"values": {"secret": file["id"]}})).json()
    assert (await owner.delete(owner.at(f"records/contract/{record['id']}"))).status_code == 204
    gone = await owner.post(owner.at("trash/purge"), json={"entity": "contract", "ids": [record["id"]]})
    assert gone.status_code == 200, gone.text
    async with control_transaction() as control:
        loose = await control.fetchval("select count(*) from file_loose where file_id = $1::uuid", file["id"])
    assert loose == 1
