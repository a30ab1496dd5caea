"""Settings: the environment (prefix AXIN_) over one TOML file (AXIN_CONFIG). A wrong or unknown one stops the start.

`settings()` is what every room reads; a process that was given others (a test, a part started by `axin up`) says so once
with `use`.
"""

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from axin.platform.kernel import faults
from axin.platform.kernel.errors import AxinError

PREFIX: Final = "AXIN_"
_CONFIG: Final = f"{PREFIX}CONFIG"
_NO_SETTINGS: Final = frozenset({_CONFIG, faults.VARIABLE})
_ADDRESSES: Final = {
    "database_url": ("postgresql://", "postgres://"),
    "redis_url": ("redis://", "rediss://", "unix://"),
}
_EVERYWHERE: Final = {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
_DEMONSTRATION_STRIPE_KEY: Final = "sk_test_demonstration"


class SettingError(AxinError):
    """A setting is wrong or unknown; the sentence names it, never its value."""

    code = "wrong_setting"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class Settings(BaseSettings):
    """All settings. Units are in the names; a reason stands beside every number."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    public_url: str | None = None
    """How people reach the product, where it is not http://HOST:PORT: used in links that leave it."""
    data: Path | None = None
    """The data folder of `axin up`: databases, keys, files."""
    files: str | None = None
    """Where files are kept: a folder, or s3://bucket/prefix; the folder `files` of the data folder, if left out."""
    s3_endpoint: str | None = None
    """The address of an S3-compatible service, where it is not Amazon's own."""
    s3_region: str = "us-east-1"
    s3_access_key: str | None = None
    s3_secret_key: SecretStr | None = None
    largest_file_mb: Annotated[int, Field(ge=1, le=5_000)] = 250
    """Of one upload: a million rows of a dozen columns are about half of it."""
    database_url: SecretStr | None = None
    redis_url: SecretStr | None = None
    secret_key: SecretStr | None = None
    """Encrypts stored credentials and signs what leaves the product; made and kept in the data folder if not given."""
    previous_secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """Keys that may still open what they sealed, while a rotation is under way."""
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    """Processes that run scenarios; one does over 500 runs a second."""
    web_processes: Annotated[int, Field(ge=1, le=64)] = 1
    demo: bool = True
    default_plan: str = "free"
    allowed_local_sinks: Annotated[tuple[str, ...], NoDecode] = ()
    """`host:port` of private addresses the guarded HTTP client may reach."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses whose X-Forwarded-For is believed."""
    stripe_api_base: str | None = None
    stripe_secret_key: SecretStr = SecretStr(_DEMONSTRATION_STRIPE_KEY)
    stripe_webhook_secret: SecretStr | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["pretty", "json"] = "pretty"

    @field_validator("allowed_local_sinks", "trusted_proxies", "previous_secret_keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Read a list written with commas, as an environment variable must."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("database_url", "redis_url")
    @classmethod
    def _is_address(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """Refuse an address of another kind, before anything is started."""
        kinds = _ADDRESSES[info.field_name or ""]
        text = value.get_secret_value() if value else kinds[0]
        try:
            fits = text.startswith(kinds) and (urlsplit(text).port or 1) > 0
        except ValueError:
            fits = False
        if not fits:
            raise ValueError(f"it must be an address like {kinds[0]}host:port")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over what the TOML file gave."""
        return env_settings, init_settings

    @property
    def address(self) -> str:
        """How people reach the product."""
        host = "localhost" if self.host in _EVERYWHERE else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings, or raise the one sentence that says what is wrong."""
    given = os.environ if environment is None else environment
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    _refuse_unknown((name for name in given if name.startswith(PREFIX) and name not in _NO_SETTINGS), known, "setting")
    from_file = _read_file(given.get(_CONFIG))
    _refuse_unknown(from_file, set(Settings.model_fields), "setting in the file of AXIN_CONFIG,")
    try:
        return Settings(**from_file)
    except ValidationError as error:
        raise SettingError(_sentence(error)) from None


def settings() -> Settings:
    """Return this process's settings, read at first use."""
    if not _current:
        _current.append(load())
    return _current[0]


def use(chosen: Settings) -> None:
    """Make `chosen` this process's settings."""
    _current[:] = [chosen]


_current: list[Settings] = []


def _read_file(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(Path(path).read_text())
    except OSError as error:
        raise SettingError(f"The file of AXIN_CONFIG cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError("The file of AXIN_CONFIG is not valid TOML.") from error


def _refuse_unknown(names: Iterable[str], known: set[str], kind: str) -> None:
    for name in sorted(names):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise SettingError(f"There is no {kind} {name}" + (f"; did you mean {near[0]}?" if near else "."))


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    return f"The setting {PREFIX}{name.upper()} is not valid: {_reason(first['msg'])}."


def _reason(message: str) -> str:
    reason = message.removeprefix("Value error, ").rstrip(".")
    return reason[:1].lower() + reason[1:]
