"""The studio's description of the API is generated from the server's own; say so when it is behind.

python tools/api_client.py           compares
python tools/api_client.py write     writes it anew
"""

import sys
import tempfile
from pathlib import Path

from node import STUDIO, npm

from axin.platform.data import json
from axin.web.openapi import document

_CLIENT = STUDIO / "src" / "generated" / "api.d.ts"


def main() -> None:
    """Generate, then compare or write."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "openapi.json", Path(folder) / "api.d.ts"
        source.write_bytes(json.dumps(document()))
        npm("run", "--silent", "generate", "--", str(source), str(made))
        if "write" in sys.argv[1:]:
            _CLIENT.write_bytes(made.read_bytes())
        elif not _CLIENT.exists() or _CLIENT.read_bytes() != made.read_bytes():
            sys.exit("web/studio/src/generated/api.d.ts is behind the server: run `make client`.")


if __name__ == "__main__":
    main()
