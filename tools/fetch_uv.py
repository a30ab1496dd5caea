"""Put uv into the environment without pip, for a Python that came without it (Debian's, say): the wheel that uv.lock names.

python3.11 tools/fetch_uv.py .venv
"""

import hashlib
import io
import platform
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

_TAGS = {
    ("Linux", "x86_64"): "manylinux_2_17_x86_64",
    ("Linux", "aarch64"): "manylinux_2_17_aarch64",
    ("Darwin", "arm64"): "macosx_11_0_arm64",
    ("Darwin", "x86_64"): "macosx_10_12_x86_64",
}


def main() -> None:
    """Download, compare with the hash in the lock file, unpack the one program."""
    lock = tomllib.loads(Path("uv.lock").read_text(encoding="utf-8"))
    package = next(found for found in lock["package"] if found["name"] == "uv")
    tag = _TAGS[platform.system(), platform.machine()]
    wheel = next(found for found in package["wheels"] if tag in found["url"])
    with urllib.request.urlopen(wheel["url"], timeout=180) as answer:  # noqa: S310 - an https address of the lock file
        content = answer.read()
    if wheel["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
        sys.exit("The download of uv is not what uv.lock names.")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        target = Path(sys.argv[1]) / "bin" / "uv"
        target.write_bytes(archive.read(member))
        target.chmod(0o755)


if __name__ == "__main__":
    main()
