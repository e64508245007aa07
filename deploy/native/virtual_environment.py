"""The virtual environment with every package of the checkout, made again when a version or a package changes."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from native.packages import install
from native.places import ROOT, VENV

_STAMP = VENV / "crm-stamp"
PYTHON = VENV / "bin" / "python"


class InstallationError(Exception):
    """pip or venv failed; the text is what it said."""


def ensure_virtual_environment() -> None:
    """Create or update .venv where it does not match the checkout; raises InstallationError."""
    wanted = _fingerprint()
    if _STAMP.exists() and _STAMP.read_text() == wanted and PYTHON.exists():
        return
    if not _works():
        _create()
    sys.stdout.write("installing the Python packages …\n")
    _pip("-r", "requirements-dev.txt", "setuptools", "wheel")
    _pip("--no-build-isolation", *(part for package in _packages() for part in ("-e", f"./{package}")))
    _STAMP.write_text(wanted)


def _create() -> None:
    if _cannot_make_venv():
        install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    shutil.rmtree(VENV, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(VENV))


def _works() -> bool:
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _cannot_make_venv() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode != 0


def _packages() -> list[str]:
    """Folders of the checkout's packages; those that others need come first."""
    first, others = [ROOT / "libs/contracts", ROOT / "libs/kit"], sorted((ROOT / "libs").iterdir())
    found = dict.fromkeys([*first, *others, *sorted((ROOT / "services").iterdir()), ROOT / "gateway"])
    return [str(path.relative_to(ROOT)) for path in found if (path / "pyproject.toml").exists()]


def _fingerprint() -> str:
    files = ["constraints.txt", "requirements-dev.txt", *(f"{package}/pyproject.toml" for package in _packages())]
    whole = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for name in files:
        whole.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return whole.hexdigest()


def _pip(*arguments: str) -> None:
    _run(str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", "constraints.txt", *arguments)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise InstallationError(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
