"""Previews of pictures: small, turned the right way, without what a camera wrote into the original."""

import asyncio
import io
import warnings
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from axin.runtime.files.errors import FileRefusedError

SEEN: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"})
"""Pictures that get a preview."""
MOST_PIXELS: Final = 50_000_000
_SIDE: Final = 640
_QUALITY: Final = 80
_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_AT_ONCE: Final = asyncio.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's size, and its preview as WebP."""

    width: int
    height: int
    preview: bytes


async def look_at(path: Path) -> Picture | None:
    """Return the picture in the file; None where it cannot be read as one. Too many pixels are refused, before any is read."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_look_at, path)


def _look_at(path: Path) -> Picture | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit, just below, is lower
            with Image.open(path, formats=_FORMATS) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise FileRefusedError("picture_too_large")
                image.draft("RGB", (_SIDE * 2, _SIDE * 2))
                return Picture(width, height, _small(image))
    except Image.DecompressionBombError:
        raise FileRefusedError("picture_too_large") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, ArithmeticError):
        return None


def _small(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((_SIDE, _SIDE))
    shown = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    fresh = Image.new(shown.mode, shown.size)  # nothing but pixels goes over: no place, no camera, no profile
    fresh.paste(shown)
    written = io.BytesIO()
    fresh.save(written, "WEBP", quality=_QUALITY)
    return written.getvalue()


async def bytes_of(picture: Picture) -> AsyncIterator[bytes]:
    """Yield the preview, as the storage takes it."""
    yield picture.preview
