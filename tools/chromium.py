"""A Chromium for the browser journeys: the machine's, else installed by apt (as root), else Playwright's own."""

import os
import shutil
import subprocess
import sys

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Install one where there is none."""
    if any(shutil.which(name) for name in _NAMES):
        return
    if os.geteuid() == 0 and shutil.which("apt-get") and _with_apt():
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _with_apt() -> bool:
    sys.stdout.write("Installing Chromium…\n")
    sys.stdout.flush()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603
            return False
    return any(shutil.which(name) for name in _NAMES)


if __name__ == "__main__":
    main()
