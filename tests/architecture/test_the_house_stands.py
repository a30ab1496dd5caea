"""What keeps the house one house: imports run downhill, the folders are one namespace, the lock files name known hosts."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("platform", "tenants", "builder", "runtime", "billing", "web")
HOSTS = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}


def test_the_import_contracts_hold():
    # In a process of its own: the linter sets up logging anew and silences every logger there was.
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_a_part_of_one_namespace(folder):
    assert not (ROOT / folder / "__init__.py").exists()
    assert not (ROOT / folder / "axin" / "__init__.py").exists()
    assert (ROOT / folder / "axin" / folder / "__init__.py").exists()
    assert (ROOT / folder / "axin" / folder / "py.typed").exists()


def test_python_packages_come_from_known_hosts():
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    files = [[*package.get("wheels", []), package.get("sdist", {})] for package in lock["package"]]
    urls = [file["url"] for package in files for file in package if file]
    sources = [package["source"].get("registry") for package in lock["package"] if "editable" not in package["source"]]
    assert {urlsplit(url).hostname for url in [*urls, *sources]} <= HOSTS
    assert all(urlsplit(url).scheme == "https" for url in urls)


def test_javascript_packages_come_from_known_hosts_with_hashes():
    lock = json.loads((ROOT / "web/studio/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name and not package.get("link")}
    resolved = [package["resolved"] for package in packages.values() if "resolved" in package]
    assert {urlsplit(url).hostname for url in resolved} <= HOSTS
    assert [name for name, package in packages.items() if not package.get("integrity") and not package.get("inBundle")] == []


def test_every_opt_out_of_the_linter_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    codes = [line for line in lines if re.match(r'\s+"[A-Z]+\d*",', line)]
    assert codes
    assert [line for line in codes if "#" not in line] == []


def test_outside_systems_are_imported_in_their_rooms_only():
    allowed = {
        "stripe": ("billing/",),
        "httpx": ("platform/axin/platform/http/", "billing/axin/billing/double/"),
        "httpcore": ("platform/axin/platform/http/",),
        "rq": ("platform/axin/platform/jobs/",),
        "redis": ("platform/axin/platform/",),
    }
    for path in (path for folder in FOLDERS for path in (ROOT / folder / "axin").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        for found in re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(), re.MULTILINE):
            assert found not in allowed or name.startswith(allowed[found]), f"{name} imports {found}"


def test_nothing_is_pickled():
    for path in (path for folder in FOLDERS for path in (ROOT / folder / "axin").rglob("*.py")):
        assert not re.search(r"^\s*(?:import|from) (?:pickle|marshal|shelve)\b", path.read_text(), re.MULTILINE), path
