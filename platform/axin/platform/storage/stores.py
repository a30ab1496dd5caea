"""Where blobs lie, by the settings: the one module that knows the storage library."""

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from obstore.store import LocalStore, S3Store

from axin.platform.kernel.errors import AxinError
from axin.platform.kernel.settings import Settings, settings

if TYPE_CHECKING:
    from obstore.store import ClientConfig

Store = LocalStore | S3Store
_BUCKET: Final = "s3://"
_FOLDER: Final = "files"
_PRIVATE: Final = 0o700


class NoStorageError(AxinError):
    """There is nowhere to keep files."""

    code = "no_storage"
    status: ClassVar[HTTPStatus] = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("This installation has nowhere to keep files yet: set AXIN_FILES to a folder or an s3:// address.")


def store() -> Store:
    """Return the store that this process's settings name."""
    chosen = settings()
    if not _known or _known[0][0] is not chosen:
        _known[:] = [(chosen, _store_of(chosen))]
    return _known[0][1]


_known: Final[list[tuple[Settings, Store]]] = []


def _store_of(chosen: Settings) -> Store:
    if chosen.files is not None and chosen.files.startswith(_BUCKET):
        return _bucket(chosen, chosen.files)
    folder = Path(chosen.files) if chosen.files else chosen.data / _FOLDER if chosen.data else None
    if folder is None:
        raise NoStorageError
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    return LocalStore(folder, automatic_cleanup=True)


def _bucket(chosen: Settings, address: str) -> S3Store:
    parts = urlsplit(address)
    given: dict[str, Any] = {
        "endpoint": chosen.s3_endpoint,
        "access_key_id": chosen.s3_access_key,
        "secret_access_key": chosen.s3_secret_key and chosen.s3_secret_key.get_secret_value(),
    }
    options: ClientConfig = {"allow_http": True} if (chosen.s3_endpoint or "").startswith("http://") else {}
    return S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        region=chosen.s3_region,
        client_options=options,
        **{name: value for name, value in given.items() if value},
    )
