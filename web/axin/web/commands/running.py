"""Where the database of the running product is: by setting, or the embedded one of its data folder."""

from typing import Final
from urllib.parse import quote

from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import default_folder
from axin.platform.embedded.postgres import DATABASE, OWNER
from axin.platform.embedded.process import ServerUser
from axin.platform.kernel.settings import Settings

_PORT_LINE: Final = 3  # of postmaster.pid, as Postgres documents it


def database_address(settings: Settings) -> str:
    """Return the database's address, or say what to start or set."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    folder = settings.data or default_folder(ServerUser.current())
    try:
        password = (folder / "postgres.password").read_text().strip()
        port = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[_PORT_LINE])
    except (OSError, ValueError, IndexError) as error:
        raise StartError(f"Nothing runs on the data folder {folder}: start it, or set AXIN_DATABASE_URL.") from error
    return f"postgresql://{OWNER}:{quote(password)}@127.0.0.1:{port}/{DATABASE}"
