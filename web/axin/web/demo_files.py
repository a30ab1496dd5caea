"""The demonstration's files: of each measured room its plan, as a picture and to print, and its measures as a table."""

from collections.abc import AsyncIterator
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

from axin.runtime.files import keeping
from axin.tenants.actor import Actor
from axin.web import demo_data as data

_PAPER: Final = (1200, 900)
_MARGIN: Final = 150
_INK: Final = (33, 31, 30)
_WALL: Final = (11, 98, 107)
_FLOOR: Final = (248, 247, 244)
_GRID: Final = (227, 224, 217)
_GLASS: Final = (116, 190, 195)
_DOOR: Final = (217, 143, 18)


async def upload_all(actor: Actor) -> list[dict[str, Any]]:
    """Upload the files of each sample deal, outside of any transaction; return their values, in the order of the deals."""
    return [{} if row[4] is None else await _of_room(actor, *(Decimal(str(size)) for size in row[4:7])) for row in data.DEALS]


async def _of_room(actor: Actor, length: Decimal, width: Decimal, height: Decimal) -> dict[str, Any]:
    plan = _plan(length, width)
    wall = 2 * (length + width) * height
    table = f"Otaq;Uzunluq, m;En, m;Hündürlük, m;Döşəmə, m²;Divar, m²\r\n1;{length};{width};{height};{length * width};{wall}\r\n"
    picture = await _upload(actor, "Plan.png", _saved(plan, "PNG"))
    papers = [
        await _upload(actor, "Plan.pdf", _saved(plan, "PDF")),
        await _upload(actor, "Ölçülər.csv", table.encode("utf-8-sig")),
    ]
    return {"pictures": [picture], "documents": papers}


def _plan(length: Decimal, width: Decimal) -> Image.Image:
    """Draw a room from above: its walls, a window, a door, and how long they are."""
    paper = Image.new("RGB", _PAPER, "white")
    pen = ImageDraw.Draw(paper)
    scale = min((_PAPER[0] - 2 * _MARGIN) / float(length), (_PAPER[1] - 2 * _MARGIN) / float(width))
    right, bottom = _MARGIN + float(length) * scale, _MARGIN + float(width) * scale
    pen.rectangle((_MARGIN, _MARGIN, right, bottom), fill=_FLOOR)
    for metre in range(1, int(length) + 1):
        pen.line((_MARGIN + metre * scale, _MARGIN, _MARGIN + metre * scale, bottom), fill=_GRID, width=2)
    for metre in range(1, int(width) + 1):
        pen.line((_MARGIN, _MARGIN + metre * scale, right, _MARGIN + metre * scale), fill=_GRID, width=2)
    pen.rectangle((_MARGIN, _MARGIN, right, bottom), outline=_WALL, width=16)
    third = (right - _MARGIN) / 3
    pen.line((_MARGIN + third, _MARGIN + 8, right - third, _MARGIN + 8), fill=_GLASS, width=16)
    pen.line((_MARGIN + third, bottom - 8, _MARGIN + third + 0.9 * scale, bottom - 8), fill=_DOOR, width=16)
    font = ImageFont.load_default(size=44)
    pen.text(((_MARGIN + right) / 2, _MARGIN - 56), f"{length} m", fill=_INK, font=font, anchor="mm")
    pen.text((_MARGIN - 76, (_MARGIN + bottom) / 2), f"{width} m", fill=_INK, font=font, anchor="mm")
    return paper


def _saved(picture: Image.Image, form: str) -> bytes:
    held = BytesIO()
    picture.save(held, form)
    return held.getvalue()


async def _upload(actor: Actor, name: str, content: bytes) -> dict[str, Any]:
    async def chunks() -> AsyncIterator[bytes]:
        yield content

    return {"id": str((await keeping.upload(actor, name, chunks())).id)}
