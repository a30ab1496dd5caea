"""The description of the API: OpenAPI 3.1 at /api/openapi.json, and as a file for the TypeScript client.

`python -m axin.web.openapi FILE` writes it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

TITLE = "Axin"
VERSION = "1"


def openapi_config() -> OpenAPIConfig:
    """Return how the API describes itself."""
    viewers = [JsonRenderPlugin(path="openapi.json")]  # no viewer with scripts from elsewhere
    return OpenAPIConfig(title=TITLE, version=VERSION, path="/api", render_plugins=viewers, use_handler_docstrings=True)


def document() -> dict[str, Any]:
    """Return the description as plain JSON."""
    from axin.web.app import create_api  # noqa: PLC0415 - the app is made of this module's configuration

    schema: dict[str, Any] = create_api().openapi_schema.to_schema()
    return schema


def main() -> None:
    """Write the description to the file named on the command line, or to standard output."""
    text = json.dumps(document(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
