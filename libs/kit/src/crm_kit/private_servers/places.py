"""Where a private server may keep its data, on which port it listens, and as whom it runs."""

import hashlib
import os
import pwd
import random
import shutil
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

SHELTER = Path("/var/lib/crm-private")
# Below the range from which systems take the ports of outgoing connections, so that a remembered port stays free.
_PORTS = range(20_000, 32_000)


def free_ports(count: int) -> list[int]:
    """So many different TCP ports of 127.0.0.1 that nobody listens on."""
    found: list[int] = []
    while len(found) < count:
        port = random.choice(_PORTS)  # noqa: S311 - a port is no secret
        if port not in found and is_free(port):
            found.append(port)
    return found


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def unprivileged_account(*names: str) -> str | None:
    """The account for a server when we are root: the first of these names that exists. None when we are not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in (*names, "nobody") if name in known)


def data_home(directory: Path, name: str, account: str | None) -> Path:
    """The server's own folder: below `directory`, or in /var/lib where the account cannot reach that."""
    if account is None or _others_may_enter(directory):
        return directory / name
    return SHELTER / hashlib.sha256(str(directory).encode()).hexdigest()[:12] / name


def make_home(path: Path, account: str | None) -> None:
    """Create the folder, readable by the account alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    give(path, account)


def give(path: Path, account: str | None) -> None:
    if account is not None:
        entry = pwd.getpwnam(account)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def find_program(name: str, folders: Iterable[Path]) -> Path | None:
    """A server's program: in one of its packages' folders, else on the path."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    found = shutil.which(name)
    return Path(found) if found else None


def _others_may_enter(directory: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in _existing(directory))


def _existing(directory: Path) -> Iterator[Path]:
    resolved = directory.resolve()
    return (folder for folder in (resolved, *resolved.parents) if folder.exists())
